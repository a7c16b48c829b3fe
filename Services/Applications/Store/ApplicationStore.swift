import Access
import ApplicationsContract
import ApplicationsDomain
import Durability
import Postgres
import Primitives
import ServiceKit

/// SQL of single applications.
struct ApplicationStore: Sendable {
    struct Row: RowDecodable {
        let application: Application
        private let answers: StoredAnswers

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: ApplicationID = try row.next()
            let callID: CallID = try row.next()
            let organisationID: OrganisationID = try row.next()
            let reference: String = try row.next()
            let state: ApplicationState = try row.next()
            let language: Language = try row.next()
            self.answers = try StoredAnswers(
                committee: try row.next(), logistics: try row.next(), staff: try row.next())
            self.application = Application(
                id: id, callId: callID, organisationId: organisationID, reference: reference, state: state,
                language: language, answers: self.answers.all, failedRules: try row.next(),
                submittedAt: try row.next(), savedAt: try row.next(), withdrawalReason: try row.next(),
                version: try row.next())
        }

        /// The application as a role may see it: whole for her whose it is and for the fund's own staff, otherwise
        /// what the role needs.
        func application(for role: Role) -> Application {
            let whole = self.application
            guard role != .applicant, role != .administrator else { return whole }
            return Application(
                id: whole.id, callId: whole.callId, organisationId: whole.organisationId, reference: whole.reference,
                state: whole.state, language: whole.language, answers: self.answers.readable(by: role),
                failedRules: [], submittedAt: whole.submittedAt, savedAt: whole.savedAt, version: whole.version)
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
        let reference = ReferenceCode(prefix: "WP", using: &random).description
        let candidate = ReferenceCode(prefix: "C", using: &random).description
        do {
            _ = try await transaction.execute(
                """
                insert into application
                    (id, call_id, organisation_id, created_by, reference, candidate_code, state, language,
                     committee_answers)
                values (\(id), \(input.callId), \(input.organisationId), \(createdBy), \(reference), \(candidate),
                    'draft', \(input.language), \(try JSONText(encoding: answers.committee)))
                """)
        } catch let error as DatabaseError where error.constraint == "application_one_per_call" {
            throw Problem.conflict("This organisation has an application to this call already.", state: "exists")
        }
        _ = try await transaction.execute(
            """
            insert into application_private (application_id, logistics_answers, staff_answers)
            values (\(id), \(try JSONText(encoding: answers.logistics)), \(try JSONText(encoding: answers.staff)))
            """)
        return try await self.find(id, ownedBy: nil, transaction)
    }

    /// - Parameters:
    ///   - ownedBy: only when made by this person.
    ///   - role: who reads; what she need not know is left out. Changes are made on the whole.
    /// - Throws: `Problem.notFound`, also for what is somebody else's.
    func find(
        _ id: ApplicationID, ownedBy: String?, readBy role: Role = .administrator, lock: Bool = false,
        _ runner: some QueryRunner
    ) async throws -> Application {
        let lockClause: SQL = lock ? "for update of application" : ""
        let row = try await runner.fetchOptional(
            """
            select \(fragment: Self.columns) from application
            join application_private on application_private.application_id = application.id
            where application.id = \(id) and (\(ownedBy)::text is null or application.created_by = \(ownedBy))
            \(fragment: lockClause)
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.application(for: role)
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
        _ = try await transaction.execute(
            """
            update application
            set language = \(language), committee_answers = \(try JSONText(encoding: answers.committee)),
                saved_at = clock_timestamp(), version = version + 1
            where id = \(application.id)
            """)
        _ = try await transaction.execute(
            """
            update application_private
            set logistics_answers = \(try JSONText(encoding: answers.logistics)),
                staff_answers = \(try JSONText(encoding: answers.staff))
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
        _ = try await transaction.execute(
            """
            update application
            set state = \(state), failed_rules = \(failedRules), submitted_at = \(submittedAt),
                version = version + 1
            where id = \(application.id)
            """)
        _ = try await transaction.execute(
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
    func keepReason(_ id: ApplicationID, _ reason: String?, _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            "update application_private set withdrawal_reason = \(reason) where application_id = \(id)")
    }

    /// Keeps which consent was given, in which language its text was shown.
    func keepConsent(
        _ id: ApplicationID, purpose: String, language: Language, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
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
