import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine
import Vault

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

/// A version as its row holds it: the input is sealed with a data key of the budget.
private struct BudgetRow: RowDecodable {
    let id: BudgetID
    let currentNumber: Int
    let approvedNumber: Int?
    let version: Int
    let number: Int
    let state: BudgetState
    let input: [UInt8]
    let pricedOn: LocalDate
    let estimate: EstimateState
    let jobID: JobID?
    let estimateReason: String?
    let tables: PinnedTables
    let lines: [BudgetLine]
    let unpriced: [String]
    let planned: Int64?
    let simulationID: SimulationID?
    let createdAt: Instant
    let trail: BudgetDecisionTrail

    init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.id = try row.next()
        self.currentNumber = try row.next()
        self.approvedNumber = try row.next()
        self.version = try row.next()
        self.number = try row.next()
        self.state = try row.next()
        self.input = try row.next()
        self.pricedOn = try row.next()
        self.estimate = try row.next()
        self.jobID = try row.next()
        self.estimateReason = try row.next()
        let tables: JSONText = try row.next()
        self.tables = try tables.stored()
        let lines: JSONText = try row.next()
        self.lines = try lines.stored()
        self.unpriced = try row.next()
        self.planned = try row.next()
        self.simulationID = try row.next()
        self.createdAt = try row.next()
        self.trail = BudgetDecisionTrail(
            createdBy: try row.next(), submittedBy: try row.next(), submittedAt: try row.next(),
            decidedBy: try row.next(), decidedAt: try row.next(), reason: try row.next())
    }

    func budget(_ opener: Opener) throws -> StoredBudget {
        guard let input = try opener.json(self.input, BudgetStore.place(self.id, self.number), as: BudgetInput.self)
        else { throw VaultError.destroyed }
        return StoredBudget(
            id: self.id, currentNumber: self.currentNumber, approvedNumber: self.approvedNumber,
            version: self.version, number: self.number, state: self.state, input: input, pricedOn: self.pricedOn,
            estimate: self.estimate, jobID: self.jobID, estimateReason: self.estimateReason, tables: self.tables,
            lines: self.lines, unpriced: self.unpriced,
            planned: self.planned.map { Money(minorUnits: $0, currency: input.currency) },
            simulationID: self.simulationID, createdAt: self.createdAt, trail: self.trail)
    }
}

/// SQL of budgets and their versions.
struct BudgetStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    fileprivate static func place(_ id: BudgetID, _ number: Int) -> FieldContext {
        FieldContext("travel.budget_version", "input", row: "\(id)/\(number)", .c3)
    }

    private func sealed(
        _ input: BudgetInput, _ id: BudgetID, _ number: Int, _ transaction: Transaction
    ) async throws -> [UInt8] {
        let subject = Subject.budget(id)
        let sealer = try await self.vault.sealer([KeyName(subject, .plan)], transaction)
        return try sealer.seal(json: input, subject, .plan, Self.place(id, number))
    }

    private func opened(_ rows: [BudgetRow], _ runner: some QueryRunner) async throws -> [StoredBudget] {
        let opener = try await self.vault.opener(rows.map(\.input), runner)
        return try rows.map { try $0.budget(opener) }
    }

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
        let sealed = try await self.sealed(input, id, number, transaction)
        _ = try await transaction.execute(
            """
            insert into budget_version (budget_id, number, state, input, priced_on, estimate_state, tables, created_by)
            values (\(id), \(number), 'draft', \(sealed), \(pricedOn), 'pending',
                \(try JSONText(encoding: PinnedTables())), \(subject))
            """)
        _ = try await transaction.execute(
            "update budget set current_number = \(number), version = version + 1 where id = \(id) and \(number) > 1")
    }

    /// The latest version, or the one that is asked for.
    func find(
        _ id: BudgetID, number: Int? = nil, lock: Bool = false, _ runner: some QueryRunner
    ) async throws -> StoredBudget {
        // The budget first and alone: whoever waits for it sees which version is the latest then.
        if lock { _ = try await runner.execute("select from budget where id = \(id) for update") }
        let lockClause: SQL = lock ? "for update of item" : ""
        let row = try await runner.fetchOptional(
            """
            select \(fragment: Self.columns) from budget
            join budget_version as item on item.budget_id = budget.id
                and item.number = coalesce(\(number)::bigint, budget.current_number)
            where budget.id = \(id)
            \(fragment: lockClause)
            """, as: BudgetRow.self)
        guard let row else { throw Problem.notFound }
        return try await self.opened([row], runner)[0]
    }

    func versions(_ id: BudgetID, _ runner: some QueryRunner) async throws -> [StoredBudget] {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from budget
            join budget_version as item on item.budget_id = budget.id
            where budget.id = \(id) order by item.number
            """, as: BudgetRow.self)
        return try await self.opened(rows, runner)
    }

    func list(
        convening: ConveningID?, within convenings: [ConveningID]?, limit: Int, after: BudgetID?,
        _ runner: some QueryRunner
    ) async throws -> Page<BudgetSummary> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from budget
            join budget_version as item on item.budget_id = budget.id and item.number = budget.current_number
            where (\(convening)::uuid is null or budget.convening_id = \(convening))
                and (\(convenings)::uuid[] is null or budget.convening_id is null
                    or budget.convening_id = any(\(convenings)))
                and (\(after)::uuid is null or budget.id > \(after))
            order by budget.id
            limit \(limit + 1)
            """, as: BudgetRow.self)
        let summaries = try await self.opened(rows, runner).map { row in
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
        let sealed = try await self.sealed(input, budget.id, budget.number, transaction)
        _ = try await transaction.execute(
            """
            update budget_version
            set input = \(sealed), priced_on = \(pricedOn), estimate_state = 'pending',
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
