/// Regions as the programme groups countries.
package enum RegionWord: String, CaseIterable, Phrase {
    case africa
    case eastAfrica = "east_africa"
    case westAfrica = "west_africa"
    case centralAfrica = "central_africa"
    case southernAfrica = "southern_africa"
    case eastSouthernAfrica = "east_southern_africa"
    case westCentralAfrica = "west_central_africa"
    case arabStates = "arab_states"
    case middleEast = "middle_east"
    case asia
    case southAsia = "south_asia"
    case asiaPacific = "asia_pacific"
    case pacific
    case americas
    case latinAmerica = "latin_america"
    case europe
    case europeCentralAsia = "europe_central_asia"

    package var forms: Forms {
        switch self {
        case .africa:
            Forms(
                en: "Africa",
                fr: "Afrique",
                es: "África",
                ar: "أفريقيا")
        case .eastAfrica:
            Forms(
                en: "East Africa",
                fr: "Afrique de l’Est",
                es: "África Oriental",
                ar: "شرق أفريقيا")
        case .westAfrica:
            Forms(
                en: "West Africa",
                fr: "Afrique de l’Ouest",
                es: "África Occidental",
                ar: "غرب أفريقيا")
        case .centralAfrica:
            Forms(
                en: "Central Africa",
                fr: "Afrique centrale",
                es: "África Central",
                ar: "وسط أفريقيا")
        case .southernAfrica:
            Forms(
                en: "Southern Africa",
                fr: "Afrique australe",
                es: "África Austral",
                ar: "الجنوب الأفريقي")
        case .eastSouthernAfrica:
            Forms(
                en: "East and Southern Africa",
                fr: "Afrique de l’Est et australe",
                es: "África Oriental y Austral",
                ar: "شرق أفريقيا وجنوبها")
        case .westCentralAfrica:
            Forms(
                en: "West and Central Africa",
                fr: "Afrique de l’Ouest et centrale",
                es: "África Occidental y Central",
                ar: "غرب أفريقيا ووسطها")
        case .arabStates:
            Forms(
                en: "Arab States",
                fr: "États arabes",
                es: "Estados Árabes",
                ar: "الدول العربية")
        case .middleEast:
            Forms(
                en: "Middle East",
                fr: "Moyen-Orient",
                es: "Oriente Medio",
                ar: "الشرق الأوسط")
        case .asia:
            Forms(
                en: "Asia",
                fr: "Asie",
                es: "Asia",
                ar: "آسيا")
        case .southAsia:
            Forms(
                en: "South Asia",
                fr: "Asie du Sud",
                es: "Asia Meridional",
                ar: "جنوب آسيا")
        case .asiaPacific:
            Forms(
                en: "Asia and the Pacific",
                fr: "Asie et Pacifique",
                es: "Asia y el Pacífico",
                ar: "آسيا والمحيط الهادئ")
        case .pacific:
            Forms(
                en: "Pacific",
                fr: "Pacifique",
                es: "Pacífico",
                ar: "المحيط الهادئ")
        case .americas:
            Forms(
                en: "Americas",
                fr: "Amériques",
                es: "Américas",
                ar: "الأمريكتان")
        case .latinAmerica:
            Forms(
                en: "Latin America and the Caribbean",
                fr: "Amérique latine et Caraïbes",
                es: "América Latina y el Caribe",
                ar: "أمريكا اللاتينية والكاريبي")
        case .europe:
            Forms(
                en: "Europe",
                fr: "Europe",
                es: "Europa",
                ar: "أوروبا")
        case .europeCentralAsia:
            Forms(
                en: "Europe and Central Asia",
                fr: "Europe et Asie centrale",
                es: "Europa y Asia Central",
                ar: "أوروبا وآسيا الوسطى")
        }
    }
}
