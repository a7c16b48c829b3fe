import Access
import ApplicationsContract
import Foundation
import Primitives
import SelectionContract
import ServiceClient
import TravelBudgetContract

/// Second act: a committee of 24 scores blind, scores are calibrated, a cohort of 60 is composed, signed, confirmed.
struct DemoSelection: Sendable {
    let stage: DemoStage
    let world: DemoWorld
    let seed: UInt64

    private static let reviewers = 24

    func play(_ call: Call, _ convening: Convening) async throws -> Cohort {
        let chair = try await self.stage.person(.chair, "chair-1")
        let caller = self.stage.caller(.selection)
        let rubric: Rubric = try await caller.call(
            SelectionEndpoints.createRubric, body: DemoForm.rubric, as: chair
        ).value
        let members = (0..<Self.reviewers).map {
            CommitteeMemberInput(subject: "reviewer-\($0)", maximumLoad: 75)
        }
        let round: Round = try await caller.call(
            SelectionEndpoints.createRound,
            body: RoundInput(
                callId: call.id, rubricId: rubric.id, reviewsPerCandidate: 3,
                closesAt: Instant.now.adding(seconds: 3600), members: members), as: chair
        ).value
        let _: ClientResponse<Round> = try await caller.call(
            SelectionEndpoints.openRound, .init(path: [round.id.description]), as: chair)
        try await self.declare(round, call, caller)
        try await self.assign(round, caller, chair)
        try await self.review(round, caller)
        let _: ClientResponse<Round> = try await caller.call(
            SelectionEndpoints.closeRound, .init(path: [round.id.description]), body: RoundClosing(), as: chair)
        try await self.calibrate(round, caller, chair)
        return try await self.compose(round, convening, caller, chair)
    }

    /// Every member declares; some know one of the organisations.
    private func declare(_ round: Round, _ call: Call, _ caller: ServiceCaller) async throws {
        let act = DemoAct("Conflicts of interest", self.stage.terminal)
        let seed = self.seed
        let stage = self.stage
        try await stage.forEach(Array(0..<Self.reviewers), act) { index in
            let member = try await stage.person(.committeeMember, "reviewer-\(index)")
            let names: Page<OrganisationName> = try await stage.caller(.applications).call(
                ApplicationsEndpoints.listCallOrganisations, .init(path: [call.id.description]), as: member
            ).value
            var random = SeededGenerator(seed: seed, stream: "conflict-\(index)")
            let count = names.items.isEmpty ? 0 : random.below(3)
            let known = Set((0..<count).map { _ in names.items[random.below(names.items.count)].id })
            let _: ClientResponse<Declaration> = try await caller.call(
                SelectionEndpoints.declareConflicts, .init(path: [round.id.description]),
                body: DeclarationInput(
                    conflicts: known.sorted().map { ConflictInput(organisationId: $0, kind: .partner) }), as: member)
        }
        act.end("\(Self.reviewers) declarations")
    }

    private func assign(_ round: Round, _ caller: ServiceCaller, _ chair: Credential) async throws {
        let act = DemoAct("Assignment", self.stage.terminal)
        let job: QueuedJob = try await caller.call(
            SelectionEndpoints.assignReviewers, .init(path: [round.id.description]),
            body: AssignmentRequest(seed: Int(self.seed % 1_000_000)), as: chair
        ).value
        try await self.stage.wait(job.jobId, at: .selection, as: chair, act)
        let progress: RoundProgress = try await caller.call(
            SelectionEndpoints.getProgress, .init(path: [round.id.description]), as: chair
        ).value
        act.end("\(progress.reviewsAssigned) reviews for \(progress.candidates) candidates")
    }

    private func review(_ round: Round, _ caller: ServiceCaller) async throws {
        let act = DemoAct("Blind reviews", self.stage.terminal)
        var work: [(reviewer: Int, assignment: AssignmentID)] = []
        for index in 0..<Self.reviewers {
            let member = try await self.stage.person(.committeeMember, "reviewer-\(index)")
            var cursor: String?
            repeat {
                var options = ServiceCaller.Options(path: [round.id.description], query: [("limit", "200")])
                if let cursor { options.query.append(("cursor", cursor)) }
                let page: ClientResponse<Page<AssignmentSummary>> = try await caller.call(
                    SelectionEndpoints.listAssignments, options, as: member)
                work += page.value.items.map { (index, $0.id) }
                cursor = page.nextCursor
            } while cursor != nil
        }
        let stage = self.stage
        let world = self.world
        let seed = self.seed
        try await stage.forEach(work, act) { item in
            let member = try await stage.person(.committeeMember, "reviewer-\(item.reviewer)")
            let found: ClientResponse<Assignment> = try await caller.call(
                SelectionEndpoints.getAssignment, .init(path: [item.assignment.description]), as: member)
            let scores = DemoReviewer(index: item.reviewer, seed: seed).scores(found.value, world)
            let _: ClientResponse<Assignment> = try await caller.call(
                SelectionEndpoints.saveReview,
                .init(path: [item.assignment.description], ifMatch: found.entityTag),
                body: ReviewInput(scores: scores), as: member)
        }
        act.end("\(work.count) reviews by \(Self.reviewers) readers")
    }

