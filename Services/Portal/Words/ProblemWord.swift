/// The problem pages.
package enum ProblemWord: String, CaseIterable, Phrase {
    case notFound
    case notFoundText
    case forbidden
    case forbiddenText
    case failed
    case failedText
    case signedOut
    case signedOutText
    case maintenance
    case maintenanceText
    case tooMany
    case tooManyText
    case badForm
    case badFormText
    case closed
    case closedText
    case conflict
    case conflictText
    case reference

    package var forms: Forms {
        switch self {
        case .notFound:
            Forms(
                en: "Page not found",
                fr: "Page introuvable",
                es: "Página no encontrada",
                ar: "الصفحة غير موجودة")
        case .notFoundText:
            Forms(
                en: "If you typed the address, check that it is right. If you followed a link, it may be old.",
                fr: "Si vous avez saisi l’adresse, vérifiez-la. Si vous avez suivi un lien, il est peut-être ancien.",
                es: "Si escribió la dirección, compruebe que es correcta. Si siguió un enlace, puede que sea antiguo.",
                ar: "إذا كُتب العنوان يدويًا، تُرجى مراجعته. وإذا كان رابطًا، فربما أصبح قديمًا.")
        case .forbidden:
            Forms(
                en: "You cannot open this page",
                fr: "Vous ne pouvez pas ouvrir cette page",
                es: "No puede abrir esta página",
                ar: "لا يمكن فتح هذه الصفحة")
        case .forbiddenText:
            Forms(
                en: "Your account has no right to this page. If you need it for your work, write to us.",
                fr: """
                    Votre compte n’a pas accès à cette page. Si vous en avez besoin pour votre travail, \
                    écrivez-nous.
                    """,
                es: "Su cuenta no tiene acceso a esta página. Si la necesita para su trabajo, escríbanos.",
                ar: "هذا الحساب لا يملك صلاحية فتح هذه الصفحة. إذا كانت لازمة للعمل، تُرجى مراسلتنا.")
        case .failed:
            Forms(
                en: "Sorry, there is a problem",
                fr: "Désolé, il y a un problème",
                es: "Lo sentimos, hay un problema",
                ar: "عذرًا، توجد مشكلة")
        case .failedText:
            Forms(
                en: "What you saved is safe. Try again in a few minutes.",
                fr: "Ce que vous avez enregistré est conservé. Réessayez dans quelques minutes.",
                es: "Lo que ha guardado está a salvo. Inténtelo de nuevo en unos minutos.",
                ar: "ما حُفظ في أمان. تُرجى المحاولة مرة أخرى بعد دقائق.")
        case .signedOut:
            Forms(
                en: "You are signed out",
                fr: "Votre session est fermée",
                es: "Su sesión está cerrada",
                ar: "تم تسجيل الخروج")
        case .signedOutText:
            Forms(
                en: "You were signed out to keep your answers private. Sign in to carry on where you were.",
                fr: """
                    Nous avons fermé votre session pour protéger vos réponses. Connectez-vous pour reprendre où \
                    vous étiez.
                    """,
                es: "Cerramos la sesión para proteger sus respuestas. Inicie sesión para seguir donde estaba.",
                ar: "أُغلقت الجلسة لحماية خصوصية الإجابات. يمكن المتابعة من الموضع نفسه بعد تسجيل الدخول.")
        case .maintenance:
            Forms(
                en: "We are working on this site",
                fr: "Nous travaillons sur ce site",
                es: "Estamos trabajando en este sitio",
                ar: "الموقع قيد الصيانة")
        case .maintenanceText:
            Forms(
                en: "The site is back on {moment}. What you saved is safe.",
                fr: "Le site sera de retour le {moment}. Ce que vous avez enregistré est conservé.",
                es: "El sitio vuelve el {moment}. Lo que ha guardado está a salvo.",
                ar: "يعود الموقع إلى العمل في {moment}. ما حُفظ في أمان.")
        case .tooMany:
            Forms(
                en: "Too many tries",
                fr: "Trop d’essais",
                es: "Demasiados intentos",
                ar: "محاولات كثيرة")
        case .tooManyText:
            Forms(
                en: "Please wait a few minutes and then try again.",
                fr: "Attendez quelques minutes, puis réessayez.",
                es: "Espere unos minutos y vuelva a intentarlo.",
                ar: "يُرجى الانتظار بضع دقائق ثم المحاولة مرة أخرى.")
        case .badForm:
            Forms(
                en: "We could not read that form",
                fr: "Nous n’avons pas pu lire ce formulaire",
                es: "No pudimos leer ese formulario",
                ar: "تعذّرت قراءة النموذج")
        case .badFormText:
            Forms(
                en: "The page may be too old. Open it again and send it once more.",
                fr: "La page est peut-être trop ancienne. Ouvrez-la de nouveau et renvoyez-la.",
                es: "Puede que la página sea antigua. Ábrala de nuevo y vuelva a enviarla.",
                ar: "ربما أصبحت الصفحة قديمة. يُرجى فتحها من جديد وإعادة الإرسال.")
        case .closed:
            Forms(
                en: "Applications have closed",
                fr: "Les candidatures sont closes",
                es: "El plazo ha terminado",
                ar: "انتهت مهلة التقديم")
        case .closedText:
            Forms(
                en: "Nothing more can be sent for this call. You can still read what you saved.",
                fr: """
                    Rien ne peut plus être envoyé pour cet appel. Vous pouvez encore lire ce que vous avez \
                    enregistré.
                    """,
                es: "Ya no se puede enviar nada para esta convocatoria. Todavía puede leer lo que guardó.",
                ar: "لم يعد الإرسال ممكنًا لهذه الدعوة. ما زالت قراءة ما حُفظ ممكنة.")
        case .conflict:
            Forms(
                en: "Something changed in the meantime",
                fr: "Quelque chose a changé entre-temps",
                es: "Algo ha cambiado entretanto",
                ar: "حدث تغيير في هذه الأثناء")
        case .conflictText:
            Forms(
                en: "Open the page again to see how things are now. Nothing was overwritten.",
                fr: "Ouvrez de nouveau la page pour voir l’état actuel. Rien n’a été écrasé.",
                es: "Abra de nuevo la página para ver cómo está todo ahora. No se ha sobrescrito nada.",
                ar: "يُرجى فتح الصفحة من جديد لرؤية الوضع الحالي. لم يُستبدل أي شيء.")
        case .reference:
            Forms(
                en: "If you write to us, tell us this number:",
                fr: "Si vous nous écrivez, indiquez ce numéro\u{A0}:",
                es: "Si nos escribe, indique este número:",
                ar: "عند مراسلتنا، يُرجى ذكر هذا الرقم:")
        }
    }
}
