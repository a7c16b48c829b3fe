import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit
import Vault

/// SQL of cohorts.
struct CohortStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    struct Row: RowDecodable {
        let cohort: Cohort

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: CohortID = try row.next()
            let roundID: RoundID = try row.next()
            let calibrationID: CalibrationID = try row.next()
            let state: CohortState = try row.next()
            let policy: JSONText = try row.next()
            let engine: String = try row.next()
            let inputHash: String? = try row.next()
            let result: JSONText? = try row.next()
            let clash: JSONText? = try row.next()
            var kept: CohortResult?
            if let result { kept = try result.stored() }
            // Here, so that no answer and no log line behind it can hold what nobody may know yet.
            if state != .confirmed { kept = kept?.blind() }
            var found: CohortClash?
            if let clash { found = try clash.stored() }
            let signedBy: String? = try row.next()
            let signedAt: Instant? = try row.next()
            let confirmedBy: String? = try row.next()
            let confirmedAt: Instant? = try row.next()
            let version: Int = try row.next()
            self.cohort = Cohort(
                id: id, roundId: roundID, calibrationId: calibrationID, state: state, policy: try policy.stored(),
                engine: engine, inputHash: inputHash, result: kept, clash: found, signedBy: signedBy,
                signedAt: signedAt, confirmedBy: confirmedBy, confirmedAt: confirmedAt,
                pendingReplacement: try Self.pending(&row), version: version)
        }

        private static func pending(_ row: inout RowCursor) throws(RowDecodingError) -> PendingReplacement? {
            let leaving: String? = try row.next()
            let entering: String? = try row.next()
            let reason: String? = try row.next()
            let proposedBy: String? = try row.next()
            let proposedAt: Instant? = try row.next()
            guard let leaving, let entering, let reason, let proposedBy, let proposedAt else { return nil }
            return PendingReplacement(
                leaving: leaving, entering: entering, reason: reason, proposedBy: proposedBy, proposedAt: proposedAt)
        }
    }

    func insert(
        _ policy: CohortPolicy, round: RoundID, calibration: CalibrationID, engine: String, _ transaction: Transaction
    ) async throws -> CohortID {
        let id = CohortID.next()
        _ = try await transaction.execute(
            """
            insert into cohort (id, round_id, calibration_id, state, policy, engine)
            values (\(id), \(round), \(calibration), 'computing', \(try JSONText(encoding: policy)), \(engine))
            """)
        return id
    }

    func find(_ id: CohortID, lock: Bool = false, _ runner: some QueryRunner) async throws -> Cohort {
        let lockClause: SQL = lock ? "for update of cohort" : ""
        let row = try await runner.fetchOptional(
            """
            select cohort.id, cohort.round_id, cohort.calibration_id, cohort.state, cohort.policy, cohort.engine,
                cohort.input_hash, cohort.result, cohort.clash, cohort.signed_by, cohort.signed_at,
                cohort.confirmed_by, cohort.confirmed_at, cohort.version, leaving.code, entering.code,
                pending.reason, pending.proposed_by, pending.proposed_at
            from cohort
            left join cohort_replacement as pending on pending.cohort_id = cohort.id and pending.state = 'proposed'
            left join candidate as leaving on leaving.id = pending.leaving_id
            left join candidate as entering on entering.id = pending.entering_id
            where cohort.id = \(id)
            \(fragment: lockClause)
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.cohort
    }

    struct SummaryRow: RowDecodable {
        let summary: CohortSummary

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.summary = CohortSummary(
                id: try row.next(), state: try row.next(), size: try row.next(), createdAt: try row.next())
        }
    }

    func list(
        _ round: RoundID, limit: Int, after: CohortID?, _ runner: some QueryRunner
    ) async throws -> Page<CohortSummary> {
        let rows = try await runner.fetchAll(
            """
            select id, state, (policy ->> 'size')::bigint, created_at from cohort
            where round_id = \(round) and (\(after)::uuid is null or id > \(after))
            order by id
            limit \(limit + 1)
            """, as: SummaryRow.self)
        return Page(rows.map(\.summary), limit: limit) { [$0.id.description] }
    }

    // MARK: Composing

    /// A candidate with its calibrated score.
    struct Contender: Sendable {
        fileprivate let stored: StoredContender
        let answers: [String: DossierAnswer]

        var id: CandidateID { self.stored.id }
        var applicationID: ApplicationID { self.stored.applicationID }
        var code: String { self.stored.code }
        var country: Country { self.stored.country }
        var language: Language { self.stored.language }
        var size: String { self.stored.size }
        var kind: String { self.stored.kind }
        var isWomenLed: Bool { self.stored.isWomenLed }
        var isMember: Bool { self.stored.isMember }
        var rank: Int { self.stored.rank }
        var score: Double { self.stored.score }
        var isWithdrawn: Bool { self.stored.isWithdrawn }
    }

    fileprivate struct StoredContender: RowDecodable {
        let id: CandidateID
        let applicationID: ApplicationID
        let code: String
        let country: Country
        let language: Language
        let size: String
        let kind: String
        let isWomenLed: Bool
        let isMember: Bool
        let answers: [UInt8]
        let rank: Int
        let score: Double
        let isWithdrawn: Bool

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.applicationID = try row.next()
            self.code = try row.next()
            self.country = try row.next()
            self.language = try row.next()
            self.size = try row.next()
            self.kind = try row.next()
            self.isWomenLed = try row.next()
            self.isMember = try row.next()
            self.answers = try row.next()
            self.rank = try row.next()
            self.score = try row.next()
            self.isWithdrawn = try row.next()
        }
    }

    /// All candidates of a calibration, by code: the order that the sealed problem keeps.
    /// - Parameter withdrawn: with those who took their applications back since, for cohorts that were sealed before.
    func contenders(
        _ calibration: CalibrationID, withdrawn: Bool = false, _ runner: some QueryRunner
    ) async throws -> [Contender] {
        let rows = try await runner.fetchAll(
            """
            select candidate.id, candidate.application_id, candidate.code, candidate.country, candidate.language,
                candidate.size, candidate.kind, candidate.is_women_led, candidate.is_member, candidate.answers,
                line.rank, line.score, candidate.withdrawn_at is not null
            from calibrated_candidate as line
            join candidate on candidate.id = line.candidate_id
            where line.calibration_id = \(calibration) and (\(withdrawn) or candidate.withdrawn_at is null)
            order by candidate.code
            """, as: StoredContender.self)
        let opener = try await self.vault.opener(rows.map(\.answers), from: .applicationTexts, runner)
        return try rows.map { row in
            Contender(
                stored: row, answers: try opener.json(row.answers, .committeeAnswers(row.applicationID)) ?? [:])
        }
    }

    /// What a place costs by country of origin, in minor units of USD, by the travel budget's own estimate.
    func costs(venue: String, _ runner: some QueryRunner) async throws -> [Country: Int64] {
        let rows = try await runner.fetchTuples(
            """
            select country::text, cost_minor::bigint from travel_pub.origin_cost
            where venue = \(venue) and currency = 'USD'
            """, as: (Country, Int64).self)
        return Dictionary(rows.map { ($0.0, $0.1) }) { first, _ in first }
    }

    /// Keeps the sealed inputs before anything is computed from them.
    func seal(
        _ id: CohortID, instance: String, candidates: [CandidateID], _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            update cohort
            set instance = \(instance), candidate_ids = \(candidates),
                input_hash = encode(sha256(convert_to(\(instance), 'UTF8')), 'hex'), version = version + 1
            where id = \(id) and state = 'computing'
            """)
    }

    /// Keeps what the engine found. A cohort that was decided in the meantime stays as it is.
    func finish(
        _ id: CohortID, state: CohortState, result: CohortResult?, clash: CohortClash?, _ transaction: Transaction
    ) async throws {
        let resultText = try result.map { try JSONText(encoding: $0) }
        let clashText = try clash.map { try JSONText(encoding: $0) }
        _ = try await transaction.execute(
            """
            update cohort set state = \(state), result = \(resultText), clash = \(clashText), version = version + 1
            where id = \(id) and state = 'computing'
            """)
    }

    struct Sealed: RowDecodable {
        let instance: String
        let candidates: [CandidateID]

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.instance = try row.next()
            self.candidates = try row.next()
        }
    }

    /// The sealed inputs; nil before they are.
    func sealed(_ id: CohortID, _ runner: some QueryRunner) async throws -> Sealed? {
        try await runner.fetchOptional(
            "select instance, candidate_ids from cohort where id = \(id) and instance is not null", as: Sealed.self)
    }
}
