/// The applicant's own list.
package enum MineWord: String, CaseIterable, Phrase {
    case title
    case nothing
    case seeOpen
    case reference
    case letter

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Your applications",
                fr: "Vos candidatures",
                es: "Sus solicitudes",
                ar: "الطلبات الخاصة بك")
        case .nothing:
            Forms(
                en: "You have not started anything yet.",
                fr: "Vous n’avez encore rien commencé.",
                es: "Todavía no ha empezado nada.",
                ar: "لم يبدأ أي طلب بعد.")
        case .seeOpen:
            Forms(
                en: "See what is open",
                fr: "Voir ce qui est ouvert",
                es: "Ver qué está abierto",
                ar: "عرض المتاح")
        case .reference:
            Forms(
                en: "Reference {code}",
                fr: "Référence {code}",
                es: "Referencia {code}",
                ar: "الرقم المرجعي {code}")
        case .letter:
            Forms(
                en: "There is a letter for you.",
                fr: "Il y a une lettre pour vous.",
                es: "Hay una carta para usted.",
                ar: "توجد رسالة لك.")
        }
    }
}
