import Durability
import Postgres
import Primitives
import SchedulingContract
import SchedulingDomain
import SchedulingEngine
import ServiceKit

/// SQL of releases. They are only ever added.
struct ReleaseStore: Sendable {
    /// A release as it is kept: the exports are made from it each time.
    struct Kept: RowDecodable {
        let number: Int
        let publishedAt: Instant
        let agenda: PublishedAgenda

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.number = try row.next()
            self.publishedAt = try row.next()
            self.agenda = try row.next(JSONText.self).stored()
        }
    }

    func insert(
        _ agenda: PublishedAgenda, _ input: ReleaseInput, by subject: String, changes: [ReleaseChange],
        clashes: SearchCost, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            insert into release (agenda_id, number, name, reason, published_at, published_by, content, changes,
                session_count, hard_clashes, soft_clashes)
            values (\(agenda.id), \(agenda.release), \(input.name), \(input.reason), \(agenda.publishedAt),
                \(subject), \(try JSONText(encoding: agenda)), \(try JSONText(encoding: changes)),
                \(agenda.sessions.count), \(clashes.hard), \(clashes.soft))
            """)
    }

    /// Nil when there is none.
    func find(
        _ agenda: AgendaID, _ reference: ReleaseReference, _ runner: some QueryRunner
    ) async throws -> Kept? {
        var number: Int?
        if case .number(let wanted) = reference { number = wanted }
        return try await runner.fetchOptional(
            """
            select number, published_at, content from release
            where agenda_id = \(agenda) and (\(number)::bigint is null or number = \(number))
            order by number desc
            limit 1
            """, as: Kept.self)
    }

    private struct SummaryRow: RowDecodable {
        let summary: ReleaseSummary

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.summary = ReleaseSummary(
                number: try row.next(), name: try row.next(), reason: try row.next(), publishedAt: try row.next(),
                sessions: try row.next(), hardClashes: try row.next(), softClashes: try row.next(),
                changes: try row.next(JSONText.self).stored())
        }
    }

    /// Newest first.
    func list(
        _ agenda: AgendaID, limit: Int, beforeNumber: Int?, _ runner: some QueryRunner
    ) async throws -> Page<ReleaseSummary> {
        let rows = try await runner.fetchAll(
            """
            select number, name, reason, published_at, session_count, hard_clashes, soft_clashes, changes
            from release
            where agenda_id = \(agenda) and (\(beforeNumber)::bigint is null or number < \(beforeNumber))
            order by number desc
            limit \(limit + 1)
            """, as: SummaryRow.self)
        return Page(rows.map(\.summary), limit: limit) { ["\($0.number)"] }
    }
}
