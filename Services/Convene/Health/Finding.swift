/// One thing that was looked at, and what to do when it is not well.
package struct Finding: Sendable, Equatable {
    package enum Level: Int, Sendable, Comparable {
        case good
        case warning
        case bad

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package let level: Level
    /// What was looked at: `certificates`, `portal`, …
    package let subject: String
    package let message: String
    /// Always there when the level is not `.good`.
    package let advice: String?

    package static func good(_ subject: String, _ message: String) -> Finding {
        Finding(level: .good, subject: subject, message: message, advice: nil)
    }

    package static func warning(_ subject: String, _ message: String, advice: String) -> Finding {
        Finding(level: .warning, subject: subject, message: message, advice: advice)
    }

    package static func bad(_ subject: String, _ message: String, advice: String) -> Finding {
        Finding(level: .bad, subject: subject, message: message, advice: advice)
    }
}
