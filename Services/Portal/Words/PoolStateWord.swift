/// Where an application is, said to staff.
package enum PoolStateWord: String, CaseIterable, Phrase {
    case draft
    case submitted
    case eligible
    case ineligible
    case withdrawn
    case decided

    package var forms: Forms {
        switch self {
        case .draft:
            Forms(
                en: "Draft",
                fr: "Brouillon",
                es: "Borrador",
                ar: "مسودة")
        case .submitted:
            Forms(
                en: "Sent",
                fr: "Envoyée",
                es: "Enviada",
                ar: "مُرسل")
        case .eligible:
            Forms(
                en: "Eligible",
                fr: "Recevable",
                es: "Admisible",
                ar: "مستوفٍ للشروط")
        case .ineligible:
            Forms(
                en: "Not eligible",
                fr: "Non recevable",
                es: "No admisible",
                ar: "غير مستوفٍ للشروط")
        case .withdrawn:
            Forms(
                en: "Withdrawn",
                fr: "Retirée",
                es: "Retirada",
                ar: "مسحوب")
        case .decided:
            Forms(
                en: "Decided",
                fr: "Décidée",
                es: "Decidida",
                ar: "صدر القرار")
        }
    }
}
