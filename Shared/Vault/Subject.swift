/// Whose data a data key seals: one person, one organisation, or a thing that belongs to nobody alone. Destroying the
/// subject's data keys erases what they sealed.
package struct Subject: Hashable, Sendable, CustomStringConvertible {
    /// Kind and opaque id: `person/0190…`.
    package let description: String

    private init(_ description: String) {
        self.description = description
    }

    package static func person(_ id: some CustomStringConvertible) -> Subject { Subject("person/\(id)") }
    package static func organisation(_ id: some CustomStringConvertible) -> Subject { Subject("organisation/\(id)") }
    package static func budget(_ id: some CustomStringConvertible) -> Subject { Subject("budget/\(id)") }
    package static func agenda(_ id: some CustomStringConvertible) -> Subject { Subject("agenda/\(id)") }

    /// A subject as it is stored.
    package init(stored description: String) {
        self.init(description)
    }
}
