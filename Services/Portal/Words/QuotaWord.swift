/// What quotas count, by the code of the attribute or value.
package enum QuotaWord: String, CaseIterable, Phrase {
    case region
    case language
    case country
    case size
    case kind
    case strand
    case theme
    case firstTime = "first_time"
    case member
    case answer
    case answered
    case smallOrganisation = "small_organisation"
    case communityBased = "community_based"
    case womenLed = "women_led"
    case youthLed = "youth_led"
    case disability
    case displaced
    case perCountry = "per_country"
    case sizeOfGroup = "size_of_group"
    case costCeiling = "cost_ceiling"
    case other

    package var forms: Forms {
        switch self {
        case .region:
            Forms(
                en: "Region: {value}",
                fr: "Région\u{A0}: {value}",
                es: "Región: {value}",
                ar: "المنطقة: {value}")
        case .language:
            Forms(
                en: "Language: {value}",
                fr: "Langue\u{A0}: {value}",
                es: "Idioma: {value}",
                ar: "اللغة: {value}")
        case .country:
            Forms(
                en: "Country: {value}",
                fr: "Pays\u{A0}: {value}",
                es: "País: {value}",
                ar: "البلد: {value}")
        case .size:
            Forms(
                en: "Organisation size: {value}",
                fr: "Taille de l’organisation\u{A0}: {value}",
                es: "Tamaño de la organización: {value}",
                ar: "حجم المنظمة: {value}")
        case .kind:
            Forms(
                en: "Kind of organisation: {value}",
                fr: "Type d’organisation\u{A0}: {value}",
                es: "Tipo de organización: {value}",
                ar: "نوع المنظمة: {value}")
        case .strand:
            Forms(
                en: "Strand: {value}",
                fr: "Volet\u{A0}: {value}",
                es: "Línea: {value}",
                ar: "المحور: {value}")
        case .theme:
            Forms(
                en: "Theme: {value}",
                fr: "Thème\u{A0}: {value}",
                es: "Tema: {value}",
                ar: "الموضوع: {value}")
        case .firstTime:
            Forms(
                en: "First time with us",
                fr: "Première fois avec nous",
                es: "Primera vez con nosotros",
                ar: "مشاركة لأول مرة")
        case .member:
            Forms(
                en: "Members of the community",
                fr: "Membres de la communauté",
                es: "Miembros de la comunidad",
                ar: "أعضاء الشبكة")
        case .answer:
            Forms(
                en: "{value}",
                fr: "{value}",
                es: "{value}",
                ar: "{value}")
        case .answered:
            Forms(
                en: "{question}: {value}",
                fr: "{question}\u{A0}: {value}",
                es: "{question}: {value}",
                ar: "{question}: {value}")
        case .smallOrganisation:
            Forms(
                en: "Small organisations",
                fr: "Petites organisations",
                es: "Organizaciones pequeñas",
                ar: "منظمات صغيرة")
        case .communityBased:
            Forms(
                en: "Community-based organisations",
                fr: "Organisations communautaires",
                es: "Organizaciones comunitarias",
                ar: "منظمات مجتمعية محلية")
        case .womenLed:
            Forms(
                en: "Led by women",
                fr: "Dirigées par des femmes",
                es: "Dirigidas por mujeres",
                ar: "تقودها نساء")
        case .youthLed:
            Forms(
                en: "Led by young people",
                fr: "Dirigées par des jeunes",
                es: "Dirigidas por jóvenes",
                ar: "يقودها شباب")
        case .disability:
            Forms(
                en: "Led by people with disabilities",
                fr: "Dirigées par des personnes handicapées",
                es: "Dirigidas por personas con discapacidad",
                ar: "يقودها أشخاص ذوو إعاقة")
        case .displaced:
            Forms(
                en: "Led by displaced people",
                fr: "Dirigées par des personnes déplacées",
                es: "Dirigidas por personas desplazadas",
                ar: "يقودها نازحون")
        case .perCountry:
            Forms(
                en: "From one country",
                fr: "D’un même pays",
                es: "De un mismo país",
                ar: "من بلد واحد")
        case .sizeOfGroup:
            Forms(
                en: "Size of the group",
                fr: "Taille du groupe",
                es: "Tamaño del grupo",
                ar: "حجم المجموعة")
        case .costCeiling:
            Forms(
                en: "Cost ceiling",
                fr: "Plafond de coût",
                es: "Techo de coste",
                ar: "سقف الكلفة")
        case .other:
            Forms(
                en: "{value}",
                fr: "{value}",
                es: "{value}",
                ar: "{value}")
        }
    }
}
