/// The table of applications.
package enum PoolWord: String, CaseIterable, Phrase {
    case title
    case caption
    case filters
    case byState
    case byCountry
    case byLanguage
    case sentOn
    case firstTime
    case size
    case nothing
    case clear
    case checkAll

    package var forms: Forms {
        switch self {
        case .title:
            Forms(
                en: "Applications",
                fr: "Candidatures",
                es: "Solicitudes",
                ar: "الطلبات")
        case .caption:
            Forms(
                en: "Applications by code, newest first",
                fr: "Candidatures par code, les plus récentes d’abord",
                es: "Solicitudes por código, las más recientes primero",
                ar: "الطلبات حسب الرمز، الأحدث أولًا")
        case .filters:
            Forms(
                en: "Filters",
                fr: "Filtres",
                es: "Filtros",
                ar: "عوامل التصفية")
        case .byState:
            Forms(
                en: "By state",
                fr: "Par état",
                es: "Por estado",
                ar: "حسب الحالة")
        case .byCountry:
            Forms(
                en: "By country",
                fr: "Par pays",
                es: "Por país",
                ar: "حسب البلد")
        case .byLanguage:
            Forms(
                en: "By language",
                fr: "Par langue",
                es: "Por idioma",
                ar: "حسب اللغة")
        case .sentOn:
            Forms(
                en: "Sent on",
                fr: "Envoyée le",
                es: "Enviada el",
                ar: "تاريخ الإرسال")
        case .firstTime:
            Forms(
                en: "First time",
                fr: "Première fois",
                es: "Primera vez",
                ar: "أول مرة")
        case .size:
            Forms(
                en: "Size",
                fr: "Taille",
                es: "Tamaño",
                ar: "الحجم")
        case .nothing:
            Forms(
                en: "No application matches these filters.",
                fr: "Aucune candidature ne correspond à ces filtres.",
                es: "Ninguna solicitud coincide con estos filtros.",
                ar: "لا طلبات تطابق هذه العوامل.")
        case .clear:
            Forms(
                en: "Clear all filters",
                fr: "Effacer tous les filtres",
                es: "Quitar todos los filtros",
                ar: "إزالة جميع عوامل التصفية")
        case .checkAll:
            Forms(
                en: "Check eligibility of all",
                fr: "Vérifier la recevabilité de toutes",
                es: "Verificar la admisibilidad de todas",
                ar: "التحقق من أهلية جميع الطلبات")
        }
    }
}
