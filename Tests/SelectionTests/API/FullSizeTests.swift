import Access
import Postgres
import Primitives
import SelectionContract
import TestSupport
import Testing

/// A round of the size that the programme has: 600 candidates, 24 members, 3 reviews each, 60 places.
@Suite("Selection API: full size", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct FullSizeTests {
    @Test func sixHundredBecomeSixty() async throws {
        try await SelectionWorld.with(candidates: 600) { world in
            let members = (1...24).map { "member-\($0)" }
            let round = try await world.makeRound(load: 75, reviews: 3, members: members).id
            _ = try await world.open(round)
            try await world.declare(round, members: members)
            try await world.assign(round)
            let progress: RoundProgress = try await world.ask(
                SelectionEndpoints.getProgress, [round.description], as: .chair)
            #expect(progress.members.allSatisfy { $0.assigned == 75 })
            try await Self.scoreEverything(world)
            try await world.close(round)
            let ranking = try await world.calibrate(round)
            #expect(ranking.rows.count == 600)

            let cohort = try await world.compose(
                round,
                CohortPolicy(
                    size: 60,
                    quotas: [
                        QuotaInput(attribute: .country, values: [], minimum: 6, maximum: 14),
                        QuotaInput(attribute: .language, values: [], minimum: 9),
                        QuotaInput(attribute: .size, values: ["small"], minimum: 24),
                        QuotaInput(attribute: .answer, question: "first_time", values: ["yes"], minimum: 30),
                    ], venue: SelectionWorld.venue, costCeiling: Money(minorUnits: 8_000_000, currency: .usd), seed: 11)
            )
            let result = try #require(cohort.result)
            #expect(result.isOptimal && result.isCheapest)
            #expect(result.members.count == 60)
            #expect(result.quotas.allSatisfy { ($0.minimum...$0.maximum).contains($0.have) })
            #expect(try #require(result.cost).minorUnits <= 8_000_000)
            #expect(result.waitlist.count > 50)
            #expect(result.members.allSatisfy { !$0.replacements.isEmpty || !$0.holdsUp.isEmpty })
        }
    }

    /// Made-up overall scores for all 1,800 reviews at once, each member with a leniency of her own.
    private static func scoreEverything(_ world: SelectionWorld) async throws {
        try await TestDatabase.withPool(of: world.service.database) { pool in
            _ = try await pool.execute(
                """
                update selection.assignment
                set state = 'complete', overall = least(5, greatest(1, round((
                    3 + 0.8 * sin(hashtext(assignment.candidate_id::text)) + 0.5 * sin(hashtext(member_id::text))
                    + 0.4 * sin(hashtext(assignment.id::text)))::numeric, 1)))::double precision
                """)
        }
    }
}
