/// What is wrong with a field, by the code that the services give.
package enum FieldErrorWord: String, CaseIterable, Phrase {
    case missing
    case tooLong = "too_long"
    case tooShort = "too_short"
    case tooMany = "too_many"
    case tooFew = "too_few"
    case unknownField = "unknown_field"
    case wrongType = "wrong_type"
    case notADate = "not_a_date"
    case noSuchDate = "no_such_date"
    case inDaylightSavingGap = "in_daylight_saving_gap"
    case notATime = "not_a_time"
    case unknownCountry = "unknown_country"
    case unknownCurrency = "unknown_currency"
    case unknownZone = "unknown_zone"
    case forbiddenCharacter = "forbidden_character"
    case notInList = "not_in_list"
    case notANumber = "not_a_number"
    case outOfRange = "out_of_range"
    case notAnEmail = "not_an_email"
    case notACode = "not_a_code"
    case duplicate
    case notAPhone = "not_a_phone"
    case notAgreed = "not_agreed"
    case needsReason = "reason_needed"
    case unknownCriterion = "unknown_criterion"
    case contradiction
    case otherCurrency = "other_currency"
    /// A one-time code; ``notACode`` is about codes with a form of their own.
    case wrongCode
    case tooManyWords = "too_many_words"
    case inThePast = "in_the_past"
    case notInOrder = "not_in_order"
    case hardClashes = "hard_clashes"
    case unknown

    package var forms: Forms {
        switch self {
        case .missing:
            Forms(
                en: "An answer is needed here.",
                fr: "Une réponse est nécessaire ici.",
                es: "Aquí hace falta una respuesta.",
                ar: "الإجابة مطلوبة هنا.")
        case .tooLong:
            Forms(
                en: "This is too long. Please shorten it; nothing is lost.",
                fr: "C’est trop long. Raccourcissez\u{A0}; rien n’est perdu.",
                es: "Es demasiado largo. Acórtelo; no se pierde nada.",
                ar: "النص أطول من المسموح. يُرجى اختصاره، ولن يُفقد شيء.")
        case .tooShort:
            Forms(
                en: "This is too short. Please say a little more.",
                fr: "C’est trop court. Dites-en un peu plus.",
                es: "Es demasiado corto. Diga un poco más.",
                ar: "النص أقصر من اللازم. تُرجى إضافة القليل.")
        case .tooMany:
            Forms(
                en: "Too many are chosen.",
                fr: "Il y a trop de choix.",
                es: "Hay demasiadas opciones marcadas.",
                ar: "عدد الاختيارات أكثر من المسموح.")
        case .tooFew:
            Forms(
                en: "Choose some more.",
                fr: "Choisissez-en davantage.",
                es: "Elija algunas más.",
                ar: "يلزم اختيار المزيد.")
        case .unknownField:
            Forms(
                en: "This form does not have that field.",
                fr: "Ce formulaire n’a pas ce champ.",
                es: "Este formulario no tiene ese campo.",
                ar: "لا يوجد هذا الحقل في النموذج.")
        case .wrongType:
            Forms(
                en: "This answer has the wrong form.",
                fr: "Cette réponse n’a pas la bonne forme.",
                es: "Esta respuesta no tiene la forma correcta.",
                ar: "صيغة هذه الإجابة غير صحيحة.")
        case .notADate:
            Forms(
                en: "Write the date as day, month and year.",
                fr: "Écrivez la date avec jour, mois et année.",
                es: "Escriba la fecha con día, mes y año.",
                ar: "يُكتب التاريخ باليوم والشهر والسنة.")
        case .noSuchDate:
            Forms(
                en: "That day is not in the calendar. Check the day and the month.",
                fr: "Ce jour n’existe pas. Vérifiez le jour et le mois.",
                es: "Ese día no existe. Revise el día y el mes.",
                ar: "هذا اليوم غير موجود في التقويم. تُرجى مراجعة اليوم والشهر.")
        case .inDaylightSavingGap:
            Forms(
                en: "The clocks go forward then, so this time does not exist. Choose another.",
                fr: "L’heure change à ce moment, cette heure n’existe pas. Choisissez-en une autre.",
                es: "Entonces cambia la hora y ese momento no existe. Elija otro.",
                ar: "تُقدَّم الساعة في هذا الوقت، فهو غير موجود. يُرجى اختيار وقت آخر.")
        case .notATime:
            Forms(
                en: "Write the time with hours and minutes, such as 14:30.",
                fr: "Écrivez l’heure avec heures et minutes, comme 14:30.",
                es: "Escriba la hora con horas y minutos, como 14:30.",
                ar: "يُكتب الوقت بالساعات والدقائق، مثل 14:30.")
        case .unknownCountry:
            Forms(
                en: "Choose a country from the list.",
                fr: "Choisissez un pays de la liste.",
                es: "Elija un país de la lista.",
                ar: "يُرجى اختيار بلد من القائمة.")
        case .unknownCurrency:
            Forms(
                en: "Choose a currency from the list.",
                fr: "Choisissez une monnaie de la liste.",
                es: "Elija una moneda de la lista.",
                ar: "يُرجى اختيار عملة من القائمة.")
        case .unknownZone:
            Forms(
                en: "Choose a time zone from the list.",
                fr: "Choisissez un fuseau horaire de la liste.",
                es: "Elija un huso horario de la lista.",
                ar: "يُرجى اختيار منطقة زمنية من القائمة.")
        case .forbiddenCharacter:
            Forms(
                en: "A hidden character is in the text. Please type it again instead of pasting.",
                fr: "Le texte contient un caractère caché. Saisissez-le au lieu de le coller.",
                es: "Hay un carácter oculto en el texto. Escríbalo en lugar de pegarlo.",
                ar: "يحتوي النص على رمز خفي. تُرجى كتابته بدل لصقه.")
        case .notInList:
            Forms(
                en: "Choose one of the answers shown.",
                fr: "Choisissez une des réponses proposées.",
                es: "Elija una de las respuestas que se muestran.",
                ar: "يُرجى اختيار إحدى الإجابات المعروضة.")
        case .notANumber:
            Forms(
                en: "Write a number with digits only.",
                fr: "Écrivez un nombre en chiffres seulement.",
                es: "Escriba un número solo con cifras.",
                ar: "يُكتب العدد بالأرقام فقط.")
        case .outOfRange:
            Forms(
                en: "This number is too small or too large.",
                fr: "Ce nombre est trop petit ou trop grand.",
                es: "Este número es demasiado pequeño o demasiado grande.",
                ar: "هذا العدد أصغر أو أكبر من المسموح.")
        case .notAnEmail:
            Forms(
                en: "This is not an email address. It needs an @ and a dot.",
                fr: "Ce n’est pas une adresse électronique. Il faut un @ et un point.",
                es: "No es una dirección de correo. Necesita una @ y un punto.",
                ar: "هذا ليس عنوان بريد إلكتروني. يلزم وجود @ ونقطة.")
        case .notACode:
            Forms(
                en: "This code is not right. Check each letter and digit.",
                fr: "Ce code n’est pas juste. Vérifiez chaque lettre et chaque chiffre.",
                es: "Este código no es correcto. Revise cada letra y cifra.",
                ar: "هذا الرمز غير صحيح. تُرجى مراجعة كل حرف ورقم.")
        case .duplicate:
            Forms(
                en: "This is there twice.",
                fr: "Ceci apparaît deux fois.",
                es: "Esto está dos veces.",
                ar: "هذا مكرّر.")
        case .notAPhone:
            Forms(
                en: "Write the phone number with + and the country code.",
                fr: "Écrivez le numéro avec + et l’indicatif du pays.",
                es: "Escriba el teléfono con + y el prefijo del país.",
                ar: "يُكتب رقم الهاتف مع علامة + ورمز البلد.")
        case .notAgreed:
            Forms(
                en: "We need your agreement to send this.",
                fr: "Il nous faut votre accord pour envoyer.",
                es: "Necesitamos su acuerdo para enviar.",
                ar: "تلزم الموافقة قبل الإرسال.")
        case .needsReason:
            Forms(
                en: "Please give a reason for the lowest or highest score.",
                fr: "Donnez une raison pour la note la plus basse ou la plus haute.",
                es: "Dé una razón para la nota más baja o más alta.",
                ar: "يُرجى ذكر السبب عند اختيار أدنى درجة أو أعلاها.")
        case .unknownCriterion:
            Forms(
                en: "This criterion is not in the list any more. Open the page again.",
                fr: "Ce critère n’est plus dans la liste. Ouvrez de nouveau la page.",
                es: "Este criterio ya no está en la lista. Abra de nuevo la página.",
                ar: "لم يعد هذا المعيار في القائمة. يُرجى فتح الصفحة من جديد.")
        case .contradiction:
            Forms(
                en: "The same candidate is both included and excluded. Choose one.",
                fr: "La même candidature est à la fois incluse et exclue. Choisissez.",
                es: "La misma candidatura está incluida y excluida a la vez. Elija una cosa.",
                ar: "المرشح نفسه مُدرج ومستبعد معًا. يُرجى اختيار أحدهما.")
        case .otherCurrency:
            Forms(
                en: "The ceiling must be in US dollars, as the estimates are.",
                fr: "Le plafond doit être en dollars américains, comme les estimations.",
                es: "El límite debe estar en dólares estadounidenses, como las estimaciones.",
                ar: "يجب أن يكون الحد الأقصى بالدولار الأمريكي مثل التقديرات.")
        case .wrongCode:
            Forms(
                en: "That code is not right or is too old. Check the last message, or get a new code.",
                fr: """
                    Ce code n’est pas juste ou est trop ancien. Vérifiez le dernier message ou demandez un nouveau \
                    code.
                    """,
                es: "Ese código no es correcto o es antiguo. Revise el último mensaje o pida otro código.",
                ar: "هذا الرمز غير صحيح أو انتهت صلاحيته. تُرجى مراجعة آخر رسالة أو طلب رمز جديد.")
        case .tooManyWords:
            Forms(
                en: "This has too many words. Please shorten it; nothing is lost.",
                fr: "Il y a trop de mots. Raccourcissez\u{A0}; rien n’est perdu.",
                es: "Hay demasiadas palabras. Acórtelo; no se pierde nada.",
                ar: "عدد الكلمات أكثر من المسموح. يُرجى الاختصار، ولن يُفقد شيء.")
        case .inThePast:
            Forms(
                en: "This date is in the past.",
                fr: "Cette date est passée.",
                es: "Esta fecha ya pasó.",
                ar: "هذا التاريخ مضى.")
        case .notInOrder:
            Forms(
                en: "The end comes before the beginning.",
                fr: "La fin précède le début.",
                es: "El final va antes del principio.",
                ar: "النهاية تسبق البداية.")
        case .hardClashes:
            Forms(
                en: "Solve the clashes first, or give a reason.",
                fr: "Résolvez d’abord les conflits, ou donnez une raison.",
                es: "Resuelva antes los conflictos o dé una razón.",
                ar: "يلزم حلّ التعارضات أولًا أو ذكر سبب.")
        case .unknown:
            Forms(
                en: "Please check this answer.",
                fr: "Vérifiez cette réponse.",
                es: "Revise esta respuesta.",
                ar: "تُرجى مراجعة هذه الإجابة.")
        }
    }
}
