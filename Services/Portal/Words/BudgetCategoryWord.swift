/// The harmonised budget categories of the United Nations, in the order of their numbers.
package enum BudgetCategoryWord: String, CaseIterable, Phrase {
    case staff
    case supplies
    case equipment
    case contractual
    case travel
    case transfers
    case operating
    case indirect
    case other

    package var forms: Forms {
        switch self {
        case .staff:
            Forms(
                en: "Staff and personnel",
                fr: "Personnel",
                es: "Personal",
                ar: "الموظفون")
        case .supplies:
            Forms(
                en: "Supplies and materials",
                fr: "Fournitures et matériel",
                es: "Suministros y materiales",
                ar: "اللوازم والمواد")
        case .equipment:
            Forms(
                en: "Equipment and vehicles",
                fr: "Équipement et véhicules",
                es: "Equipos y vehículos",
                ar: "المعدات والمركبات")
        case .contractual:
            Forms(
                en: "Contractual services",
                fr: "Services contractuels",
                es: "Servicios contractuales",
                ar: "الخدمات التعاقدية")
        case .travel:
            Forms(
                en: "Travel",
                fr: "Voyages",
                es: "Viajes",
                ar: "السفر")
        case .transfers:
            Forms(
                en: "Transfers and grants",
                fr: "Transferts et subventions",
                es: "Transferencias y subvenciones",
                ar: "التحويلات والمنح")
        case .operating:
            Forms(
                en: "Other direct costs",
                fr: "Autres coûts directs",
                es: "Otros costes directos",
                ar: "تكاليف مباشرة أخرى")
        case .indirect:
            Forms(
                en: "Indirect support",
                fr: "Appui indirect",
                es: "Apoyo indirecto",
                ar: "الدعم غير المباشر")
        case .other:
            Forms(
                en: "Other",
                fr: "Autre",
                es: "Otros",
                ar: "أخرى")
        }
    }
}
