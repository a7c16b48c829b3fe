/// Which characters free text may hold, everywhere in the product (trust.md §5.7, Unicode TR 36).
package enum TextRule {
    /// The first character that may not stand in text that people see: controls other than line feed and tab,
    /// zero-width characters that hide differences, direction overrides and isolates that reverse what is read,
    /// tag characters and non-characters. ZWNJ and ZWJ (U+200C, U+200D) are allowed because Dari and several Indic
    /// scripts need them, the marks U+200E, U+200F and U+061C because Arabic keyboards insert them and they only
    /// hint a direction.
    package static func firstForbidden(in text: some StringProtocol, allowsLines: Bool = true) -> Unicode.Scalar? {
        text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x09: false
            case 0x0A: !allowsLines
            case 0x00...0x1F, 0x7F...0x9F: true
            case 0x200B, 0x2060, 0xFEFF, 0x180E, 0x00AD: true
            case 0x202A...0x202E, 0x2066...0x2069, 0x206A...0x206F: true
            case 0x2028, 0x2029: true
            case 0xFDD0...0xFDEF, 0xE0000...0xE007F, 0xFFF9...0xFFFB: true
            default: scalar.value & 0xFFFE == 0xFFFE
            }
        }
    }
}
