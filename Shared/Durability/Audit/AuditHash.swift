import Crypto
import Foundation

/// SHA-256 of a line of the audit chain.
package struct AuditHash: Sendable, Hashable, CustomStringConvertible {
    /// 32 bytes.
    package let bytes: [UInt8]

    /// - Returns: `nil` unless there are 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == SHA256.byteCount else { return nil }
        self.bytes = bytes
    }

    /// - Parameter hex: 64 digits, lower case.
    /// - Returns: `nil` for any other text.
    package init?(hex: String) {
        self.init(hexBytes: Array(hex.utf8)[...])
    }

    init?(hexBytes digits: ArraySlice<UInt8>) {
        guard digits.count == 2 * SHA256.byteCount else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(SHA256.byteCount)
        var place = digits.startIndex
        while place < digits.endIndex {
            guard let high = Self.value(digits[place]), let low = Self.value(digits[place + 1]) else { return nil }
            bytes.append(high << 4 | low)
            place += 2
        }
        self.bytes = bytes
    }

    /// The hash of some bytes.
    package init(of content: some Collection<UInt8>) {
        var hash = SHA256()
        if content.withContiguousStorageIfAvailable({ hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }) == nil {
            hash.update(data: Array(content))
        }
        self.bytes = Array(hash.finalize())
    }

    /// What the first line of a schema's chain has as `prev`: another one for each schema, so that no chain can pass
    /// for another's.
    package static func beginning(ofSchema schema: String) -> AuditHash {
        AuditHash(of: Array("convene.audit/\(schema)".utf8))
    }

    /// 64 hexadecimal digits, lower case.
    package var description: String {
        var text: [UInt8] = []
        self.append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    func append(to text: inout [UInt8]) {
        for byte in self.bytes {
            text.append(Self.digit(byte >> 4))
            text.append(Self.digit(byte & 0x0F))
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}
