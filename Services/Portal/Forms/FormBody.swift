import Foundation
import Primitives

/// A form as a browser sends it (`application/x-www-form-urlencoded`), read strictly: valid UTF-8, few fields with
/// plain names, limited lengths. Line ends become single line feeds and text is NFC, as the services keep it.
package struct FormBody: Sendable {
    /// Why a form cannot be read at all. What a person typed is never a reason, only its coding is.
    package enum Fault: Error, Sendable, Equatable {
        case notUTF8
        case tooManyFields
        case badName
        case tooLong
    }

    package static let mediaType = "application/x-www-form-urlencoded"
    /// Most bytes of a form: a section of long answers in Arabic, where percent-encoding makes six bytes of a letter.
    package static let limit = 1 << 20

    private let fields: [String: [String]]

    /// - Throws: `Fault`.
    package init(_ bytes: [UInt8]) throws(Fault) {
        var fields: [String: [String]] = [:]
        var count = 0
        for pair in bytes.split(separator: 0x26) {
            count += 1
            guard count <= 300 else { throw .tooManyFields }
            let parts = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(parts[0])
            guard (1...80).contains(name.utf8.count),
                name.utf8.allSatisfy({ byte in
                    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                        || byte == 0x5F || byte == 0x2D
                })
            else { throw .badName }
            let value = parts.count == 2 ? try Self.decoded(parts[1]) : ""
            guard value.utf8.count <= 40_000 else { throw .tooLong }
            fields[name, default: []].append(
                value.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
                    .precomposedStringWithCanonicalMapping)
        }
        self.fields = fields
    }

    /// The first value of a field with white space at both ends cut; empty when it was not sent.
    package subscript(name: String) -> String {
        (self.fields[name]?.first ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// All values of a field, for boxes of which several can be ticked; empty ones are left out.
    package func all(_ name: String) -> [String] {
        (self.fields[name] ?? []).filter { !$0.isEmpty }
    }

    /// Whether a text holds a character that people do not see (``TextRule``).
    package func hasForbidden(_ name: String, allowsLines: Bool = true) -> Bool {
        self.all(name).contains { TextRule.firstForbidden(in: $0, allowsLines: allowsLines) != nil }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) throws(Fault) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x2B: result.append(0x20)
            case 0x25:
                guard index + 2 < bytes.endIndex, let high = Self.hex(bytes[index + 1]),
                    let low = Self.hex(bytes[index + 2])
                else { throw .notUTF8 }
                result.append(high << 4 | low)
                index += 2
            default: result.append(bytes[index])
            }
            index += 1
        }
        guard let text = String(validating: result, as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
