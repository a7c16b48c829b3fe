import Foundation

/// Bytes as text for addresses, cookies and tokens: base64url without padding (RFC 4648 §5).
package enum Base64URL {
    package static func encode(_ bytes: some DataProtocol) -> String {
        let base64 = Data(bytes).base64EncodedString().utf8.prefix { $0 != UInt8(ascii: "=") }
        return String(
            decoding: base64.map { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: byte
                }
            }, as: UTF8.self)
    }

    /// The bytes; nil for what `encode` does not write: other characters, padding, bits that say nothing (RFC 4648 §3.5).
    /// So two texts never mean the same bytes.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var base64 = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        while base64.count % 4 != 0 { base64.append(UInt8(ascii: "=")) }
        guard let data = Data(base64Encoded: Data(base64)), Self.encode(data) == text else { return nil }
        return Array(data)
    }
}
