import Primitives

/// An email address that somebody typed, in the form in which addresses are compared.
package struct EmailAddress: Sendable, Hashable {
    package let text: String

    /// Nil for what is surely no address. Deliverability is proved by the code that is sent there, not by a pattern.
    package init?(_ typed: String) {
        let text = typed.lowercased()
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].utf8.count),
            parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix("."),
            !text.contains(".."), !text.contains(where: { $0.isWhitespace || "<>(),;:\\\"[]".contains($0) }),
            TextRule.firstForbidden(in: text, allowsLines: false) == nil
        else { return nil }
        self.text = text
    }
}
