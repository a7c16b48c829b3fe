import Foundation

/// Writes whole lines to standard output; in colour only where a person looks.
package struct Terminal: Sendable {
    package enum Colour: String, Sendable {
        case none = ""
        case grey = "90"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case magenta = "35"
        case cyan = "36"
    }

    package let hasColour: Bool

    package init(hasColour: Bool) {
        self.hasColour = hasColour
    }

    /// Colours when standard output is a terminal and neither NO_COLOR nor a dumb terminal says otherwise.
    package static func standard() -> Terminal {
        let environment = ProcessInfo.processInfo.environment
        return Terminal(
            hasColour: isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb")
    }

    package func paint(_ text: String, _ colour: Colour) -> String {
        self.hasColour && colour != .none ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// One line. A single write, so that lines of several tasks do not mix. Who closed the other end of the pipe
    /// does not want to read it: that is no error.
    package func line(_ text: String) { self.write(text + "\n") }

    /// Text as it is.
    package func write(_ text: String) {
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let count = Foundation.write(STDOUT_FILENO, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return }
                sent += count
            }
        }
    }

    /// A line of our own.
    package func say(_ text: String) { self.prefixed("convene", LogLine(severity: .normal, text: text)) }
    package func warn(_ text: String) { self.prefixed("convene", LogLine(severity: .warning, text: text)) }

    /// A child's line behind its name.
    package func prefixed(_ name: String, _ line: LogLine) {
        let padded = name + String(repeating: " ", count: max(0, 13 - name.count))
        let text =
            switch line.severity {
            case .quiet: self.paint(line.text, .grey)
            case .normal: line.text
            case .warning: self.paint(line.text, .yellow)
            case .error: self.paint(line.text, .red)
            }
        self.line("\(self.paint(padded, Self.colour(name))) │ \(text)")
    }

    private static func colour(_ name: String) -> Colour {
        switch name {
        case "portal": .cyan
        case "applications": .green
        case "selection": .yellow
        case "travel-budget": .magenta
        case "scheduling": .blue
        case "postgres": .grey
        default: .none
        }
    }
}
