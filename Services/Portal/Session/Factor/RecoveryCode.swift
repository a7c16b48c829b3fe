/// A code for the day on which the authenticator is lost: 24 characters of Crockford's base 32, 120 random bits. The code
/// with which somebody sets her authenticator up has the same form (`EnrolmentCodes`).
package struct RecoveryCode: Sendable, Hashable {
    /// How many a person gets at once.
    package static let count = 10
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let length = 24

    /// Without separators.
    package let text: String

    /// A new code.
    package static func make() -> RecoveryCode {
        RecoveryCode(
            text: String((0..<Self.length).map { _ in Self.alphabet[Int(UInt8.random(in: 0..<32))] }))
    }

    private init(text: String) {
        self.text = text
    }

    /// Reads what a person typed: separators and case do not matter, and letters that look like digits are those
    /// digits (Crockford). Nil for what is no such code.
    package init?(typed: String) {
        guard typed.utf8.count <= 100 else { return nil }
        var text = ""
        for character in typed.uppercased() where !" -\u{A0}".contains(character) {
            let read: Character =
                switch character {
                case "O": "0"
                case "I", "L": "1"
                default: character
                }
            guard Self.alphabet.contains(read) else { return nil }
            text.append(read)
        }
        guard text.utf8.count == Self.length else { return nil }
        self.text = text
    }

    /// In groups of four, for paper.
    package var groups: String {
        let letters = Array(self.text)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: "-")
    }
}
