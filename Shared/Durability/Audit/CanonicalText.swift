/// A JSON string in the one form that RFC 8785 (JSON Canonicalization Scheme, §3.2.2.2) allows: everything as UTF-8,
/// escapes only where JSON demands them, the short ones where there are any.
enum CanonicalText {
    static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C:
                bytes.append(0x5C)
                bytes.append(byte)
            case 0..<0x20:
                bytes.append(0x5C)
                if let short = Self.short(byte) {
                    bytes.append(short)
                } else {
                    bytes += [0x75, 0x30, 0x30, 0x30 + (byte >> 4), Self.digit(byte & 0x0F)]
                }
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    /// The letter of a control character's short escape, where it has one.
    static func short(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x08: 0x62
        case 0x09: 0x74
        case 0x0A: 0x6E
        case 0x0C: 0x66
        case 0x0D: 0x72
        default: nil
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
