import Access
import Primitives
import SelectionContract
import SelectionEngine
import ServiceKit

extension CohortComposition {
    /// The solution that a kept result stands for.
    private func solution(_ result: CohortResult) -> CohortSolution {
        let codes = Set(result.members.map(\.code))
        let chosen = self.contenders.indices.filter { codes.contains(self.contenders[$0].code) }
        let evaluator = CohortEvaluator(self.problem)
        let merit = evaluator.merit(of: chosen)
        return CohortSolution(
            chosen: chosen, merit: merit, cost: evaluator.cost(of: chosen),
            proof: CohortSolution.Proof(merit: result.isOptimal, cost: result.isCheapest, tie: true), meritBound: merit)
    }

    /// Why the candidate at a position is in or out; solves once more for the margin.
    func explanation(of position: Int, in result: CohortResult) -> CandidateExplanation {
        let explainer = CohortExplainer(self.problem, self.solution(result))
        let found = explainer.explanation(of: position)
        let points = { (merit: Int64) in Double(merit) / Double(self.instance.scale) }
        return CandidateExplanation(
            code: self.contenders[position].code, isChosen: found.isChosen, rank: self.contenders[position].rank,
            score: self.contenders[position].score,
            quotas: found.quotas.map {
                SelectionContract.QuotaStanding(
                    name: $0.quota, minimum: $0.minimum, maximum: $0.maximum, have: $0.count)
            },
            exchangeWith: found.bestExchange.map { self.contenders[$0.leaving].code },
            scoreLost: found.bestExchange.map { points($0.meritLost) }, obstacles: found.obstacles.map(self.name),
            margin: explainer.margin(of: position, secondsLimit: 5).map(points))
    }

    /// Who leaves and who comes in, by position. A place that a withdrawal left free counts with her who had it, so
    /// that several free places are filled one after the other.
    /// - Throws: `Problem` when somebody is not who the request takes her for, or a rule would be broken.
    func move(
        leaving code: String, entering wanted: String?, _ states: [(CandidateID, CohortMemberState)]
    ) throws -> (leaving: Int, entering: Int) {
        var stateOf: [CandidateID: CohortMemberState] = [:]
        for (id, state) in states { stateOf[id] = state }
        let chosen = self.contenders.indices.filter { index in
            stateOf[self.contenders[index].id].map { $0 != .left } ?? false
        }
        let gone = Set(
            self.contenders.indices.filter {
                stateOf[self.contenders[$0].id] == .left || self.contenders[$0].isWithdrawn
            })
        var faults: [FieldError] = []
        let leaving = chosen.first { self.contenders[$0].code == code }
        if leaving == nil {
            faults.append(
                FieldError(
                    pointer: "/leaving", code: "unknown",
                    detail: "The cohort has no member with this code whose place could be given to somebody else."))
        }
        let entering = wanted.flatMap { wanted in self.contenders.firstIndex { $0.code == wanted } }
        if wanted != nil, entering.map({ chosen.contains($0) || gone.contains($0) }) ?? true {
            faults.append(
                FieldError(
                    pointer: "/entering", code: "unknown",
                    detail: "There is no candidate with this code outside the cohort who could come in."))
        }
        guard faults.isEmpty, let leaving else { throw Problem.invalid(faults) }
        if let entering {
            let broken = CohortEvaluator(self.problem).faults(choosing: chosen.filter { $0 != leaving } + [entering])
            // A member who was included by name may leave like everybody else.
            guard broken.allSatisfy({ Self.isAboutInclusion($0) }) else {
                throw Problem(
                    .conflict, "With this replacement the cohort would break a rule.",
                    parameters: ["faults": "\(broken.count)"])
            }
            return (leaving, entering)
        }
        let found = CohortWaitlist.replacements(
            for: leaving, in: self.problem, chosen: chosen, unavailable: gone, depth: 1)
        guard let entering = found.first else {
            throw Problem.conflict("Nobody on the waiting list keeps every rule.", state: "no-replacement")
        }
        return (leaving, entering)
    }

    private static func isAboutInclusion(_ fault: CohortFault) -> Bool {
        if case .pinnedInMissing = fault { return true }
        return false
    }

    /// A confirmed cohort after replacements.
    func after(_ states: [(CandidateID, CohortMemberState)], _ cohort: Cohort) -> Cohort {
        guard let result = cohort.result else { return cohort }
        var stateOf: [CandidateID: CohortMemberState] = [:]
        for (id, state) in states { stateOf[id] = state }
        let hasCost = cohort.policy.venue != nil
        let present = self.contenders.indices.filter { index in
            [.chosen, .replacement].contains(stateOf[self.contenders[index].id])
        }
        let known = Set(result.members.map(\.candidateId))
        var members = result.members.map { $0.with(state: stateOf[$0.candidateId] ?? $0.state) }
        for position in self.contenders.indices {
            let id = self.contenders[position].id
            guard let state = stateOf[id], !known.contains(id) else { continue }
            members.append(self.member(position, state: state, hasCost: hasCost))
        }
        let evaluator = CohortEvaluator(self.problem)
        let merit = Double(evaluator.merit(of: present)) / Double(self.instance.scale)
        let kept = CohortResult(
            meanScore: merit / Double(max(1, present.count)),
            cost: hasCost ? Money(minorUnits: evaluator.cost(of: present), currency: .usd) : nil,
            isOptimal: result.isOptimal, isCheapest: result.isCheapest, quotas: self.standings(present),
            members: members,
            waitlist: result.waitlist.filter { place in
                !members.contains { $0.code == place.code }
                    && !self.contenders.contains { $0.code == place.code && $0.isWithdrawn }
            })
        return cohort.with(result: kept)
    }
}

extension CohortMember {
    fileprivate func with(state: CohortMemberState) -> CohortMember {
        CohortMember(
            candidateId: self.candidateId, applicationId: self.applicationId, code: self.code, country: self.country,
            language: self.language, state: state, rank: self.rank, score: self.score, cost: self.cost,
            holdsUp: self.holdsUp, replacements: self.replacements)
    }
}

extension Cohort {
    fileprivate func with(result: CohortResult) -> Cohort {
        Cohort(
            id: self.id, roundId: self.roundId, calibrationId: self.calibrationId, state: self.state,
            policy: self.policy, engine: self.engine, inputHash: self.inputHash, result: result, clash: self.clash,
            signedBy: self.signedBy, signedAt: self.signedAt, confirmedBy: self.confirmedBy,
            confirmedAt: self.confirmedAt, pendingReplacement: self.pendingReplacement, version: self.version)
    }
}
