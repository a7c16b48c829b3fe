/// Lines of RFC 5545.
struct ICalendarText {
    private(set) var text = ""

    /// Adds a content line; the value must be in its final form. Folded so that no line has more than 75 octets
    /// and no character is cut (§3.1).
    mutating func add(_ name: String, _ value: String) {
        var octets = 0
        for character in "\(name):\(value)".unicodeScalars {
            let width = UTF8.width(character)
            if octets + width > 75 {
                self.text += "\r\n "
                octets = 1
            }
            self.text.unicodeScalars.append(character)
            octets += width
        }
        self.text += "\r\n"
    }

    /// A value of type TEXT (§3.3.11). Other control characters are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        var wasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\r": result += "\\n"
            case "\n": if !wasReturn { result += "\\n" }
            case "\t": result += "\t"
            default: if scalar.value >= 0x20, scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
            }
            wasReturn = scalar == "\r"
        }
        return result
    }
}
