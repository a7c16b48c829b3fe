import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// One version of a budget as it is stored.
struct StoredBudget: Sendable {
    let id: BudgetID
    let currentNumber: Int
    let approvedNumber: Int?
    let version: Int
    let number: Int
    let state: BudgetState
    let input: BudgetInput
    let pricedOn: LocalDate
    let estimate: EstimateState
    let jobID: JobID?
    let estimateReason: String?
    let tables: PinnedTables
    let lines: [BudgetLine]
    let unpriced: [String]
    let planned: Money?
    let simulationID: SimulationID?
    let createdAt: Instant
    let trail: BudgetDecisionTrail
}

/// The versions of the tables that a budget was priced with.
struct PinnedTables: Codable, Sendable, Equatable {
    var ids: [ReferenceVersionID] = []
    var names: [TableVersionName] = []
}

extension StoredBudget: RowDecodable {
    init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.id = try row.next()
        self.currentNumber = try row.next()
        self.approvedNumber = try row.next()
        self.version = try row.next()
        self.number = try row.next()
        self.state = try row.next()
        let input: JSONText = try row.next()
        self.input = try input.stored()
        self.pricedOn = try row.next()
        self.estimate = try row.next()
        self.jobID = try row.next()
        self.estimateReason = try row.next()
        let tables: JSONText = try row.next()
        self.tables = try tables.stored()
        let lines: JSONText = try row.next()
        self.lines = try lines.stored()
        self.unpriced = try row.next()
        let planned: Int64? = try row.next()
        let currency = self.input.currency
        self.planned = planned.map { Money(minorUnits: $0, currency: currency) }
        self.simulationID = try row.next()
        self.createdAt = try row.next()
        self.trail = BudgetDecisionTrail(
            createdBy: try row.next(), submittedBy: try row.next(), submittedAt: try row.next(),
            decidedBy: try row.next(), decidedAt: try row.next(), reason: try row.next())
    }
}

/// SQL of budgets and their versions.
struct BudgetStore: Sendable {
    private static let columns: SQL = """
        budget.id, budget.current_number, budget.approved_number, budget.version, item.number, item.state, item.input,
        item.priced_on, item.estimate_state, item.job_id, item.estimate_reason, item.tables, item.lines,
        item.unpriced, item.planned_minor, item.simulation_id, item.created_at, item.created_by, item.submitted_by,
        item.submitted_at, item.decided_by, item.decided_at, item.reason
        """

    func insert(
        _ input: BudgetInput, pricedOn: LocalDate, by subject: String, _ transaction: Transaction
    ) async throws -> BudgetID {
        let id = BudgetID.next()
        _ = try await transaction.execute(
            """
            insert into budget (id, convening_id, title, currency)
            values (\(id), \(input.conveningId), \(input.title), \(input.currency))
            """)
        try await self.insertVersion(id, number: 1, input, pricedOn: pricedOn, by: subject, transaction)
        return id
    }