    private func calibrate(_ round: Round, _ caller: ServiceCaller, _ chair: Credential) async throws {
        let act = DemoAct("Calibration", self.stage.terminal)
        let job: QueuedJob = try await caller.call(
            SelectionEndpoints.calibrate, .init(path: [round.id.description]),
            body: CalibrationRequest(places: 60, seed: Int(self.seed % 1_000_000)), as: chair
        ).value
        try await self.stage.wait(job.jobId, at: .selection, as: chair, act)
        let ranking: Ranking = try await caller.call(
            SelectionEndpoints.getRanking, .init(path: [round.id.description]), as: chair
        ).value
        let summary = ranking.summary
        act.end(
            "\(ranking.rows.count) ranked; readers differ by \(String(format: "%.2f", summary.leniencyDeviation)) points"
        )
    }

    private func compose(
        _ round: Round, _ convening: Convening, _ caller: ServiceCaller, _ chair: Credential
    ) async throws -> Cohort {
        let act = DemoAct("Cohort", self.stage.terminal)
        let ceiling = try await self.ceiling(convening)
        let queued: QueuedCohort = try await caller.call(
            SelectionEndpoints.composeCohort, .init(path: [round.id.description]),
            body: CohortPolicy(
                size: 60, quotas: DemoForm.quotas, venue: "nairobi", costCeiling: ceiling,
                reason: "Policy published with the call", seed: Int(self.seed % 1_000_000)), as: chair
        ).value
        try await self.stage.wait(queued.jobId, at: .selection, as: chair, act)
        let path = [queued.cohortId.description]
        let proposed: Cohort = try await caller.call(SelectionEndpoints.getCohort, .init(path: path), as: chair).value
        guard proposed.state == .proposed, let result = proposed.result else {
            let rules = proposed.clash?.rules.map { "\($0.rule) \($0.subject ?? "")" }.joined(separator: "; ") ?? ""
            throw CommandFailure("no cohort keeps all rules: \(rules)", advice: "try another --seed")
        }
        let signed: Cohort = try await caller.call(
            SelectionEndpoints.signCohort, .init(path: path), body: CohortDecision(version: proposed.version),
            as: chair
        ).value
        let second = try await self.stage.person(.administrator, "administrator-1")
        let confirmed: Cohort = try await caller.call(
            SelectionEndpoints.confirmCohort, .init(path: path), body: CohortDecision(version: signed.version),
            as: second
        ).value
        let instance = try await caller.send(SelectionEndpoints.getCohortInstance, .init(path: path), as: chair)
        try self.stage.keep("cohort-instance.json", instance.value)
        let whole = try await caller.send(SelectionEndpoints.getCohort, .init(path: path), as: chair)
        try self.stage.keep("cohort.json", whole.value)
        let met = result.quotas.count { $0.have >= $0.minimum && $0.have <= $0.maximum }
        act.end(
            "\(result.members.count) chosen, \(met) of \(result.quotas.count) quotas met, "
                + "\(result.cost?.description ?? "no cost") of at most \(ceiling)\(result.isOptimal ? ", proven optimal" : "")"
        )
        return confirmed
    }

    /// What a place costs on average, times 60: a ceiling that the cohort has to be composed for.
    private func ceiling(_ convening: Convening) async throws -> Money {
        let logistics = try await self.stage.person(.logistics, "logistics-1")
        var total: Int64 = 0
        var count: Int64 = 0
        for venue in ["nairobi", "vienna"] {
            let estimate: OriginEstimate = try await self.stage.caller(.travelBudget).call(
                TravelBudgetEndpoints.createOriginEstimate,
                body: OriginEstimateInput(venue: venue, firstDay: convening.startsOn, lastDay: convening.endsOn),
                as: logistics
            ).value
            guard venue == "nairobi" else { continue }
            for cost in estimate.costs.compactMap(\.cost) {
                total += cost.minorUnits
                count += 1
            }
        }
        guard count > 0 else { throw CommandFailure("no country could be priced for Nairobi") }
        // Rounded up to a thousand dollars, as people state such limits.
        return Money(minorUnits: (total / count * 60 / 100_000 + 1) * 100_000, currency: .usd)
    }
}
