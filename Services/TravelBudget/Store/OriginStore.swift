import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// SQL of prices by country of origin.
struct OriginStore: Sendable {
    struct Row: RowDecodable {
        let estimate: OriginEstimate

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: OriginEstimateID = try row.next()
            let venue: String = try row.next()
            let firstDay: LocalDate = try row.next()
            let lastDay: LocalDate = try row.next()
            let currency: Currency = try row.next()
            let computedAt: Instant = try row.next()
            let engine: String = try row.next()
            let tables: JSONText = try row.next()
            let costs: JSONText = try row.next()
            self.estimate = OriginEstimate(
                id: id, venue: venue, firstDay: firstDay, lastDay: lastDay, currency: currency,
                computedAt: computedAt, engine: engine, tables: try tables.stored(), costs: try costs.stored())
        }
    }

    func find(_ id: OriginEstimateID, _ runner: some QueryRunner) async throws -> OriginEstimate {
        let row = try await runner.fetchOptional(
            """
            select id, venue, first_day, last_day, currency, computed_at, engine, tables, costs
            from origin_estimate where id = \(id)
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.estimate
    }

    func insert(_ estimate: OriginEstimate, by subject: String, _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            insert into origin_estimate
                (id, venue, first_day, last_day, currency, engine, tables, costs, computed_at, computed_by)
            values (\(estimate.id), \(estimate.venue), \(estimate.firstDay), \(estimate.lastDay),
                \(estimate.currency), \(estimate.engine), \(try JSONText(encoding: estimate.tables)),
                \(try JSONText(encoding: estimate.costs)), \(estimate.computedAt), \(subject))
            """)
        var countries: [Country] = []
        var costs: [Int64] = []
        var lows: [Int64] = []
        var highs: [Int64] = []
        for line in estimate.costs {
            guard let cost = line.cost, let low = line.low, let high = line.high else { continue }
            countries.append(line.country)
            costs.append(cost.minorUnits)
            lows.append(low.minorUnits)
            highs.append(high.minorUnits)
        }
        _ = try await transaction.execute(
            """
            insert into origin_cost (origin_estimate_id, country, cost_minor, low_minor, high_minor)
            select \(estimate.id), line.country, line.cost, line.low, line.high
            from unnest(\(countries), \(costs), \(lows), \(highs)) as line (country, cost, low, high)
            """)
    }
}
