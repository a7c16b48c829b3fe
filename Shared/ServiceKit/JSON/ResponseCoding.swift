import Foundation

/// How values become the JSON of an answer: sorted keys, so that the same value is the same bytes.
package enum ResponseCoding {
    package static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }
}
