import Primitives

/// Everybody who works for the fund or its committees.
package struct PeopleModel: Sendable {
    package struct Row: Sendable {
        package let id: String
        package let name: String
        package let roles: [RoleWord]

        package init(id: String, name: String, roles: [RoleWord]) {
            self.id = id
            self.name = name
            self.roles = roles
        }
    }

    package let rows: [Row]
    /// What was typed to look as an applicant, and what is wrong with it.
    package let address: String
    package let problems: [FieldProblem]

    package init(rows: [Row], address: String = "", problems: [FieldProblem] = []) {
        self.rows = rows
        self.address = address
        self.problems = problems
    }

    package func error(_ field: String) -> FieldErrorWord? { self.problems.first { $0.field == field }?.code }
}

/// What one person may do, and her second factor.
package struct PersonModel: Sendable {
    /// What was just done.
    package enum Done: String, Sendable {
        case saved
    }

    /// How her second factor stands.
    package enum Factor: Sendable {
        /// She has none and needs none: she does not work here.
        case notNeeded
        case enrolled
        /// She sets it up with her mailbox alone, because no enrolment code was made.
        case open
        /// She sets it up with the enrolment code, which works until then.
        case waits(until: Instant)
        /// Her enrolment code has expired.
        case expired
    }

    package let id: String
    package let name: String
    package let version: String
    package let roles: [String]
    package let convenings: [String]
    package let isClosed: Bool
    package let reason: String
    package let choices: [(id: String, name: String)]
    package let factor: Factor
    /// `FactorStore.Standing.mark`, which comes back with what is decided about the factor.
    package let factorMark: String
    /// The administrator's own page: she changes nothing there.
    package let isOwn: Bool
    package let done: Done?
    package let problems: [FieldProblem]

    package init(
        id: String, name: String, version: String, roles: [String], convenings: [String], isClosed: Bool,
        reason: String, choices: [(id: String, name: String)], factor: Factor, factorMark: String, isOwn: Bool,
        done: Done?, problems: [FieldProblem]
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.roles = roles
        self.convenings = convenings
        self.isClosed = isClosed
        self.reason = reason
        self.choices = choices
        self.factor = factor
        self.factorMark = factorMark
        self.isOwn = isOwn
        self.done = done
        self.problems = problems
    }

    package func error(_ field: String) -> FieldErrorWord? { self.problems.first { $0.field == field }?.code }
}

/// The enrolment code that was just made for somebody, shown this once.
package struct EnrolmentCodeModel: Sendable {
    /// What it was made for.
    package enum Cause: Sendable {
        /// She begins to work here; her rights are changed.
        case firstRole
        /// Her second factor was taken away.
        case reset
        /// She had none yet.
        case renewed
    }

    package let person: String
    package let name: String
    package let cause: Cause
    /// In groups of four characters.
    package let code: String
    package let expiresAt: Instant

    package init(person: String, name: String, cause: Cause, code: String, expiresAt: Instant) {
        self.person = person
        self.name = name
        self.cause = cause
        self.code = code
        self.expiresAt = expiresAt
    }
}
