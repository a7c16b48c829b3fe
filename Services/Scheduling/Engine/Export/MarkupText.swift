import Foundation

/// Text for XML 1.0 and HTML: the five special characters escaped, characters that XML forbids left out.
enum MarkupText {
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
            default:
                // XML 1.0 §2.2, production Char.
                if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
}

extension String {
    /// Canonically decomposed (NFD): a letter, then its marks.
    var decomposedScalars: String.UnicodeScalarView {
        self.decomposedStringWithCanonicalMapping.unicodeScalars
    }
}
