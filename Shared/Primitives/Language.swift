/// The languages of the programme (BCP 47 primary subtags). Every word a person reads exists in all four.
package enum Language: String, CaseIterable, Sendable, Codable, Hashable {
    case english = "en"
    case french = "fr"
    case spanish = "es"
    case arabic = "ar"

    package var isRightToLeft: Bool { self == .arabic }

    /// The language's own name for itself.
    package var endonym: String {
        switch self {
        case .english: "English"
        case .french: "Français"
        case .spanish: "Español"
        case .arabic: "العربية"
        }
    }
}
