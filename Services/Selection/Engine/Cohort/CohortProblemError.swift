/// Why a cohort problem was refused before any solving. Holds positions and codes only, never a person's data.
package struct CohortProblemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Code: String, Sendable {
        case duplicateCandidate
        case duplicateQuota
        case emptyQuotaRange
        case memberOutOfRange
        case membersNotAscending
        case pinOutOfRange
        case pinnedBothWays
        case sizeOutOfRange
        case amountOutOfRange
    }

    package let code: Code
    /// Position of the candidate, quota or pin in its list; nil when the problem as a whole is meant.
    package let position: Int?

    package init(_ code: Code, at position: Int? = nil) {
        self.code = code
        self.position = position
    }

    package var description: String {
        self.position.map { "\(self.code.rawValue) at position \($0)" } ?? self.code.rawValue
    }
}
