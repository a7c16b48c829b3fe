/// The life of a budget's version. An approved version is immutable; a revision is a new version.
package enum BudgetStatus: String, Sendable, Codable, CaseIterable {
    case draft
    case submitted
    case approved
    /// An approved version that a later approved one has replaced.
    case superseded
    /// A draft or submission that was given up.
    case withdrawn

    package var isEditable: Bool { self == .draft }

    package func canBecome(_ next: BudgetStatus) -> Bool {
        switch (self, next) {
        case (.draft, .submitted), (.draft, .withdrawn), (.submitted, .draft), (.submitted, .approved),
            (.submitted, .withdrawn), (.approved, .superseded):
            true
        default: false
        }
    }
}
