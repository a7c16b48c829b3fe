import Access
import Durability
import Foundation
import Postgres
import Primitives

/// Second factors of staff: seeds of authenticators, recovery codes and enrolment codes. Every change leaves an audit
/// line.
package struct FactorStore: Sendable {
    /// What came of looking at a code.
    package enum Outcome: Sendable, Equatable {
        case accepted
        case wrong
        /// Too many wrong ones: no code is looked at for so many seconds. Nobody is locked out for good.
        case wait(seconds: Int)
    }

    /// What is known of somebody's factor without its seed.
    package struct Standing: Sendable, Equatable {
        /// When she set it up; nil when she has none.
        package let enrolledAt: Instant?
        package let recoveryCodesLeft: Int
        /// Until when the enrolment code works, or worked, that she needs to set her factor up; nil when none was made.
        package let codeUntil: Instant?

        package var isEnrolled: Bool { self.enrolledAt != nil }

        /// A text that changes whenever this does: a form says with it what it was made for.
        package var mark: String {
            [self.enrolledAt, self.codeUntil].map { $0?.description ?? "none" }.joined(separator: " ")
        }
    }

    /// What came of setting a factor up.
    package enum Enrolment: Sendable, Equatable {
        /// It is set up; the recovery codes are never shown again.
        case done([RecoveryCode])
        /// The authenticator's code is wrong, or there is a factor already. The enrolment code is right where one is
        /// needed.
        case wrongCode(isEnrolmentCodeNeeded: Bool)
        /// The enrolment code is wrong, and perhaps the authenticator's too.
        case wrongEnrolmentCode(isCodeWrong: Bool)
        /// The enrolment code has expired: only an administrator helps.
        case expired
        /// Too many wrong enrolment codes: others than the right one are not looked at for so many seconds.
        case wait(seconds: Int)
    }

    /// Wrong codes that cost nothing; each further one doubles the wait, from fifteen seconds to a quarter of an hour.
    package static let freeFailures = 5
    package static let longestWait = 900

    private let database: Database
    private let keys: PortalKeys
    private let codes: EnrolmentCodes
    private let journal: Journal

    package init(_ database: Database, _ vault: FieldVault, keys: PortalKeys) {
        self.database = database
        self.keys = keys
        self.codes = EnrolmentCodes(keys: keys)
        self.journal = Journal(database, vault)
    }

    private struct StandingRow: RowDecodable {
        let standing: Standing

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.standing = Standing(
                enrolledAt: try row.next(), recoveryCodesLeft: try row.next(), codeUntil: try row.next())
        }
    }

    /// Whether a person has set her factor up, how many recovery codes she has left, and whether she needs an enrolment
    /// code.
    package func standing(of subject: String) async throws -> Standing {
        try await Self.standing(of: subject, on: self.database)
    }

    private static func standing(of subject: String, on runner: some QueryRunner) async throws -> Standing {
        try await runner.fetchOne(
            """
            select (select enrolled_at from second_factor where subject = \(subject)),
                (select count(*) from recovery_code where subject = \(subject) and used_at is null),
                (select expires_at from enrolment_code where subject = \(subject))
            """, as: StandingRow.self
        ).standing
    }

    private struct FactorRow: RowDecodable {
        let seedSealed: [UInt8]
        let lastStep: Int64
        let failures: Int
        let waitUntil: Instant?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.seedSealed = try row.next()
            self.lastStep = try row.next()
            self.failures = try row.next()
            self.waitUntil = try row.next()
        }
    }

    /// Looks at a code: six digits of the authenticator, or a recovery code. Each is good once.
    package func check(
        _ typed: String, of session: PortalSession, requestID: String, now: Instant
    ) async throws -> Outcome {
        let subject = session.subject
        return try await self.journal.background(actor: subject, role: Self.role(session), requestID: requestID) {
            transaction, record in
            // The row is locked: of many at once, one is looked at after the other.
            let row = try await transaction.fetchOptional(
                """
                select seed_sealed, last_step, failures, wait_until from second_factor
                where subject = \(subject) for update
                """, as: FactorRow.self)
            guard let row, let seed = self.keys.open(seed: row.seedSealed, subject: subject) else { return .wrong }
            // Also while others wait: nobody guesses one of these, and whoever reads her mail must not keep her out by
            // typing wrong codes.
            if let code = RecoveryCode(typed: typed), try await self.use(code, of: subject, now: now, transaction) {
                try await record.audit("second-factor.shown", "person/\(subject)", details: ["by": "recovery-code"])
                return .accepted
            }
            if let until = row.waitUntil, until > now {
                return .wait(seconds: Int(now.seconds(to: until).rounded(.up)))
            }
            let digits = typed.filter { !$0.isWhitespace }
            if let step = TimeCode.step(of: digits, seed: seed, now: now, after: row.lastStep) {
                _ = try await transaction.execute(
                    """
                    update second_factor set last_step = \(step), failures = 0, wait_until = null
                    where subject = \(subject)
                    """)
                try await record.audit("second-factor.shown", "person/\(subject)", details: ["by": "time-code"])
                return .accepted
            }
            let failures = row.failures + 1
            let wait = Self.wait(after: failures)
            let until = wait > 0 ? now.adding(seconds: Double(wait)) : nil
            _ = try await transaction.execute(
                "update second_factor set failures = \(failures), wait_until = \(until) where subject = \(subject)")
            try await record.audit(
                "second-factor.refused", "person/\(subject)", details: ["failures": "\(failures)"])
            return .wrong
        }
    }

    private func use(
        _ code: RecoveryCode, of subject: String, now: Instant, _ transaction: Transaction
    ) async throws -> Bool {
        let used = try await transaction.execute(
            """
            update recovery_code set used_at = \(now)
            where code_hash = \(self.keys.hash(ofRecoveryCode: code, subject: subject)) and subject = \(subject)
                and used_at is null
            """)
        guard used == 1 else { return false }
        _ = try await transaction.execute(
            "update second_factor set failures = 0, wait_until = null where subject = \(subject)")
        return true
    }

    /// Seconds to wait after so many wrong codes in a row.
    package static func wait(after failures: Int) -> Int {
        guard failures >= Self.freeFailures else { return 0 }
        return min(Self.longestWait, 15 << min(failures - Self.freeFailures, 10))
    }

    /// Sets a factor up, when the code that was typed shows that the authenticator has the seed, and the person has the
    /// enrolment code that an administrator made for her. For whom none was made needs none (`EnrolmentCodes`).
    /// - Parameters:
    ///   - typed: the code of the authenticator.
    ///   - given: what was typed as enrolment code; not looked at when none was made.
    package func enrol(
        seed: [UInt8], typed: String, given: String, of session: PortalSession, requestID: String, now: Instant
    ) async throws -> Enrolment {
        let digits = typed.filter { !$0.isWhitespace }
        let step = TimeCode.step(of: digits, seed: seed, now: now, after: 0)
        let subject = session.subject
        let sealed = try self.keys.seal(seed: seed, subject: subject)
        return try await self.journal.background(actor: subject, role: Self.role(session), requestID: requestID) {
            transaction, record in
            try await Self.lock(subject, transaction)
            let isNeeded: Bool
            switch try await self.codes.look(at: given, of: subject, now: now, transaction, record) {
            case .notNeeded: isNeeded = false
            case .right: isNeeded = true
            case .wrong: return .wrongEnrolmentCode(isCodeWrong: step == nil)
            case .expired: return .expired
            case .wait(let seconds): return .wait(seconds: seconds)
            }
            guard let step else { return .wrongCode(isEnrolmentCodeNeeded: isNeeded) }
            // Before the factor: while there is a code for her, the database takes none (migration 0003).
            try await self.codes.remove(of: subject, transaction)
            let made = try await transaction.execute(
                """
                insert into second_factor (subject, seed_sealed, last_step, enrolled_at)
                values (\(subject), \(sealed), \(step), \(now)) on conflict (subject) do nothing
                """)
            guard made == 1 else { return .wrongCode(isEnrolmentCodeNeeded: isNeeded) }
            let codes = try await self.replaceCodes(of: subject, transaction)
            try await record.audit("second-factor.enrolled", "person/\(subject)")
            return .done(codes)
        }
    }

    /// New recovery codes instead of all old ones.
    package func renewCodes(of session: PortalSession, requestID: String) async throws -> [RecoveryCode] {
        let subject = session.subject
        return try await self.journal.background(actor: subject, role: Self.role(session), requestID: requestID) {
            transaction, record in
            let codes = try await self.replaceCodes(of: subject, transaction)
            try await record.audit("second-factor.codes-renewed", "person/\(subject)")
            return codes
        }
    }

    private func replaceCodes(of subject: String, _ transaction: Transaction) async throws -> [RecoveryCode] {
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make() }
        _ = try await transaction.execute("delete from recovery_code where subject = \(subject)")
        for code in codes {
            _ = try await transaction.execute(
                """
                insert into recovery_code (code_hash, subject)
                values (\(self.keys.hash(ofRecoveryCode: code, subject: subject)), \(subject))
                """)
        }
        return codes
    }

    /// One after the other for one person: whoever sets a factor up while it is taken away meets the enrolment code, or
    /// loses what she has set up.
    private static func lock(_ subject: String, _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            select pg_advisory_xact_lock(hashtextextended(\(subject), 'second_factor'::regclass::oid::bigint))
            """)
    }

    /// Takes somebody's factor away where she has one, ends all her sessions, and makes the enrolment code with which
    /// she sets up a new one. The code before works no more.
    /// - Parameters:
    ///   - seen: how her factor stood when the administrator decided (`Standing.mark`).
    ///   - reason: why, in the administrator's words; it stands in the audit log, so no names.
    /// - Returns: nil when it stands otherwise by now: nothing has changed.
    package func reset(
        _ person: PersonID, seen: String, by session: PortalSession, reason: String, requestID: String, now: Instant
    ) async throws -> EnrolmentCode? {
        let subject = person.description
        return try await self.journal.background(
            actor: session.subject, role: Role.administrator.rawValue, requestID: requestID
        ) { transaction, record in
            try await Self.lock(subject, transaction)
            guard try await Self.standing(of: subject, on: transaction).mark == seen else { return nil }
            let removed = try await transaction.execute("delete from second_factor where subject = \(subject)")
            let ended = try await transaction.batch([
                "delete from session where subject = \(subject) returning acting_subject"
            ])
            for applicant in try ended[0].decodeColumn(String?.self) {
                if let applicant { try await record.audit("impersonation.ended", "person/\(applicant)") }
            }
            if removed == 1 { try await record.audit("second-factor.reset", "person/\(subject)", reason: reason) }
            return try await self.codes.make(for: subject, reason: reason, now: now, transaction, record)
        }
    }

    /// From now on somebody sets a factor up only with a code that an administrator makes: before she gets her first
    /// role, so that in between her mailbox alone opens nothing. Of who has a factor, or a code already, nothing changes.
    package func expectCode(of person: PersonID, now: Instant) async throws {
        let subject = person.description
        try await self.database.withTransaction { transaction in
            try await Self.lock(subject, transaction)
            guard try await !Self.standing(of: subject, on: transaction).isEnrolled else { return }
            try await self.codes.expect(of: subject, now: now, transaction)
        }
    }

    /// An enrolment code for somebody who begins to work here.
    /// - Returns: nil when she has a factor, which she shows as before.
    package func welcome(
        _ person: PersonID, by session: PortalSession, requestID: String, now: Instant
    ) async throws -> EnrolmentCode? {
        let subject = person.description
        return try await self.journal.background(
            actor: session.subject, role: Role.administrator.rawValue, requestID: requestID
        ) { transaction, record in
            try await Self.lock(subject, transaction)
            guard try await !Self.standing(of: subject, on: transaction).isEnrolled else { return nil }
            // The reason stands in the line about her rights.
            return try await self.codes.make(for: subject, reason: nil, now: now, transaction, record)
        }
    }

    /// The role that an audit line names: the most powerful that she has.
    private static func role(_ session: PortalSession) -> String {
        (Role.allCases.last { session.roles.contains($0) } ?? .applicant).rawValue
    }
}
