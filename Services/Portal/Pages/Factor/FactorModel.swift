/// The page that asks staff for their second factor, at sign-in or again before one of the highest acts.
package struct FactorModel: Sendable {
    /// Where the person wanted to go, as an address of this site without its language.
    package let next: String
    package let isWrong: Bool
    /// She is signed in and shows it once more.
    package let isStepUp: Bool
    /// She has said that nobody else uses the device.
    package let isOwn: Bool

    package init(next: String, isWrong: Bool, isStepUp: Bool, isOwn: Bool = false) {
        self.next = next
        self.isWrong = isWrong
        self.isStepUp = isStepUp
        self.isOwn = isOwn
    }
}

/// The page on which the second factor is set up.
package struct EnrolmentModel: Sendable {
    /// The enrolment code of an administrator.
    package enum Given: Sendable {
        /// None was made for the person.
        case notNeeded
        case needed
        /// Nothing can be set up before there is a new one.
        case expired
    }

    /// The seed in base 32.
    package let seed: String
    package let next: String
    package let given: Given
    package let problems: [FieldProblem]

    package init(seed: String, next: String, given: Given, problems: [FieldProblem]) {
        self.seed = seed
        self.next = next
        self.given = given
        self.problems = problems
    }

    package func error(_ field: String) -> FieldErrorWord? { self.problems.first { $0.field == field }?.code }
}

/// Recovery codes, shown this once.
package struct RecoveryCodesModel: Sendable {
    /// In groups of four characters.
    package let codes: [String]
    /// Address to go on to.
    package let address: String

    package init(codes: [String], address: String) {
        self.codes = codes
        self.address = address
    }
}
