/// Where a person is signed in.
package enum SessionWord: String, CaseIterable, Phrase {
    case title
    case lead
    case thisOne
    case begun
    case used
    case end
    case endOthers
    case client
    case clientBrowser
    case clientSystem
    case clientOther
    case recoveryTitle
    case renewCodes

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Where you are signed in",
                fr: "Vos connexions",
                es: "Dónde tiene sesión",
                ar: "أماكن تسجيل دخولك")
        case .lead:
            Forms(
                en: "If you do not know one of these, end it.",
                fr: "Si vous ne reconnaissez pas une connexion, fermez-la.",
                es: "Si no reconoce alguna, ciérrela.",
                ar: "إن كان بينها ما لا تعرفه فيمكن إنهاؤه.")
        case .thisOne:
            Forms(
                en: "This device",
                fr: "Cet appareil",
                es: "Este dispositivo",
                ar: "هذا الجهاز")
        case .begun:
            Forms(
                en: "Signed in: {moment}",
                fr: "Connexion\u{A0}: {moment}",
                es: "Inicio: {moment}",
                ar: "تسجيل الدخول: {moment}")
        case .used:
            Forms(
                en: "Last used: {moment}",
                fr: "Dernière activité\u{A0}: {moment}",
                es: "Último uso: {moment}",
                ar: "آخر استعمال: {moment}")
        case .end:
            Forms(
                en: "End this one",
                fr: "Fermer celle-ci",
                es: "Cerrar esta",
                ar: "إنهاء هذه الجلسة")
        case .endOthers:
            Forms(
                en: "End all others",
                fr: "Fermer toutes les autres",
                es: "Cerrar todas las demás",
                ar: "إنهاء كل الجلسات الأخرى")
        case .client:
            Forms(
                en: "{browser} on {system}",
                fr: "{browser} sur {system}",
                es: "{browser} en {system}",
                ar: "{browser} على {system}")
        case .clientBrowser:
            Forms(
                en: "{browser} on another system",
                fr: "{browser} sur un autre système",
                es: "{browser} en otro sistema",
                ar: "{browser} على نظام آخر")
        case .clientSystem:
            Forms(
                en: "Another browser on {system}",
                fr: "Un autre navigateur sur {system}",
                es: "Otro navegador en {system}",
                ar: "متصفح آخر على {system}")
        case .clientOther:
            Forms(
                en: "Another browser",
                fr: "Un autre navigateur",
                es: "Otro navegador",
                ar: "متصفح آخر")
        case .recoveryTitle:
            Forms(
                en: "Recovery codes",
                fr: "Codes de secours",
                es: "Códigos de recuperación",
                ar: "رموز الاسترداد")
        case .renewCodes:
            Forms(
                en: "Make new codes",
                fr: "Créer de nouveaux codes",
                es: "Crear códigos nuevos",
                ar: "إنشاء رموز جديدة")
        }
    }
}
