import Access
import ApplicationsContract
import ApplicationsDomain
import Durability
import Postgres
import Primitives
import ServiceKit
import Vault

/// SQL of single applications. Answers are sealed with data keys of the organisation.
struct ApplicationStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    /// An application as its row holds it.
    struct Row: RowDecodable, Equatable {
        let id: ApplicationID
        let callID: CallID
        let organisationID: OrganisationID
        let reference: String
        let state: ApplicationState
        let language: Language
        let answers: SealedAnswers
        let failedRules: [String]
        let submittedAt: Instant?
        let savedAt: Instant
        let reason: [UInt8]?
        let version: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.callID = try row.next()
            self.organisationID = try row.next()
            self.reference = try row.next()
            self.state = try row.next()
            self.language = try row.next()
            self.answers = SealedAnswers(
                self.id, committee: try row.next(), logistics: try row.next(), staff: try row.next())
            self.failedRules = try row.next()
            self.submittedAt = try row.next()
            self.savedAt = try row.next()
            self.reason = try row.next()
            self.version = try row.next()
        }

        /// What has to be opened.
        var sealed: [[UInt8]?] { self.answers.all + [self.reason] }

        /// The application as a role may see it: whole for her whose it is and for the fund's own staff, otherwise
        /// what the role needs.
        func application(for role: Role, _ opener: Opener) throws -> Application {
            let answers = try StoredAnswers(self.answers, opener)
            let isWhole = role == .applicant || role == .administrator
            return Application(
                id: self.id, callId: self.callID, organisationId: self.organisationID, reference: self.reference,
                state: self.state, language: self.language, answers: answers.readable(by: role),
                failedRules: isWhole ? self.failedRules : [], submittedAt: self.submittedAt, savedAt: self.savedAt,
                withdrawalReason: isWhole ? try opener.text(self.reason, SealedAnswers.reasonPlace(self.id)) : nil,
                version: self.version)
        }
    }

    /// The same with whose it is; handed from task to task, so in one piece.
    final class OwnedRow: RowDecodable, Sendable {
        let createdBy: String
        let row: Row

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.createdBy = try row.next()
            self.row = try Row(&row)
        }
    }

    private static let columns: SQL = """
        application.id, application.call_id, application.organisation_id, application.reference, application.state,
        application.language, application.committee_answers, application_private.logistics_answers,
        application_private.staff_answers, application.failed_rules, application.submitted_at, application.saved_at,
        application_private.withdrawal_reason, application.version
        """

    /// - Throws: `Problem` conflict when the organisation has an application to this call already.
    func insert(
        _ input: ApplicationInput, answers: StoredAnswers, createdBy: String, _ transaction: Transaction
    ) async throws -> Application {
        let id = ApplicationID.next()
        var random = SystemRandomNumberGenerator()
        let sealer = try await self.vault.sealer(SealedAnswers.keys(input.organisationId), transaction)
        let sealed = try SealedAnswers(answers, id, of: input.organisationId, sealer)
        let origin = try SealedOrigin(answers, id, of: input.organisationId, sealer)
        var inserted = 0
        // Codes that are there already are drawn again: of 31⁶ codes, two of ten thousand meet once in twenty times.
        for _ in 0..<8 where inserted == 0 {
            let reference = ReferenceCode(prefix: "WP", using: &random).description
            let candidate = ReferenceCode(prefix: "C", using: &random).description
            inserted = try await transaction.execute(
                """
                insert into application
                    (id, call_id, organisation_id, created_by, reference, candidate_code, state, language,
                     committee_answers)
                values (\(id), \(input.callId), \(input.organisationId), \(createdBy), \(reference), \(candidate),
                    'draft', \(input.language), \(sealed.committee))
                on conflict do nothing
                """)
            if inserted == 0, try await self.hasApplied(input.organisationId, to: input.callId, transaction) {
                throw Problem.conflict("This organisation has an application to this call already.", state: "exists")
            }
        }
        guard inserted == 1 else { throw Problem(.unavailable, "No code was free. Send it again.") }
        transaction.later(
            """
            insert into application_private (application_id, logistics_answers, staff_answers, origin)
            values (\(id), \(sealed.logistics), \(sealed.staff), \(origin.bytes))
            """)
        return try await self.find(id, ownedBy: nil, transaction)
    }

    private func hasApplied(
        _ organisation: OrganisationID, to call: CallID, _ transaction: Transaction
    ) async throws -> Bool {
        try await transaction.fetchValue(
            """
            select exists (select from application where organisation_id = \(organisation) and call_id = \(call))
            """, as: Bool.self)
    }

    /// The whole application, for a change.
    /// - Parameter ownedBy: only when made by this person.
    /// - Throws: `Problem.notFound`, also for what is somebody else's.
    func find(
        _ id: ApplicationID, ownedBy: String?, lock: Bool = false, _ transaction: Transaction
    ) async throws -> Application {
        let lockClause: SQL = lock ? "for update of application" : ""
        let row = try await transaction.fetchOptional(
            """
            select \(fragment: Self.columns) from application
            join application_private on application_private.application_id = application.id
            where application.id = \(id) and (\(ownedBy)::text is null or application.created_by = \(ownedBy))
            \(fragment: lockClause)
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        return try row.application(for: .administrator, try await self.vault.opener(row.sealed, transaction))
    }

    /// The rows of some applications, whoever they belong to. The list stands in a sub-select, so that the server cannot
    /// see its length and keeps one plan: planning anew costs it several times what the reading does.
    static func rows(_ ids: [ApplicationID], _ runner: some QueryRunner) async throws -> [OwnedRow] {
        try await runner.fetchAll(
            """
            select application.created_by, \(fragment: Self.columns) from application
            join application_private on application_private.application_id = application.id
            where application.id = any((select \(ids))::uuid[])
            """, as: OwnedRow.self)
    }

    struct SummaryRow: RowDecodable {
        let summary: ApplicationSummary

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.summary = ApplicationSummary(
                id: try row.next(), callId: try row.next(), reference: try row.next(), state: try row.next(),
                language: try row.next(), country: try row.next(), size: try row.next(),
                submittedAt: try row.next(), savedAt: try row.next())
        }
    }

    /// What a list is narrowed to.
    struct Filter: Sendable {
        var call: CallID?
        var state: ApplicationState?
        var country: Country?
        var language: Language?
        var ownedBy: String?
        /// Only of calls of these convenings; nil: of all.
        var convenings: [ConveningID]?
    }

    func list(
        _ filter: Filter, limit: Int, after: ApplicationID?, _ runner: some QueryRunner
    ) async throws -> Page<ApplicationSummary> {
        let rows = try await runner.fetchAll(
            """
            select application.id, application.call_id, application.reference, application.state,
                application.language, organisation.country, organisation.size, application.submitted_at,
                application.saved_at
            from application
            join organisation on organisation.id = application.organisation_id
            where (\(filter.call)::uuid is null or application.call_id = \(filter.call))
                and (\(filter.state)::text is null or application.state = \(filter.state))
                and (\(filter.country)::text is null or organisation.country = \(filter.country))
                and (\(filter.language)::text is null or application.language = \(filter.language))
                and (\(filter.ownedBy)::text is null or application.created_by = \(filter.ownedBy))
                and (\(filter.convenings)::uuid[] is null or exists (
                    select from call
                    where call.id = application.call_id and call.convening_id = any(\(filter.convenings))))
                and (\(after)::uuid is null or application.id > \(after))
            order by application.id
            limit \(limit + 1)
            """, as: SummaryRow.self)
        return Page(rows.map(\.summary), limit: limit) { [$0.id.description] }
    }

    /// Replaces the answers of a draft that the caller has locked and checked.
    func save(
        _ application: Application, language: Language, answers: StoredAnswers, _ transaction: Transaction
    ) async throws -> Application {
        let organisation = application.organisationId
        let sealer = try await self.vault.sealer(SealedAnswers.keys(organisation), transaction)
        let sealed = try SealedAnswers(answers, application.id, of: organisation, sealer)
        let origin = try SealedOrigin(answers, application.id, of: organisation, sealer)
        _ = try await transaction.execute(
            """
            update application
            set language = \(language), committee_answers = \(sealed.committee),
                saved_at = clock_timestamp(), version = version + 1
            where id = \(application.id)
            """)
        _ = try await transaction.execute(
            """
            update application_private
            set logistics_answers = \(sealed.logistics), staff_answers = \(sealed.staff), origin = \(origin.bytes)
            where application_id = \(application.id)
            """)
        return try await self.find(application.id, ownedBy: nil, transaction)
    }

    /// Moves a locked application to another state and freezes a copy of what it was sent with.
    func move(
        _ application: Application, to state: ApplicationState, failedRules: [String] = [], at moment: Instant,
        _ transaction: Transaction
    ) async throws -> Application {
        let submittedAt = state == .submitted ? moment : application.submittedAt
        transaction.later(
            """
            update application
            set state = \(state), failed_rules = \(failedRules), submitted_at = \(submittedAt),
                version = version + 1
            where id = \(application.id)
            """)
        transaction.later(
            """
            insert into application_version
                (application_id, version, state, committee_answers, logistics_answers, staff_answers)
            select application.id, application.version, application.state, application.committee_answers,
                application_private.logistics_answers, application_private.staff_answers
            from application
            join application_private on application_private.application_id = application.id
            where application.id = \(application.id)
            """)
        return try await self.find(application.id, ownedBy: nil, transaction)
    }

    /// Keeps why she took her application back.
    func keepReason(_ application: Application, _ reason: String?, _ transaction: Transaction) async throws {
        guard let reason else { return }
        let subject = Subject.organisation(application.organisationId)
        let sealer = try await self.vault.sealer([KeyName(subject, .notes)], transaction)
        let sealed = try sealer.seal(text: reason, subject, .notes, SealedAnswers.reasonPlace(application.id))
        transaction.later(
            """
            update application_private set withdrawal_reason = \(sealed) where application_id = \(application.id)
            """)
    }

    /// Keeps which consent was given, in which language its text was shown.
    func keepConsent(
        _ id: ApplicationID, purpose: String, language: Language, _ transaction: Transaction
    ) {
        transaction.later(
            """
            insert into consent (application_id, purpose, language)
            values (\(id), \(purpose), \(language))
            """)
    }

    struct VersionRow: RowDecodable {
        let version: ApplicationVersion

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.version = ApplicationVersion(
                version: try row.next(), state: try row.next(), savedAt: try row.next())
        }
    }

    func versions(_ id: ApplicationID, _ runner: some QueryRunner) async throws -> [ApplicationVersion] {
        try await runner.fetchAll(
            """
            select version, state, saved_at from application_version
            where application_id = \(id) order by version
            """, as: VersionRow.self
        ).map(\.version)
    }
}
