import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// SQL of the ledger and of the requests that lead to its entries.
struct LedgerStore: Sendable {
    struct EntryRow: RowDecodable {
        let sequence: Int
        let kind: SpendingKind
        let entry: LedgerEntry

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.sequence = try row.next()
            let id: LedgerEntryID = try row.next()
            self.kind = try row.next()
            guard let kind = LedgerEntry.Kind(rawValue: self.kind.rawValue) else {
                throw .inconsistent("the ledger has another kind of entry")
            }
            let line: String = try row.next()
            let amount: Int64 = try row.next()
            let currency: Currency = try row.next()
            self.entry = LedgerEntry(
                id: id, kind: kind, line: line, amount: Money(minorUnits: amount, currency: currency),
                reference: try row.next(), document: try row.next(), requestedBy: try row.next(),
                approvedBy: try row.next(), at: try row.next(), budgetVersion: try row.next())
        }

        var line: LedgerLine {
            LedgerLine(
                id: ID(self.entry.id.uuid), kind: self.kind, line: self.entry.line, amount: self.entry.amount,
                reference: self.entry.reference.map { ID($0.uuid) }, document: self.entry.document,
                requestedBy: self.entry.requestedBy, approvedBy: self.entry.approvedBy, at: self.entry.at,
                budgetNumber: self.entry.budgetVersion)
        }
    }

    private static let columns: SQL = """
        seq, id, kind, line, amount_minor, currency, reference, document, requested_by, approved_by, at, number
        """

    /// All entries of a budget in the order in which they were posted.
    func entries(_ budget: BudgetID, _ runner: some QueryRunner) async throws -> [LedgerEntry] {
        try await runner.fetchAll(
            "select \(fragment: Self.columns) from ledger_entry where budget_id = \(budget) order by seq",
            as: EntryRow.self
        ).map(\.entry)
    }

    func page(
        _ budget: BudgetID, limit: Int, after: Int?, _ runner: some QueryRunner
    ) async throws -> Page<LedgerLine> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from ledger_entry
            where budget_id = \(budget) and (\(after)::bigint is null or seq > \(after))
            order by seq
            limit \(limit + 1)
            """, as: EntryRow.self)
        let last = rows.prefix(limit).last?.sequence
        return Page(rows.map(\.line), limit: limit) { _ in ["\(last ?? 0)"] }
    }

    func append(_ entry: LedgerEntry, budget: BudgetID, _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            insert into ledger_entry
                (id, budget_id, number, kind, line, amount_minor, currency, reference, document, requested_by,
                 approved_by, at)
            values (\(entry.id), \(budget), \(entry.budgetVersion), \(entry.kind.rawValue), \(entry.line),
                \(entry.amount.minorUnits), \(entry.amount.currency), \(entry.reference), \(entry.document),
                \(entry.requestedBy), \(entry.approvedBy), \(entry.at))
            """)
    }

    struct RequestRow: RowDecodable {
        let request: SpendingRequest

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: SpendingRequestID = try row.next()
            let budget: BudgetID = try row.next()
            let input: JSONText = try row.next()
            self.request = SpendingRequest(
                id: id, budgetId: budget, input: try input.stored(), state: try row.next(),
                requestedBy: try row.next(), requestedAt: try row.next(), decidedBy: try row.next(),
                decidedAt: try row.next(), reason: try row.next(), entryId: try row.next(),
                isNearLimit: try row.next())
        }
    }

    private static let requestColumns: SQL = """
        id, budget_id, input, state, requested_by, requested_at, decided_by, decided_at, reason, entry_id,
        is_near_limit
        """

    func insert(
        _ input: SpendingInput, budget: BudgetID, by subject: String, at moment: Instant, _ transaction: Transaction
    ) async throws -> SpendingRequest {
        let id = SpendingRequestID.next()
        _ = try await transaction.execute(
            """
            insert into spending_request (id, budget_id, input, state, requested_by, requested_at)
            values (\(id), \(budget), \(try JSONText(encoding: input)), 'requested', \(subject), \(moment))
            """)
        return try await self.request(id, transaction)
    }

    func request(
        _ id: SpendingRequestID, lock: Bool = false, _ runner: some QueryRunner
    ) async throws -> SpendingRequest {
        let lockClause: SQL = lock ? "for update" : ""
        let row = try await runner.fetchOptional(
            """
            select \(fragment: Self.requestColumns) from spending_request where id = \(id) \(fragment: lockClause)
            """, as: RequestRow.self)
        guard let row else { throw Problem.notFound }
        return row.request
    }

    func requests(
        _ budget: BudgetID, state: SpendingState?, limit: Int, after: SpendingRequestID?, _ runner: some QueryRunner
    ) async throws -> Page<SpendingRequest> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.requestColumns) from spending_request
            where budget_id = \(budget) and (\(state)::text is null or state = \(state))
                and (\(after)::uuid is null or id > \(after))
            order by id
            limit \(limit + 1)
            """, as: RequestRow.self)
        return Page(rows.map(\.request), limit: limit) { [$0.id.description] }
    }

    /// Ends a request that the caller has locked.
    func decide(
        _ request: SpendingRequest, _ state: SpendingState, by subject: String, at moment: Instant, reason: String?,
        entry: LedgerEntryID?, isNearLimit: Bool, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            update spending_request
            set state = \(state), decided_by = \(subject), decided_at = \(moment), reason = \(reason),
                entry_id = \(entry), is_near_limit = \(isNearLimit)
            where id = \(request.id)
            """)
    }
}
