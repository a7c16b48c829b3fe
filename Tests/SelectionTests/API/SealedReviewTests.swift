import Access
import Durability
import Foundation
import Postgres
import Primitives
import SelectionContract
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Selection: sealed texts and erasure",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct SealedReviewTests {
    @Test func whatIsWrittenOfACandidateGoesWithHer() async throws {
        try await SelectionWorld.with(candidates: 12) { world in
            let round = try await world.makeRound().id
            _ = try await world.open(round)
            try await world.declare(round)
            try await world.assign(round)
            let me = SelectionWorld.members[0]
            let item = try #require(try await world.assignments(round, me).first)
            let reason = "Wells in three valleys, written down"
            let scores = SelectionWorld.scores(item.code, me).map {
                ReviewScore(criterion: $0.criterion, value: $0.value, reason: reason)
            }
            let saved: Assignment = try await world.ask(
                SelectionEndpoints.saveReview, [item.id.description], as: .committeeMember, me,
                body: ReviewInput(scores: scores), ifMatch: "*")
            #expect(saved.scores.allSatisfy { $0.reason == reason })
            try await TestDatabase.withPool(of: world.service.database) { pool in
                let stored = try await pool.fetchValues(
                    "select reason::bytea from selection.review_score where reason is not null", as: [UInt8].self)
                #expect(stored.count == scores.count && stored.allSatisfy { $0.count == 297 })
                #expect(stored.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("Wells") })
                let answers = try await pool.fetchValues(
                    "select answers::bytea from selection.candidate", as: [UInt8].self)
                #expect(answers.count == 12 && answers.allSatisfy { $0.count >= 297 })
                // The applications service says that her organisation has been erased.
                _ = try await pool.execute(
                    """
                    insert into applications.outbox (id, kind, subject, payload)
                    select gen_random_uuid(), 'subject.erased', 'organisation/' || organisation_id, '{}'
                    from selection.candidate where code = \(item.code)
                    """)
            }
            var progress: RoundProgress?
            for _ in 0..<100 {
                progress = try await world.ask(SelectionEndpoints.getProgress, [round.description], as: .chair)
                if progress?.candidates == 11 { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(progress?.candidates == 11)
            let left = try await world.assignments(round, me)
            #expect(!left.contains { $0.code == item.code })
            try await TestDatabase.withPool(of: world.service.database) { pool in
                let keys = try await pool.fetchValue(
                    "select count(*) from selection.subject_key", as: Int.self)
                #expect(keys == 0, "the data key of her reviews is destroyed")
                let answers = try await pool.fetchValue(
                    "select answers::bytea from selection.candidate where code = \(item.code)", as: [UInt8].self)
                #expect(answers.isEmpty)
                let lines = try await pool.fetchValues(
                    "select object from selection.audit where action = 'subject.erased'", as: String.self)
                #expect(lines.count == 1 && lines.allSatisfy { $0.hasPrefix("organisation/") })
            }
        }
    }
}
