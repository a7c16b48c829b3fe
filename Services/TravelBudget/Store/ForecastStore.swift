import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// SQL of simulations and comparisons.
struct ForecastStore: Sendable {
    struct SimulationRow: RowDecodable {
        let run: SimulationRun
        let seed: Int
        let draws: Int?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: SimulationID = try row.next()
            let budget: BudgetID = try row.next()
            let number: Int = try row.next()
            let state: EstimateState = try row.next()
            self.seed = try row.next()
            self.draws = try row.next()
            let engine: String = try row.next()
            let hash: String? = try row.next()
            let result: JSONText? = try row.next()
            self.run = SimulationRun(
                id: id, budgetId: budget, number: number, state: state, engine: engine, inputHash: hash,
                forecast: try result?.stored(), createdAt: try row.next())
        }
    }

    private static let simulationColumns: SQL =
        "id, budget_id, number, state, seed, draws, engine, input_hash, result, created_at"

    func insertSimulation(
        _ id: SimulationID, _ budget: BudgetID, number: Int, _ input: SimulationInput, by subject: String,
        _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            insert into simulation (id, budget_id, number, state, seed, draws, engine, created_by)
            values (\(id), \(budget), \(number), 'pending', \(input.seed), \(input.draws), \(Estimator.version),
                \(subject))
            """)
    }

    func simulation(_ id: SimulationID, _ runner: some QueryRunner) async throws -> SimulationRow {
        let row = try await runner.fetchOptional(
            "select \(fragment: Self.simulationColumns) from simulation where id = \(id)", as: SimulationRow.self)
        guard let row else { throw Problem.notFound }
        return row
    }

    /// - Parameter sealed: the inputs as text, of which the hash is kept.
    func finishSimulation(
        _ id: SimulationID, _ forecast: Forecast, sealed: String, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            update simulation
            set state = 'done', result = \(try JSONText(encoding: forecast)),
                input_hash = encode(sha256(convert_to(\(sealed), 'UTF8')), 'hex')
            where id = \(id) and state = 'pending'
            """)
    }

    func failSimulation(_ id: SimulationID, _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            "update simulation set state = 'failed' where id = \(id) and state = 'pending'")
    }

    struct ComparisonRow: RowDecodable {
        let run: ComparisonRun

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: ComparisonID = try row.next()
            let budget: BudgetID = try row.next()
            let state: EstimateState = try row.next()
            let venues: [String] = try row.next()
            let seed: Int = try row.next()
            let report: JSONText? = try row.next()
            self.run = ComparisonRun(
                id: id, budgetId: budget, state: state, venues: venues, seed: seed, report: try report?.stored(),
                reason: try row.next(), createdAt: try row.next())
        }
    }

    func insertComparison(
        _ id: ComparisonID, _ budget: BudgetID, _ input: ComparisonInput, by subject: String,
        _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            insert into comparison (id, budget_id, state, venues, seed, created_by)
            values (\(id), \(budget), 'pending', \(input.venues), \(input.seed), \(subject))
            """)
    }

    func comparison(_ id: ComparisonID, _ runner: some QueryRunner) async throws -> ComparisonRun {
        let row = try await runner.fetchOptional(
            """
            select id, budget_id, state, venues, seed, report, reason, created_at from comparison where id = \(id)
            """, as: ComparisonRow.self)
        guard let row else { throw Problem.notFound }
        return row.run
    }

    func finishComparison(
        _ id: ComparisonID, _ report: ComparisonReport?, reason: String?, _ transaction: Transaction
    ) async throws {
        let state = report == nil ? EstimateState.failed : .done
        let document = try report.map { try JSONText(encoding: $0) }
        _ = try await transaction.execute(
            """
            update comparison set state = \(state), report = \(document), reason = \(reason)
            where id = \(id) and state = 'pending'
            """)
    }
}
