import Durability
import Postgres
import Primitives

/// A code with which one person sets her second factor up, as it is shown to the administrator who made it, once.
package struct EnrolmentCode: Sendable, Equatable {
    package let code: RecoveryCode
    /// From then on it works no more.
    package let expiresAt: Instant
}

/// Codes without which nobody sets a second factor up: an administrator makes one and hands it over by another way than
/// mail, so that the mailbox alone opens nothing. Kept is a keyed hash. Whoever got no code from an administrator has no
/// row here and sets her factor up with her mailbox alone: the first administrator and others whose accounts are made
/// over the API with a token of the command line, the people of a demonstration, and who worked here without a factor
/// before there were codes. The portal offers administrators to make a code for them too.
///
/// A row outlives its code: it goes when the factor is set up or the person is erased, and until then nothing is set up
/// without a code that works.
struct EnrolmentCodes: Sendable {
    /// What came of looking at what was typed.
    enum Look: Sendable, Equatable {
        /// No code was made for the person.
        case notNeeded
        case right
        case wrong
        /// Only another code of an administrator helps.
        case expired
        /// Too many wrong ones.
        case wait(seconds: Int)
    }

    static let lifetimeSeconds: Double = 7 * 86_400

    let keys: PortalKeys

    private struct Row: RowDecodable {
        let codeHash: [UInt8]
        let expiresAt: Instant
        let failures: Int
        let waitUntil: Instant?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.codeHash = try row.next()
            self.expiresAt = try row.next()
            self.failures = try row.next()
            self.waitUntil = try row.next()
        }
    }

    /// A new code instead of the one before, with its line in the audit log.
    /// - Parameter reason: why, in the administrator's words; it stands in the audit log, so no names.
    func make(
        for subject: String, reason: String?, now: Instant, _ transaction: Transaction, _ record: Record
    ) async throws -> EnrolmentCode {
        let made = EnrolmentCode(code: .make(), expiresAt: now.adding(seconds: Self.lifetimeSeconds))
        _ = try await transaction.execute(
            """
            insert into enrolment_code (subject, code_hash, made_at, expires_at)
            values (\(subject), \(self.keys.hash(ofEnrolmentCode: made.code, subject: subject)), \(now),
                \(made.expiresAt))
            on conflict (subject) do update set code_hash = excluded.code_hash, made_at = excluded.made_at,
                expires_at = excluded.expires_at, failures = 0, wait_until = null
            """)
        try await record.audit(
            "enrolment-code.made", "person/\(subject)", reason: reason,
            details: ["until": made.expiresAt.description])
        return made
    }

    /// Notes that a code is needed, where none was made, before there is one that works.
    func expect(of subject: String, now: Instant, _ transaction: Transaction) async throws {
        let unknown = self.keys.hash(ofEnrolmentCode: .make(), subject: subject)
        _ = try await transaction.execute(
            """
            insert into enrolment_code (subject, code_hash, made_at, expires_at)
            values (\(subject), \(unknown), \(now), \(now)) on conflict (subject) do nothing
            """)
    }

    /// Looks at what a person typed. The row stays locked until the transaction ends: of many at once, one is looked at
    /// after the other.
    func look(
        at typed: String, of subject: String, now: Instant, _ transaction: Transaction, _ record: Record
    ) async throws -> Look {
        let row = try await transaction.fetchOptional(
            """
            select code_hash, expires_at, failures, wait_until from enrolment_code
            where subject = \(subject) for update
            """, as: Row.self)
        guard let row else { return .notNeeded }
        let isExpired = row.expiresAt <= now
        // Also while others wait: nobody guesses one of these, and whoever reads her mail must not keep her out by
        // typing wrong codes.
        if !isExpired, let code = RecoveryCode(typed: typed),
            self.keys.hash(ofEnrolmentCode: code, subject: subject) == row.codeHash
        {
            return .right
        }
        if let until = row.waitUntil, until > now {
            return .wait(seconds: Int(now.seconds(to: until).rounded(.up)))
        }
        let failures = row.failures + 1
        let wait = FactorStore.wait(after: failures)
        let until = wait > 0 ? now.adding(seconds: Double(wait)) : nil
        _ = try await transaction.execute(
            "update enrolment_code set failures = \(failures), wait_until = \(until) where subject = \(subject)")
        try await record.audit(
            "enrolment-code.refused", "person/\(subject)",
            details: ["failures": "\(failures)", "why": isExpired ? "expired" : "wrong"])
        return isExpired ? .expired : .wrong
    }

    /// The code has served.
    func remove(of subject: String, _ transaction: Transaction) async throws {
        _ = try await transaction.execute("delete from enrolment_code where subject = \(subject)")
    }

    /// Removes the rows of who has been erased: the account has no role left and is closed.
    static func removeErased(_ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            delete from enrolment_code where subject in (
                select person_id::text from applications_pub.person_access where is_closed and roles = '{}')
            """)
    }
}
