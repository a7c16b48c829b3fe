/// One call.
package enum OpportunityWord: String, CaseIterable, Phrase {
    case who
    case when
    case online
    case placeDates
    case paid
    case paidTravel
    case paidCare
    case paidOnline
    case criteria
    case criteriaText
    case readers
    case readersText
    case notAsked
    case notAskedText
    case apply
    case continueDraft
    case sentAlready
    case seeYours
    case closes
    case closed
    case closedHelp
    case opens
    case answerBy
    case conditions

    package var forms: Forms {
        switch self {
        case .who:
            Forms(
                en: "Who it is for",
                fr: "Pour qui",
                es: "Para quién",
                ar: "لمن")
        case .when:
            Forms(
                en: "When and where",
                fr: "Quand et où",
                es: "Cuándo y dónde",
                ar: "الموعد والمكان")
        case .online:
            Forms(
                en: "Online",
                fr: "En ligne",
                es: "En línea",
                ar: "عبر الإنترنت")
        case .placeDates:
            Forms(
                en: "{place}, {from} to {to}",
                fr: "{place}, du {from} au {to}",
                es: "{place}, del {from} al {to}",
                ar: "{place}، من {from} إلى {to}")
        case .paid:
            Forms(
                en: "What we pay",
                fr: "Ce que nous payons",
                es: "Qué pagamos",
                ar: "ما نتكفّل به")
        case .paidTravel:
            Forms(
                en: "Your travel, your visa, your room and your meals.",
                fr: "Votre voyage, votre visa, votre chambre et vos repas.",
                es: "Su viaje, su visado, su alojamiento y sus comidas.",
                ar: "السفر والتأشيرة والإقامة والوجبات.")
        case .paidCare:
            Forms(
                en: "Care for a child, or a carer who travels with you.",
                fr: "La garde d’un enfant, ou une personne aidante qui voyage avec vous.",
                es: "El cuidado de un niño o una persona de apoyo que viaje con usted.",
                ar: "رعاية طفل، أو مرافق للمساعدة أثناء السفر.")
        case .paidOnline:
            Forms(
                en: "Taking part is free. We pay for your internet data when you ask.",
                fr: "La participation est gratuite. Nous payons vos données internet sur demande.",
                es: "Participar es gratis. Pagamos sus datos de internet si lo pide.",
                ar: "المشاركة مجانية. نتكفّل بكلفة الإنترنت عند الطلب.")
        case .criteria:
            Forms(
                en: "How we choose",
                fr: "Comment nous choisissons",
                es: "Cómo elegimos",
                ar: "كيف نختار")
        case .criteriaText:
            Forms(
                en: "A committee reads every application without names and scores it by these points.",
                fr: "Un comité lit chaque candidature sans les noms et la note selon ces points.",
                es: "Un comité lee cada solicitud sin nombres y la puntúa según estos puntos.",
                ar: "تقرأ لجنةٌ كل طلب دون أسماء، وتقيّمه وفق النقاط التالية.")
        case .readers:
            Forms(
                en: "Who reads your answers",
                fr: "Qui lit vos réponses",
                es: "Quién lee sus respuestas",
                ar: "من يقرأ الإجابات")
        case .readersText:
            Forms(
                en: """
                    The committee reads your answers without your name. The travel team sees your travel answers \
                    only if you are chosen.
                    """,
                fr: """
                    Le comité lit vos réponses sans votre nom. L’équipe voyage voit vos réponses de voyage \
                    seulement si votre candidature est retenue.
                    """,
                es: """
                    El comité lee sus respuestas sin su nombre. El equipo de viajes ve sus respuestas de viaje \
                    solo si se le elige.
                    """,
                ar: "تقرأ اللجنة الإجابات دون الاسم. ولا يرى فريق السفر إجابات السفر إلا بعد القبول.")
        case .notAsked:
            Forms(
                en: "What we do not ask now",
                fr: "Ce que nous ne demandons pas maintenant",
                es: "Qué no pedimos ahora",
                ar: "ما لا نطلبه الآن")
        case .notAskedText:
            Forms(
                en: "We ask for no passport number, no date of birth and no photo.",
                fr: "Nous ne demandons ni numéro de passeport, ni date de naissance, ni photo.",
                es: "No pedimos número de pasaporte, fecha de nacimiento ni foto.",
                ar: "لا نطلب رقم جواز السفر ولا تاريخ الميلاد ولا صورة.")
        case .apply:
            Forms(
                en: "Apply",
                fr: "Postuler",
                es: "Solicitar",
                ar: "تقديم طلب")
        case .continueDraft:
            Forms(
                en: "Continue your application",
                fr: "Reprendre votre candidature",
                es: "Continuar su solicitud",
                ar: "متابعة الطلب")
        case .sentAlready:
            Forms(
                en: "You have sent this application.",
                fr: "Vous avez envoyé cette candidature.",
                es: "Ya ha enviado esta solicitud.",
                ar: "أُرسل هذا الطلب من قبل.")
        case .seeYours:
            Forms(
                en: "See your application",
                fr: "Voir votre candidature",
                es: "Ver su solicitud",
                ar: "عرض الطلب")
        case .closes:
            Forms(
                en: "Applications close on {moment}.",
                fr: "Les candidatures ferment le {moment}.",
                es: "El plazo termina el {moment}.",
                ar: "آخر موعد للتقديم: {moment}.")
        case .closed:
            Forms(
                en: "Applications closed on {moment}.",
                fr: "Les candidatures sont closes depuis le {moment}.",
                es: "El plazo terminó el {moment}.",
                ar: "انتهت مهلة التقديم في {moment}.")
        case .closedHelp:
            Forms(
                en: """
                    If a lost connection stopped you, write to us and tell us your draft number. We can see when \
                    you last saved.
                    """,
                fr: """
                    Si une coupure a empêché l’envoi, écrivez-nous votre numéro de brouillon. Nous voyons votre \
                    dernier enregistrement.
                    """,
                es: """
                    Si una avería se lo impidió, escríbanos su número de borrador. Vemos cuándo guardó por última \
                    vez.
                    """,
                ar: "إذا حال انقطاع الاتصال دون الإرسال، تُرجى مراسلتنا وذكر رقم المسودة. نرى وقت آخر حفظ.")
        case .opens:
            Forms(
                en: "Applications open on {moment}.",
                fr: "Les candidatures ouvrent le {moment}.",
                es: "El plazo empieza el {moment}.",
                ar: "يبدأ التقديم في {moment}.")
        case .answerBy:
            Forms(
                en: "You hear from us by {date}, whatever the answer.",
                fr: "Vous aurez une réponse avant le {date}, quelle qu’elle soit.",
                es: "Tendrá respuesta antes del {date}, sea cual sea.",
                ar: "يصل الرد في موعد أقصاه {date} مهما كان القرار.")
        case .conditions:
            Forms(
                en: "Rules of this call",
                fr: "Règles de cet appel",
                es: "Reglas de esta convocatoria",
                ar: "شروط هذه الدعوة")
        }
    }
}
