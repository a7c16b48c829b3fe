import Primitives

/// An email address that somebody typed, in the form in which addresses are compared.
package struct EmailAddress: Sendable, Hashable {
    package let text: String

    /// Nil for what is surely no address.
    package init?(_ typed: String) {
        let text = typed.lowercased()
        guard EmailRule.isAddress(text) else { return nil }
        self.text = text
    }
}
