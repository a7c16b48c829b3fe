/// Text that people will see. It cannot be made from a string literal, so that a sentence which is not in the
/// catalogue of words does not compile into a page.
package struct Prose: Hashable, Sendable {
    package let text: String

    /// Data shown as it is: a code, a number already formatted, a name.
    package init(verbatim text: String) {
        self.text = text
    }

    package var isEmpty: Bool { self.text.isEmpty }
}
