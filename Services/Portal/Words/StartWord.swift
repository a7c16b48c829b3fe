/// The start page.
package enum StartWord: String, CaseIterable, Phrase {
    case title
    case lead
    case leadSecond
    case closes
    case view
    case nothing
    case nothingNext
    case closed
    case closedOn
    case need
    case needTime
    case needEmail
    case needNothing
    case otherWays
    case otherWaysText
    case timesIn
    case yourApplications
    case agendas

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "What is open now",
                fr: "Ce qui est ouvert en ce moment",
                es: "Qué está abierto ahora",
                ar: "المتاح الآن")
        case .lead:
            Forms(
                en: "Organisations from many countries meet here, learn from each other and plan together.",
                fr: """
                    Ici, des organisations de nombreux pays se rencontrent, apprennent les unes des autres et \
                    préparent la suite.
                    """,
                es: "Aquí se encuentran organizaciones de muchos países, aprenden unas de otras y planifican juntas.",
                ar: "هنا تلتقي منظمات من بلدان كثيرة، وتتعلّم بعضها من بعض، وتخطّط معًا.")
        case .leadSecond:
            Forms(
                en: "Choose something below to see if it is for you.",
                fr: "Choisissez ci-dessous pour voir si cela vous concerne.",
                es: "Elija algo de la lista para ver si es para usted.",
                ar: "الاختيار من القائمة أدناه يوضّح ما هو مناسب.")
        case .closes:
            Forms(
                en: "Closes on {moment}",
                fr: "Clôture le {moment}",
                es: "Cierra el {moment}",
                ar: "آخر موعد: {moment}")
        case .view:
            Forms(
                en: "See and apply",
                fr: "Voir et postuler",
                es: "Ver y solicitar",
                ar: "عرض وتقديم طلب")
        case .nothing:
            Forms(
                en: "Nothing is open today.",
                fr: "Rien n’est ouvert aujourd’hui.",
                es: "Hoy no hay nada abierto.",
                ar: "لا شيء متاح اليوم.")
        case .nothingNext:
            Forms(
                en: "Come back soon, or ask your focal point when the next call opens.",
                fr: "Revenez bientôt, ou demandez à votre point focal quand s’ouvre le prochain appel.",
                es: "Vuelva pronto o pregunte a su punto focal cuándo abre la próxima convocatoria.",
                ar: "يمكن العودة قريبًا، أو سؤال جهة الاتصال في بلدكم عن موعد الدعوة التالية.")
        case .closed:
            Forms(
                en: "Closed",
                fr: "Clos",
                es: "Cerrado",
                ar: "مغلق")
        case .closedOn:
            Forms(
                en: "Closed on {moment}",
                fr: "Clos le {moment}",
                es: "Cerró el {moment}",
                ar: "أُغلق في {moment}")
        case .need:
            Forms(
                en: "What you need",
                fr: "Ce qu’il vous faut",
                es: "Qué necesita",
                ar: "ما يلزم للتقديم")
        case .needTime:
            Forms(
                en: "About 30 minutes. You can stop and come back.",
                fr: "Environ 30 minutes. Vous pouvez vous arrêter et revenir.",
                es: "Unos 30 minutos. Puede parar y volver.",
                ar: "نحو 30 دقيقة، مع إمكان التوقف والعودة.")
        case .needEmail:
            Forms(
                en: "An email address, to receive a sign-in code.",
                fr: "Une adresse électronique, pour recevoir un code de connexion.",
                es: "Una dirección de correo, para recibir un código de acceso.",
                ar: "عنوان بريد إلكتروني لاستلام رمز الدخول.")
        case .needNothing:
            Forms(
                en: "No passport, no photo and no documents.",
                fr: "Ni passeport, ni photo, ni document.",
                es: "Ni pasaporte, ni foto, ni documentos.",
                ar: "لا حاجة إلى جواز سفر ولا صورة ولا وثائق.")
        case .otherWays:
            Forms(
                en: "Other ways to apply",
                fr: "Autres façons de postuler",
                es: "Otras formas de solicitar",
                ar: "طرق أخرى للتقديم")
        case .otherWaysText:
            Forms(
                en: """
                    You can also answer on paper or through the focal point of your country. Write to us and we \
                    will help.
                    """,
                fr: """
                    Vous pouvez aussi répondre sur papier ou par le point focal de votre pays. Écrivez-nous, nous \
                    vous aiderons.
                    """,
                es: """
                    También puede responder en papel o mediante el punto focal de su país. Escríbanos y le \
                    ayudaremos.
                    """,
                ar: "يمكن أيضًا الإجابة على الورق أو عبر جهة الاتصال في بلدكم. نساعد كل من يراسلنا.")
        case .timesIn:
            Forms(
                en: "Show times in",
                fr: "Afficher les heures de",
                es: "Mostrar las horas de",
                ar: "عرض الأوقات بتوقيت")
        case .yourApplications:
            Forms(
                en: "You have applications here.",
                fr: "Vous avez des candidatures ici.",
                es: "Tiene solicitudes aquí.",
                ar: "توجد طلبات باسمك هنا.")
        case .agendas:
            Forms(
                en: "Published agendas",
                fr: "Programmes publiés",
                es: "Agendas publicadas",
                ar: "جداول الأعمال المنشورة")
        }
    }
}
