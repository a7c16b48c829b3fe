/// The answers that can be chosen in the application form.
package enum ChoiceWord: String, CaseIterable, Phrase {
    case cbo
    case cso
    case network
    case womenRights = "women_rights"
    case youth
    case other
    case small
    case medium
    case large
    case passportValid = "passport_valid"
    case passportApplied = "passport_applied"
    case passportNone = "passport_none"
    case byEmail = "by_email"
    case bySignal = "by_signal"
    case byWhatsapp = "by_whatsapp"
    case bySms = "by_sms"
    case byPhone = "by_phone"
    case byFocalPoint = "by_focal_point"
    case child
    case carer
    case nobody
    case valid
    case appliedFor = "applied_for"
    case none

    package var forms: Forms {
        switch self {
        case .cbo:
            Forms(
                en: "Community-based organisation",
                fr: "Organisation communautaire",
                es: "Organización comunitaria",
                ar: "منظمة مجتمعية محلية")
        case .cso:
            Forms(
                en: "Civil-society organisation",
                fr: "Organisation de la société civile",
                es: "Organización de la sociedad civil",
                ar: "منظمة مجتمع مدني")
        case .network:
            Forms(
                en: "Network or coalition",
                fr: "Réseau ou coalition",
                es: "Red o coalición",
                ar: "شبكة أو ائتلاف")
        case .womenRights:
            Forms(
                en: "Women’s rights organisation",
                fr: "Organisation de défense des droits des femmes",
                es: "Organización de derechos de las mujeres",
                ar: "منظمة لحقوق المرأة")
        case .youth:
            Forms(
                en: "Youth organisation",
                fr: "Organisation de jeunesse",
                es: "Organización juvenil",
                ar: "منظمة شبابية")
        case .other:
            Forms(
                en: "Something else",
                fr: "Autre",
                es: "Otro",
                ar: "نوع آخر")
        case .small:
            Forms(
                en: "Small",
                fr: "Petit",
                es: "Pequeño",
                ar: "صغيرة")
        case .medium:
            Forms(
                en: "Medium",
                fr: "Moyen",
                es: "Mediano",
                ar: "متوسطة")
        case .large:
            Forms(
                en: "Large",
                fr: "Grand",
                es: "Grande",
                ar: "كبيرة")
        case .passportValid:
            Forms(
                en: "Yes, and it is valid for 9 months or more",
                fr: "Oui, valable encore 9 mois ou plus",
                es: "Sí, y vale 9 meses o más",
                ar: "نعم، وهو صالح 9 أشهر أو أكثر")
        case .passportApplied:
            Forms(
                en: "Not yet, it is applied for",
                fr: "Pas encore, il est demandé",
                es: "Todavía no, está solicitado",
                ar: "ليس بعد، وقد قُدّم طلب للحصول عليه")
        case .passportNone:
            Forms(
                en: "No",
                fr: "Non",
                es: "No",
                ar: "لا")
        case .byEmail:
            Forms(
                en: "Email",
                fr: "Courrier électronique",
                es: "Correo electrónico",
                ar: "البريد الإلكتروني")
        case .bySignal:
            Forms(
                en: "Signal",
                fr: "Signal",
                es: "Signal",
                ar: "سيغنال")
        case .byWhatsapp:
            Forms(
                en: "WhatsApp",
                fr: "WhatsApp",
                es: "WhatsApp",
                ar: "واتساب")
        case .bySms:
            Forms(
                en: "Text message",
                fr: "SMS",
                es: "Mensaje de texto",
                ar: "رسالة نصية")
        case .byPhone:
            Forms(
                en: "Phone call",
                fr: "Appel téléphonique",
                es: "Llamada",
                ar: "مكالمة هاتفية")
        case .byFocalPoint:
            Forms(
                en: "Through our focal point",
                fr: "Par notre point focal",
                es: "Mediante nuestro punto focal",
                ar: "عبر جهة الاتصال")
        case .child:
            Forms(
                en: "A child",
                fr: "Un enfant",
                es: "Un niño",
                ar: "طفل")
        case .carer:
            Forms(
                en: "A carer",
                fr: "Une personne aidante",
                es: "Una persona de apoyo",
                ar: "شخص مساعد")
        case .nobody:
            Forms(
                en: "Nobody",
                fr: "Personne",
                es: "Nadie",
                ar: "لا أحد")
        case .valid:
            Forms(
                en: "Yes, valid",
                fr: "Oui, valable",
                es: "Sí, vigente",
                ar: "نعم، ساري المفعول")
        case .appliedFor:
            Forms(
                en: "Applied for",
                fr: "Demandé",
                es: "Solicitado",
                ar: "قيد الإصدار")
        case .none:
            Forms(
                en: "None",
                fr: "Aucun",
                es: "Ninguno",
                ar: "لا يوجد")
        }
    }
}
