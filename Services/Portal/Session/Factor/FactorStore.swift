import Access
import Durability
import Foundation
import Postgres
import Primitives

/// Second factors of staff: seeds of authenticators and recovery codes. Every change leaves an audit line.
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
        package let isEnrolled: Bool
        package let recoveryCodesLeft: Int
    }

    /// Wrong codes that cost nothing; each further one doubles the wait, from fifteen seconds to a quarter of an hour.
    package static let freeFailures = 5
    package static let longestWait = 900

    private let database: Database
    private let keys: PortalKeys
    private let journal: Journal

    package init(_ database: Database, _ vault: FieldVault, keys: PortalKeys) {
        self.database = database
        self.keys = keys
        self.journal = Journal(database, vault)
    }

    private struct StandingRow: RowDecodable {
        let standing: Standing

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.standing = Standing(isEnrolled: try row.next(), recoveryCodesLeft: try row.next())
        }
    }

    /// Whether a person has set her factor up, and how many recovery codes she has left.
    package func standing(of subject: String) async throws -> Standing {
        try await self.database.fetchOptional(
            """
            select exists (select from second_factor where subject = \(subject)),
                (select count(*) from recovery_code where subject = \(subject) and used_at is null)
            """, as: StandingRow.self
        )?.standing ?? Standing(isEnrolled: false, recoveryCodesLeft: 0)
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

    /// Sets a factor up, when the code that was typed shows that the authenticator has the seed.
    /// - Returns: the recovery codes, which are never shown again; nil when the code is wrong or there is a factor.
    package func enrol(
        seed: [UInt8], typed: String, of session: PortalSession, requestID: String, now: Instant
    ) async throws -> [RecoveryCode]? {
        let digits = typed.filter { !$0.isWhitespace }
        guard let step = TimeCode.step(of: digits, seed: seed, now: now, after: 0) else { return nil }
        let subject = session.subject
        let sealed = try self.keys.seal(seed: seed, subject: subject)
        return try await self.journal.background(actor: subject, role: Self.role(session), requestID: requestID) {
            transaction, record in
            let made = try await transaction.execute(
                """
                insert into second_factor (subject, seed_sealed, last_step, enrolled_at)
                values (\(subject), \(sealed), \(step), \(now)) on conflict (subject) do nothing
                """)
            guard made == 1 else { return nil }
            let codes = try await self.replaceCodes(of: subject, transaction)
            try await record.audit("second-factor.enrolled", "person/\(subject)")
            return codes
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

    /// Takes somebody's factor away, so that she sets a new one up at her next sign-in, and ends all her sessions.
    /// - Parameter reason: why, in the administrator's words; it stands in the audit log, so no names.
    /// - Returns: false when she has none.
    package func reset(
        _ person: PersonID, by session: PortalSession, reason: String, requestID: String
    ) async throws -> Bool {
        let subject = person.description
        return try await self.journal.background(
            actor: session.subject, role: Role.administrator.rawValue, requestID: requestID
        ) { transaction, record in
            let removed = try await transaction.execute("delete from second_factor where subject = \(subject)")
            guard removed == 1 else { return false }
            let ended = try await transaction.batch([
                "delete from session where subject = \(subject) returning acting_subject"
            ])
            for applicant in try ended[0].decodeColumn(String?.self) {
                if let applicant { try await record.audit("impersonation.ended", "person/\(applicant)") }
            }
            try await record.audit("second-factor.reset", "person/\(subject)", reason: reason)
            return true
        }
    }

    /// The role that an audit line names: the most powerful that she has.
    private static func role(_ session: PortalSession) -> String {
        (Role.allCases.last { session.roles.contains($0) } ?? .applicant).rawValue
    }
}
