import Primitives

/// One part of the application form.
package struct ApplicationModel: Sendable {
    /// A part of the form in the list of parts.
    package struct Part: Sendable {
        package let name: Prose
        package let isComplete: Bool

        package init(name: Prose, isComplete: Bool) {
            self.name = name
            self.isComplete = isComplete
        }
    }

    package let id: String
    package let code: String
    package let parts: [Part]
    /// The part that is shown, from 1.
    package let part: Int
    package let fields: [FormField]
    package let closesAt: Instant
    /// When the draft was last saved, for the notice after saving.
    package let savedAt: Instant?
    /// Whether this page answers a press of "save".
    package let isJustSaved: Bool
    /// The version of the draft that the reader saw.
    package let version: String
    /// What is saved now for the fields that somebody else changed, as label and text.
    package let changedElsewhere: [(label: Prose, text: String)]

    package init(
        id: String, code: String, parts: [Part], part: Int, fields: [FormField], closesAt: Instant, savedAt: Instant?,
        isJustSaved: Bool, version: String, changedElsewhere: [(label: Prose, text: String)]
    ) {
        self.id = id
        self.code = code
        self.parts = parts
        self.part = part
        self.fields = fields
        self.closesAt = closesAt
        self.savedAt = savedAt
        self.isJustSaved = isJustSaved
        self.version = version
        self.changedElsewhere = changedElsewhere
    }
}
