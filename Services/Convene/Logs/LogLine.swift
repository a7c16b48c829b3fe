import Foundation

/// One line of a child's log, made readable for a terminal.
package struct LogLine: Sendable, Equatable {
    package enum Severity: Sendable {
        case quiet
        case normal
        case warning
        case error
    }

    package let severity: Severity
    package let text: String

    /// Understands the lines of swift-log's stream handler (`<time> <level> <label>: <metadata> [<module>] <message>`)
    /// and of PostgreSQL (`<date> <time> UTC [<pid>] LOG:  <message>`); any other line is shown as it is, without
    /// characters that would move the cursor or change colours.
    package init(_ raw: String) {
        let line = Self.harmless(raw)
        if let parsed = Self.swiftLog(line) ?? Self.postgres(line) {
            self = parsed
        } else {
            self.init(severity: .normal, text: line)
        }
    }

    package init(severity: Severity, text: String) {
        self.severity = severity
        self.text = text
    }

    private static func swiftLog(_ line: String) -> LogLine? {
        let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, let severity = Self.levels[String(words[1])], let time = Self.time(words[0]),
            let colon = words[2].range(of: ":")
        else { return nil }
        let rest = words[2][colon.upperBound...]
        // The module in brackets stands between the metadata and the message.
        guard let open = rest.range(of: " ["), let close = rest.range(of: "] ", range: open.upperBound..<rest.endIndex)
        else { return LogLine(severity: severity, text: time + rest) }
        let metadata = rest[..<open.lowerBound].trimmingCharacters(in: .whitespaces)
        let message = rest[close.upperBound...]
        let text = metadata.isEmpty ? "\(time) \(message)" : "\(time) \(message)  \(metadata)"
        return LogLine(severity: severity, text: text)
    }

    private static func postgres(_ line: String) -> LogLine? {
        let words = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
        guard words.count == 5, words[2] == "UTC", words[3].hasPrefix("["), words[1].count >= 8 else { return nil }
        let severity: Severity =
            switch words[4].prefix(while: { $0 != ":" }) {
            case "LOG", "HINT", "DETAIL": .quiet
            case "WARNING": .warning
            case "ERROR", "FATAL", "PANIC": .error
            default: .normal
            }
        return LogLine(
            severity: severity, text: "\(words[1].prefix(8)) \(words[4].replacingOccurrences(of: "  ", with: " "))")
    }

    /// The time of day of an ISO 8601 moment.
    private static func time(_ moment: Substring) -> String? {
        guard moment.count >= 19, let mark = moment.firstIndex(of: "T") else { return nil }
        return String(moment[moment.index(after: mark)...].prefix(8))
    }

    private static let levels: [String: Severity] = [
        "trace": .quiet, "debug": .quiet, "info": .normal, "notice": .normal, "warning": .warning, "error": .error,
        "critical": .error,
    ]

    private static func harmless(_ line: String) -> String {
        String(
            String.UnicodeScalarView(
                line.unicodeScalars.map { $0.properties.generalCategory == .control && $0 != "\t" ? "\u{FFFD}" : $0 }))
    }
}
