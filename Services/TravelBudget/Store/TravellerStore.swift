import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// SQL of participants: who they are (codes and countries), what is known of their fares, what they cost.
struct TravellerStore: Sendable {
    struct ParticipantRow: RowDecodable {
        let traveller: PlannedTraveller

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let code: String = try row.next()
            let country: Country = try row.next()
            let passport: String = try row.next()
            self.traveller = PlannedTraveller(
                code: code, country: country, passportCountry: Country(passport) ?? country)
        }
    }

    /// Members of a convening's confirmed cohort who still have their place: code, country, passport country.
    func cohort(_ convening: ConveningID, _ runner: some QueryRunner) async throws -> [PlannedTraveller] {
        try await runner.fetchAll(
            """
            select member.candidate_code, origin.country, origin.passport_country
            from selection_pub.cohort_member as member
            join applications_pub.participant_origin as origin on origin.application_id = member.application_id
            where member.convening_id = \(convening) and member.state in ('chosen', 'replacement')
            order by member.candidate_code
            """, as: ParticipantRow.self
        ).map(\.traveller)
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
        let documents = try estimates.map { try JSONText(encoding: $0) }
        _ = try await transaction.execute(
            """
            insert into traveller_estimate (budget_id, number, code, country, mean_minor, estimate)
            select \(budget), \(number), item.code, item.country, item.mean, item.estimate
            from unnest(\(estimates.map(\.id)), \(estimates.map(\.origin)), \(estimates.map(\.mean.minorUnits)),
                \(documents)) as item (code, country, mean, estimate)
            """)
    }

    struct EstimateRow: RowDecodable {
        let estimate: TravellerEstimate

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let document: JSONText = try row.next()
            self.estimate = try document.stored()
        }
    }

    /// All estimates of a version, by code.
    func estimates(
        _ budget: BudgetID, number: Int, _ runner: some QueryRunner
    ) async throws -> [TravellerEstimate] {
        try await runner.fetchAll(
            """
            select estimate from traveller_estimate where budget_id = \(budget) and number = \(number) order by code
            """, as: EstimateRow.self
        ).map(\.estimate)
    }

    func page(
        _ budget: BudgetID, number: Int, limit: Int, after: String?, _ runner: some QueryRunner
    ) async throws -> Page<TravellerEstimate> {
        let rows = try await runner.fetchAll(
            """
            select estimate from traveller_estimate
            where budget_id = \(budget) and number = \(number) and (\(after)::text is null or code > \(after))
            order by code
            limit \(limit + 1)
            """, as: EstimateRow.self)
        return Page(rows.map(\.estimate), limit: limit) { [$0.id] }
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
