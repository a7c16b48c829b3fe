import Primitives

/// The regions by which the programme spreads places (regional offices of UN Women, with the Pacific apart from
/// Asia because travel and hours differ so much).
package enum ProgrammeRegion: String, Sendable, CaseIterable {
    case westCentralAfrica = "west_central_africa"
    case eastSouthernAfrica = "east_southern_africa"
    case arabStates = "arab_states"
    case asia
    case pacific
    case americas
    case europeCentralAsia = "europe_central_asia"

    /// The countries of the programme in this region, by ISO 3166-1 alpha-3 code.
    package var countries: [String] {
        switch self {
        case .westCentralAfrica: ["CAF", "COD", "LBR", "MLI", "NGA"]
        case .eastSouthernAfrica: ["BDI", "MWI", "SDN", "SOM", "SSD", "UGA"]
        case .arabStates: ["IRQ", "JOR", "PSE", "YEM"]
        case .asia: ["AFG", "BGD", "LKA", "MMR"]
        case .pacific: ["FJI", "PLW", "PNG", "SLB", "TON", "VUT", "WSM"]
        case .americas: ["COL", "HTI"]
        case .europeCentralAsia: ["UKR"]
        }
    }

    /// The region of a country; nil for a country that the programme does not work in.
    package init?(of country: Country) {
        guard let region = Self.allCases.first(where: { $0.countries.contains(country.code) }) else { return nil }
        self = region
    }
}
