import Primitives

/// An application after it was sent, or a draft that can no longer be sent.
package struct SentModel: Sendable {
    package let id: String
    package let code: String
    package let state: ApplicationStateWord
    package let answerBy: LocalDate?
    /// Until when it can be taken back; nil when it cannot.
    package let withdrawUntil: Instant?

    package init(
        id: String, code: String, state: ApplicationStateWord, answerBy: LocalDate?, withdrawUntil: Instant?
    ) {
        self.id = id
        self.code = code
        self.state = state
        self.answerBy = answerBy
        self.withdrawUntil = withdrawUntil
    }
}
