/// Counts on the page of tokens.
package enum TokenCount: String, CaseIterable, CountedPhrase {
    case days

    package var forms: CountedForms {
        switch self {
        case .days:
            CountedForms(
                en: .init(
                    one: "{n} day",
                    other: "{n} days"),
                fr: .init(
                    one: "{n} jour",
                    many: "{n} de jours",
                    other: "{n} jours"),
                es: .init(
                    one: "{n} día",
                    many: "{n} de días",
                    other: "{n} días"),
                ar: .init(
                    zero: "أقل من يوم",
                    one: "يوم واحد",
                    two: "يومان",
                    few: "{n} أيام",
                    many: "{n} يومًا",
                    other: "{n} يوم"))
        }
    }
}