    func insertVersion(
        _ id: BudgetID, number: Int, _ input: BudgetInput, pricedOn: LocalDate, by subject: String,
        _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            insert into budget_version (budget_id, number, state, input, priced_on, estimate_state, tables, created_by)
            values (\(id), \(number), 'draft', \(try JSONText(encoding: input)), \(pricedOn), 'pending',
                \(try JSONText(encoding: PinnedTables())), \(subject))
            """)
        _ = try await transaction.execute(
            "update budget set current_number = \(number), version = version + 1 where id = \(id) and \(number) > 1")
    }

    /// The latest version, or the one that is asked for.
    func find(
        _ id: BudgetID, number: Int? = nil, lock: Bool = false, _ runner: some QueryRunner
    ) async throws -> StoredBudget {
        let lockClause: SQL = lock ? "for update of budget, item" : ""
        let row = try await runner.fetchOptional(
            """
            select \(fragment: Self.columns) from budget
            join budget_version as item on item.budget_id = budget.id
                and item.number = coalesce(\(number)::bigint, budget.current_number)
            where budget.id = \(id)
            \(fragment: lockClause)
            """, as: StoredBudget.self)
        guard let row else { throw Problem.notFound }
        return row
    }

    func versions(_ id: BudgetID, _ runner: some QueryRunner) async throws -> [StoredBudget] {
        try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from budget
            join budget_version as item on item.budget_id = budget.id
            where budget.id = \(id) order by item.number
            """, as: StoredBudget.self)
    }

    func list(
        convening: ConveningID?, limit: Int, after: BudgetID?, _ runner: some QueryRunner
    ) async throws -> Page<BudgetSummary> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from budget
            join budget_version as item on item.budget_id = budget.id and item.number = budget.current_number
            where (\(convening)::uuid is null or budget.convening_id = \(convening))
                and (\(after)::uuid is null or budget.id > \(after))
            order by budget.id
            limit \(limit + 1)
            """, as: StoredBudget.self)
        let summaries = rows.map { row in
            BudgetSummary(
                id: row.id, title: row.input.title, conveningId: row.input.conveningId, venue: row.input.venue,
                firstDay: row.input.firstDay, number: row.number, state: row.state, planned: row.planned)
        }
        return Page(summaries, limit: limit) { [$0.id.description] }
    }

    /// Replaces the input of a draft that the caller has locked; its estimates are to be made anew.
    func replace(
        _ budget: StoredBudget, _ input: BudgetInput, pricedOn: LocalDate, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            update budget_version
            set input = \(try JSONText(encoding: input)), priced_on = \(pricedOn), estimate_state = 'pending',
                lines = '[]', unpriced = '{}', planned_minor = null, simulation_id = null, estimate_reason = null
            where budget_id = \(budget.id) and number = \(budget.number)
            """)
        _ = try await transaction.execute(
            """
            update budget
            set title = \(input.title), convening_id = \(input.conveningId), currency = \(input.currency),
                version = version + 1
            where id = \(budget.id)
            """)
    }

    /// Says which job makes the estimates of a version.
    func await(
        _ job: JobID, _ id: BudgetID, number: Int, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            update budget_version set job_id = \(job), estimate_state = 'pending'
            where budget_id = \(id) and number = \(number)
            """)
    }

    /// What a reader of the budget sees has changed, so its tag must.
    func touch(_ id: BudgetID, _ transaction: Transaction) async throws {
        _ = try await transaction.execute("update budget set version = version + 1 where id = \(id)")
    }

    /// What the estimates of a version came to.
    struct Priced: Sendable {
        let tables: PinnedTables
        let lines: [BudgetLine]
        let unpriced: [String]
        let planned: Money
        let simulation: SimulationID
    }

    /// Keeps estimates, unless the version was changed or decided since the job was queued.
    /// - Returns: false when they came too late.
    func keep(
        _ priced: Priced, _ id: BudgetID, number: Int, job: JobID, _ transaction: Transaction
    ) async throws -> Bool {
        let changed = try await transaction.execute(
            """
            update budget_version
            set estimate_state = 'done', estimate_reason = null, tables = \(try JSONText(encoding: priced.tables)),
                lines = \(try JSONText(encoding: priced.lines)), unpriced = \(priced.unpriced),
                planned_minor = \(priced.planned.minorUnits), simulation_id = \(priced.simulation)
            where budget_id = \(id) and number = \(number) and job_id = \(job) and state = 'draft'
            """)
        if changed == 1 {
            _ = try await transaction.execute("update budget set version = version + 1 where id = \(id)")
        }
        return changed == 1
    }

    func fail(
        _ id: BudgetID, number: Int, job: JobID, reason: String, _ transaction: Transaction
    ) async throws {
        let changed = try await transaction.execute(
            """
            update budget_version set estimate_state = 'failed', estimate_reason = \(reason)
            where budget_id = \(id) and number = \(number) and job_id = \(job) and state = 'draft'
            """)
        if changed == 1 {
            _ = try await transaction.execute("update budget set version = version + 1 where id = \(id)")
        }
    }

    func submit(
        _ budget: StoredBudget, by subject: String, at moment: Instant, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            update budget_version set state = 'submitted', submitted_by = \(subject), submitted_at = \(moment)
            where budget_id = \(budget.id) and number = \(budget.number)
            """)
        _ = try await transaction.execute("update budget set version = version + 1 where id = \(budget.id)")
    }

    /// Approves a submitted version, which replaces the one approved before, or sends it back to its makers.
    func decide(
        _ budget: StoredBudget, isApproved: Bool, by subject: String, at moment: Instant, reason: String?,
        _ transaction: Transaction
    ) async throws {
        if isApproved {
            _ = try await transaction.execute(
                """
                update budget_version set state = 'superseded'
                where budget_id = \(budget.id) and number = \(budget.approvedNumber) and state = 'approved'
                """)
            _ = try await transaction.execute(
                """
                update budget_version
                set state = 'approved', decided_by = \(subject), decided_at = \(moment), reason = \(reason)
                where budget_id = \(budget.id) and number = \(budget.number)
                """)
            _ = try await transaction.execute(
                """
                update budget set approved_number = \(budget.number), version = version + 1 where id = \(budget.id)
                """)
        } else {
            // Who sent it may send it again, so the trail of a refused submission stands in the audit log.
            _ = try await transaction.execute(
                """
                update budget_version set state = 'draft', submitted_by = null, submitted_at = null, reason = \(reason)
                where budget_id = \(budget.id) and number = \(budget.number)
                """)
            _ = try await transaction.execute("update budget set version = version + 1 where id = \(budget.id)")
        }
    }
}
