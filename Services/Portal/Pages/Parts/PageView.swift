/// One page: its title and what stands in `main`. Views only write; everything they show is in their model.
package protocol PageView: Sendable {
    /// Heading and title of the page, in neutral words.
    func title(_ words: Words) -> Prose
    /// A heading that is data, such as the name of a call; the neutral title otherwise. It is never put in `<title>`.
    var ownHeading: String? { get }
    /// Problems of the form on this page, in the order of its fields.
    var problems: [FieldProblem] { get }
    /// Whether the page holds a grid that needs the full width.
    var isWide: Bool { get }
    /// A line above the heading, such as the part of a form.
    func caption(_ words: Words) -> Prose?
    func write(_ html: HTMLWriter, _ page: PageContext)
}

extension PageView {
    package var problems: [FieldProblem] { [] }
    package var ownHeading: String? { nil }
    package var isWide: Bool { false }
    package func caption(_ words: Words) -> Prose? { nil }
}

/// What is wrong with one field, by code; the words are made here.
package struct FieldProblem: Hashable, Sendable {
    package let field: String
    /// Nil where the page has one field only, so that the sentence says enough.
    package let label: Prose?
    package let code: FieldErrorWord

    package init(field: String, label: Prose?, code: FieldErrorWord) {
        self.field = field
        self.label = label
        self.code = code
    }
}
