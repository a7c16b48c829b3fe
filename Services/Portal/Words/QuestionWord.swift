/// The questions of the application form.
package enum QuestionWord: String, CaseIterable, Phrase {
    case organisationName = "organisation_name"
    case country
    case organisationKind = "organisation_kind"
    case womenLed = "women_led"
    case organisationSize = "organisation_size"
    case foundedYear = "founded_year"
    case grantReference = "grant_reference"
    case change
    case difficulty
    case share
    case themes
    case personName = "person_name"
    case personRole = "person_role"
    case languagesSpoken = "languages_spoken"
    case joinedBefore = "joined_before"
    case workingLanguage = "working_language"
    case interpretation
    case accessNeeds = "access_needs"
    case careNeeds = "care_needs"
    case departureCity = "departure_city"
    case passportState = "passport_state"
    case passportCountry = "passport_country"
    case cannotTravel = "cannot_travel"
    case contactWay = "contact_way"
    case contactValue = "contact_value"
    case contactTime = "contact_time"
    case sayWho = "say_who"
    case publishName = "publish_name"
    case publishOrganisation = "publish_organisation"
    case publishPhoto = "publish_photo"
    case organisationLanguages = "organisation_languages"
    case languageOfAnswers = "language_of_answers"
    case motivation

    package var forms: Forms {
        switch self {
        case .organisationName:
            Forms(
                en: "Name of your organisation",
                fr: "Nom de votre organisation",
                es: "Nombre de su organización",
                ar: "اسم المنظمة")
        case .country:
            Forms(
                en: "Country where you work",
                fr: "Pays où vous travaillez",
                es: "País donde trabaja",
                ar: "بلد العمل")
        case .organisationKind:
            Forms(
                en: "What kind of organisation is it?",
                fr: "Quel type d’organisation est-ce\u{A0}?",
                es: "¿Qué tipo de organización es?",
                ar: "ما نوع المنظمة؟")
        case .womenLed:
            Forms(
                en: "Is it led by women?",
                fr: "Est-elle dirigée par des femmes\u{A0}?",
                es: "¿La dirigen mujeres?",
                ar: "هل تقودها نساء؟")
        case .organisationSize:
            Forms(
                en: "How large is its yearly budget?",
                fr: "Quelle est la taille de son budget annuel\u{A0}?",
                es: "¿Qué tamaño tiene su presupuesto anual?",
                ar: "ما حجم ميزانيتها السنوية؟")
        case .foundedYear:
            Forms(
                en: "In which year did it start?",
                fr: "En quelle année a-t-elle commencé\u{A0}?",
                es: "¿En qué año empezó?",
                ar: "في أي سنة بدأ عملها؟")
        case .grantReference:
            Forms(
                en: "Number of your grant, if you have one",
                fr: "Numéro de votre subvention, si vous en avez une",
                es: "Número de su subvención, si tiene una",
                ar: "رقم المنحة، إن وُجد")
        case .change:
            Forms(
                en: "One change your organisation helped to bring about",
                fr: "Un changement auquel votre organisation a contribué",
                es: "Un cambio que su organización ayudó a lograr",
                ar: "تغيير ساهمت المنظمة في تحقيقه")
        case .difficulty:
            Forms(
                en: "One difficulty you met, and what you did",
                fr: "Une difficulté rencontrée, et ce que vous avez fait",
                es: "Una dificultad que encontró y qué hizo",
                ar: "صعوبة واجهتكم وما فعلتموه إزاءها")
        case .share:
            Forms(
                en: "What you would share, or want to learn",
                fr: "Ce que vous partageriez ou voulez apprendre",
                es: "Qué compartiría o quiere aprender",
                ar: "ما تودّون مشاركته أو تعلّمه")
        case .themes:
            Forms(
                en: "Which topics concern your work?",
                fr: "Quels thèmes concernent votre travail\u{A0}?",
                es: "¿Qué temas tocan su trabajo?",
                ar: "ما الموضوعات التي تخص عملكم؟")
        case .personName:
            Forms(
                en: "Full name",
                fr: "Nom complet",
                es: "Nombre completo",
                ar: "الاسم الكامل")
        case .personRole:
            Forms(
                en: "What this person does in your organisation",
                fr: "Ce que fait cette personne dans votre organisation",
                es: "Qué hace esta persona en su organización",
                ar: "عمل هذا الشخص في المنظمة")
        case .languagesSpoken:
            Forms(
                en: "Which of these languages does this person speak?",
                fr: "Lesquelles de ces langues cette personne parle-t-elle\u{A0}?",
                es: "¿Cuáles de estos idiomas habla esta persona?",
                ar: "أيّ هذه اللغات يتكلّمها هذا الشخص؟")
        case .joinedBefore:
            Forms(
                en: "Has your organisation joined one of our meetings before?",
                fr: "Votre organisation a-t-elle déjà participé à une de nos rencontres\u{A0}?",
                es: "¿Ha participado antes su organización en uno de nuestros encuentros?",
                ar: "هل سبق للمنظمة أن شاركت في أحد لقاءاتنا؟")
        case .workingLanguage:
            Forms(
                en: "In which language do you want to take part?",
                fr: "Dans quelle langue voulez-vous participer\u{A0}?",
                es: "¿En qué idioma quiere participar?",
                ar: "بأي لغة تفضّلون المشاركة؟")
        case .interpretation:
            Forms(
                en: "Do you need interpretation into this language?",
                fr: "Avez-vous besoin d’interprétation dans cette langue\u{A0}?",
                es: "¿Necesita interpretación a este idioma?",
                ar: "هل تلزم ترجمة فورية إلى هذه اللغة؟")
        case .accessNeeds:
            Forms(
                en: "What would help you to take part?",
                fr: "Qu’est-ce qui vous aiderait à participer\u{A0}?",
                es: "¿Qué le ayudaría a participar?",
                ar: "ما الذي يساعد على المشاركة؟")
        case .careNeeds:
            Forms(
                en: "Would you bring a child or a carer?",
                fr: "Viendriez-vous avec un enfant ou une personne aidante\u{A0}?",
                es: "¿Vendría con un niño o una persona de apoyo?",
                ar: "هل سيرافق المشاركَ طفلٌ أو شخص مساعد؟")
        case .departureCity:
            Forms(
                en: "City from which the journey would start",
                fr: "Ville de départ du voyage",
                es: "Ciudad de salida del viaje",
                ar: "مدينة الانطلاق")
        case .passportState:
            Forms(
                en: "Does the person have a passport?",
                fr: "La personne a-t-elle un passeport\u{A0}?",
                es: "¿Tiene pasaporte la persona?",
                ar: "هل لدى الشخص جواز سفر؟")
        case .passportCountry:
            Forms(
                en: "Country of the passport",
                fr: "Pays du passeport",
                es: "País del pasaporte",
                ar: "بلد إصدار الجواز")
        case .cannotTravel:
            Forms(
                en: "Dates when travel is not possible",
                fr: "Dates où le voyage n’est pas possible",
                es: "Fechas en que no es posible viajar",
                ar: "تواريخ لا يمكن السفر فيها")
        case .contactWay:
            Forms(
                en: "What is the safest way to reach you?",
                fr: "Quel est le moyen le plus sûr de vous joindre\u{A0}?",
                es: "¿Cuál es la forma más segura de contactarle?",
                ar: "ما أكثر الطرق أمانًا للتواصل؟")
        case .contactValue:
            Forms(
                en: "Phone number or address for this",
                fr: "Numéro ou adresse pour ce moyen",
                es: "Teléfono o dirección para ello",
                ar: "رقم الهاتف أو العنوان لهذا الغرض")
        case .contactTime:
            Forms(
                en: "Is there a time when we should not call?",
                fr: "Y a-t-il une heure où il ne faut pas appeler\u{A0}?",
                es: "¿Hay alguna hora en que no debamos llamar?",
                ar: "هل هناك وقت لا ينبغي الاتصال فيه؟")
        case .sayWho:
            Forms(
                en: "If someone else answers, may we say who we are?",
                fr: "Si une autre personne répond, pouvons-nous dire qui nous sommes\u{A0}?",
                es: "Si contesta otra persona, ¿podemos decir quiénes somos?",
                ar: "إذا أجاب شخص آخر، هل يمكننا التعريف بأنفسنا؟")
        case .publishName:
            Forms(
                en: "May we publish your name?",
                fr: "Pouvons-nous publier votre nom\u{A0}?",
                es: "¿Podemos publicar su nombre?",
                ar: "هل يمكننا نشر الاسم؟")
        case .publishOrganisation:
            Forms(
                en: "May we publish the name of your organisation?",
                fr: "Pouvons-nous publier le nom de votre organisation\u{A0}?",
                es: "¿Podemos publicar el nombre de su organización?",
                ar: "هل يمكننا نشر اسم المنظمة؟")
        case .publishPhoto:
            Forms(
                en: "May we publish photos that show you?",
                fr: "Pouvons-nous publier des photos où l’on vous voit\u{A0}?",
                es: "¿Podemos publicar fotos en las que aparezca?",
                ar: "هل يمكننا نشر صور يظهر فيها الشخص؟")
        case .organisationLanguages:
            Forms(
                en: "In which of these languages does it work?",
                fr: "Dans lesquelles de ces langues travaille-t-elle\u{A0}?",
                es: "¿En cuáles de estos idiomas trabaja?",
                ar: "بأيّ هذه اللغات تعمل؟")
        case .languageOfAnswers:
            Forms(
                en: "In which language do you write your answers?",
                fr: "Dans quelle langue écrivez-vous vos réponses\u{A0}?",
                es: "¿En qué idioma escribe sus respuestas?",
                ar: "بأي لغة تُكتب الإجابات؟")
        case .motivation:
            Forms(
                en: "Why do you want to take part?",
                fr: "Pourquoi voulez-vous participer\u{A0}?",
                es: "¿Por qué quiere participar?",
                ar: "ما سبب الرغبة في المشاركة؟")
        }
    }
}
