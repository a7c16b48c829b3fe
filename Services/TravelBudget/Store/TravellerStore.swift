import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine
import Vault

/// SQL of participants: who they are (codes and countries), what is known of their fares, what they cost.
struct TravellerStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    private static func place(_ budget: BudgetID, _ number: Int, _ code: String) -> FieldContext {
        FieldContext("travel.traveller_estimate", "estimate", row: "\(budget)/\(number)/\(code)", .c3)
    }

    private struct ParticipantRow: RowDecodable {
        let application: ApplicationID
        let code: String
        let country: Country
        let origin: [UInt8]

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.application = try row.next()
            self.code = try row.next()
            self.country = try row.next()
            self.origin = try row.next()
        }

        func traveller(_ opener: Opener) throws -> PlannedTraveller {
            let origin: [String: String]? = try opener.json(self.origin, .origin(self.application))
            return PlannedTraveller(
                code: self.code, country: self.country,
                passportCountry: origin?["passport_country"].flatMap { Country($0) } ?? self.country)
        }
    }

    /// Members of a convening's confirmed cohort who still have their place: code, country, passport country.
    func cohort(_ convening: ConveningID, _ runner: some QueryRunner) async throws -> [PlannedTraveller] {
        let rows = try await runner.fetchAll(
            """
            select member.application_id, member.candidate_code, origin.country, origin.origin
            from selection_pub.cohort_member as member
            join applications_pub.participant_origin as origin on origin.application_id = member.application_id
            where member.convening_id = \(convening) and member.state in ('chosen', 'replacement')
            order by member.candidate_code
            """, as: ParticipantRow.self)
        let opener = try await self.vault.opener(rows.map(\.origin), from: .applicationOrigins, runner)
        return try rows.map { try $0.traveller(opener) }
    }

    func hasConvening(_ convening: ConveningID, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            "select exists (select from applications_pub.convening where convening_id = \(convening))", as: Bool.self)
    }

    struct EvidenceRow: RowDecodable {
        let code: String
        let evidence: FareEvidence

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.code = try row.next()
            let kind: FareEvidenceKind = try row.next()
            let amount: Int64 = try row.next()
            let currency: Currency = try row.next()
            let known: FareEvidence.Kind =
                switch kind {
                case .ticket: .ticket
                case .quote: .quote
                case .past: .past
                }
            self.evidence = FareEvidence(
                kind: known, amount: Money(minorUnits: amount, currency: currency), date: try row.next(),
                validUntil: try row.next())
        }
    }

    func evidence(_ budget: BudgetID, _ runner: some QueryRunner) async throws -> [EvidenceRow] {
        try await runner.fetchAll(
            """
            select code, kind, amount_minor, currency, dated, valid_until from fare_evidence
            where budget_id = \(budget) order by code, id
            """, as: EvidenceRow.self)
    }

    func addEvidence(
        _ input: FareEvidenceInput, budget: BudgetID, by subject: String, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            insert into fare_evidence
                (id, budget_id, code, kind, amount_minor, currency, dated, valid_until, recorded_by)
            values (\(ID<FareEvidenceInput>.next()), \(budget), \(input.code), \(input.kind),
                \(input.amount.minorUnits), \(input.amount.currency), \(input.date), \(input.validUntil), \(subject))
            """)
    }

    /// Replaces the estimates of a version.
    func keep(
        _ estimates: [TravellerEstimate], _ budget: BudgetID, number: Int, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            "delete from traveller_estimate where budget_id = \(budget) and number = \(number)")
        let subject = Subject.budget(budget)
        let sealer = try await self.vault.sealer([KeyName(subject, .plan)], transaction)
        let documents = try estimates.map {
            try sealer.seal(json: $0, subject, .plan, Self.place(budget, number, $0.id))
        }
        _ = try await transaction.execute(
            """
            insert into traveller_estimate (budget_id, number, code, country, mean_minor, estimate)
            select \(budget), \(number), item.code, item.country, item.mean, item.estimate
            from unnest(\(estimates.map(\.id)), \(estimates.map(\.origin)), \(estimates.map(\.mean.minorUnits)),
                \(documents)) as item (code, country, mean, estimate)
            """)
    }

    private struct EstimateRow: RowDecodable {
        let code: String
        let estimate: [UInt8]

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.code = try row.next()
            self.estimate = try row.next()
        }
    }

    private func opened(
        _ rows: [EstimateRow], _ budget: BudgetID, _ number: Int, _ runner: some QueryRunner
    ) async throws -> [TravellerEstimate] {
        let opener = try await self.vault.opener(rows.map(\.estimate), runner)
        return try rows.compactMap { try opener.json($0.estimate, Self.place(budget, number, $0.code)) }
    }

    /// All estimates of a version, by code.
    func estimates(
        _ budget: BudgetID, number: Int, _ runner: some QueryRunner
    ) async throws -> [TravellerEstimate] {
        let rows = try await runner.fetchAll(
            """
            select code, estimate from traveller_estimate where budget_id = \(budget) and number = \(number)
            order by code
            """, as: EstimateRow.self)
        return try await self.opened(rows, budget, number, runner)
    }

    func page(
        _ budget: BudgetID, number: Int, limit: Int, after: String?, _ runner: some QueryRunner
    ) async throws -> Page<TravellerEstimate> {
        let rows = try await runner.fetchAll(
            """
            select code, estimate from traveller_estimate
            where budget_id = \(budget) and number = \(number) and (\(after)::text is null or code > \(after))
            order by code
            limit \(limit + 1)
            """, as: EstimateRow.self)
        return Page(try await self.opened(rows, budget, number, runner), limit: limit) { [$0.id] }
    }

    func count(_ budget: BudgetID, number: Int, _ runner: some QueryRunner) async throws -> Int {
        try await runner.fetchValue(
            "select count(*) from traveller_estimate where budget_id = \(budget) and number = \(number)", as: Int.self)
    }

    func has(_ code: String, _ budget: BudgetID, number: Int, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            """
            select exists (select from traveller_estimate
                where budget_id = \(budget) and number = \(number) and code = \(code))
            """, as: Bool.self)
    }
}
