import Access
import Foundation
import Primitives
import SelectionContract

/// A reader who gives scores and changes her mind. Nobody else writes her reviews, so each is what she last heard, or
/// what she sent after that and never heard of.
actor Reviewer {
    private struct Kept {
        var version: Int
        /// Possible states: what she knows, and what may have come after.
        var possible: [[ReviewScore]]
        var saves: ClosedRange<Int>
    }

    private let place: FaultPlace
    private let token: String
    private var assignments: [AssignmentID] = []
    private var hasAsked = false
    private var kept: [AssignmentID: Kept] = [:]

    init(_ place: FaultPlace, _ index: Int) async throws {
        self.place = place
        self.token = try await place.token(.committeeMember, "reviewer-\(index)")
    }

    /// Scores some of what is assigned to her.
    func work(_ world: World, _ random: SeededGenerator) async throws {
        var random = random
        if !self.hasAsked {
            let list: [AssignmentSummary] = try await self.place.client.all(
                .selection, SelectionEndpoints.listAssignments, [world.round.description], token: self.token)
            self.assignments = list.map(\.id)
            guard !list.isEmpty else { throw FaultPlaceError("a reviewer has nothing to read") }
            self.hasAsked = true
        }
        // Candidates leave; in the end there may be nobody left for her.
        for _ in 0..<2 + random.below(3) where !self.assignments.isEmpty {
            try await self.score(self.assignments[random.below(self.assignments.count)], &random)
        }
    }

    private func score(_ id: AssignmentID, _ random: inout SeededGenerator) async throws {
        let found: Assignment
        do {
            found = try await self.place.client.read(
                .selection, SelectionEndpoints.getAssignment, [id.description], token: self.token)
        } catch let error as Unreadable where error.status == 404 {
            // The candidate took her application back.
            self.forget(id)
            return
        }
        self.compare(id, found)
        let scores = ["change", "learning"].map {
            ReviewScore(criterion: $0, value: 2 + random.below(3), reason: "note \(random.below(1_000_000))")
        }
        let fate: Fate<Assignment> = try await self.place.client.edit(
            .selection, SelectionEndpoints.saveReview, [id.description], reader: SelectionEndpoints.getAssignment,
            token: self.token, version: found.version, body: ReviewInput(scores: scores),
            random.below(12) == 0 ? .once : .untilAnswered, isWanted: { Self.same($0.scores, scores) })
        var now = self.kept[id] ?? Kept(version: found.version, possible: [found.scores], saves: 0...0)
        switch fate {
        case .kept(let saved, _):
            now = Kept(
                version: saved.version, possible: [scores],
                saves: (now.saves.lowerBound + 1)...(now.saves.upperBound + 1))
        case .unknown:
            now.possible.append(scores)
            now.saves = now.saves.lowerBound...(now.saves.upperBound + 1)
        case .refused(404, _, _): self.forget(id)
        case .refused(let status, let problem, let faults):
            self.place.tally.fault(.other, "a review was refused: \(status) \(problem) \(faults)")
        case .untried: break
        }
        if self.assignments.contains(id) { self.kept[id] = now }
    }

    private func forget(_ id: AssignmentID) {
        self.assignments.removeAll { $0 == id }
        self.kept[id] = nil
    }

    private static func same(_ one: [ReviewScore], _ other: [ReviewScore]) -> Bool {
        one.sorted { $0.criterion < $1.criterion } == other.sorted { $0.criterion < $1.criterion }
    }

    /// Holds a review against what she knows, and takes what she finds as known from now on.
    private func compare(_ id: AssignmentID, _ found: Assignment) {
        guard var kept = self.kept[id] else { return }
        self.place.tally.require(
            kept.possible.contains { Self.same($0, found.scores) }, kept.possible.count == 1 ? .lost : .changed,
            "assignment/\(id) has scores that nobody gave")
        let newest = kept.version + kept.possible.count - 1
        self.place.tally.require(
            (kept.version...newest).contains(found.version), .doubled,
            "assignment/\(id) has version \(found.version) after \(kept.version)")
        let applied = found.version - kept.version
        kept = Kept(
            version: found.version, possible: [found.scores],
            saves: (kept.saves.lowerBound + applied)...(kept.saves.lowerBound + applied))
        self.kept[id] = kept
    }

    /// Everything she ever scored is as she knows it, and has one line in the log for each time.
    func check() async throws {
        for (id, _) in self.kept {
            do {
                let found: Assignment = try await self.place.client.read(
                    .selection, SelectionEndpoints.getAssignment, [id.description], token: self.token)
                self.compare(id, found)
            } catch let error as Unreadable where error.status == 404 {
                self.forget(id)
                continue
            }
            guard let kept = self.kept[id] else { continue }
            let count = try await self.place.count("review.saved", "assignment/\(id)", in: "selection")
            self.place.tally.require(
                kept.saves.contains(count), count > kept.saves.upperBound ? .doubled : .lost,
                "assignment/\(id): \(count) audit lines for \(kept.saves) saves")
        }
    }
}
