/// Two languages between which an interpreter works, in both directions. `en-fr` and `fr-en` are the same pair.
package struct LanguagePair: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// BCP 47 primary language subtags in alphabetical order.
    package let first: String
    package let second: String

    /// Nil unless both are primary subtags (two or three small letters) and differ.
    package init?(_ one: String, _ other: String) {
        guard one != other, Self.isSubtag(one), Self.isSubtag(other) else { return nil }
        self.first = min(one, other)
        self.second = max(one, other)
    }

    /// Reads `en-fr`.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        self.init(String(parts[0]), String(parts[1]))
    }

    private static func isSubtag(_ text: String) -> Bool {
        (2...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }

    package static func < (left: LanguagePair, right: LanguagePair) -> Bool {
        (left.first, left.second) < (right.first, right.second)
    }

    package var description: String { "\(self.first)-\(self.second)" }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let pair = LanguagePair(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a language pair")
        }
        self = pair
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}
