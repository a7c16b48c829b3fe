import Primitives
import SelectionContract
import SelectionEngine

extension CohortComposition {
    /// A cohort in the words of the contract.
    func result(_ solution: CohortSolution, policy: CohortPolicy) -> CohortResult {
        let explainer = CohortExplainer(self.problem, solution)
        let list = CohortWaitlist(self.problem, solution)
        let hasCost = policy.venue != nil
        let members = list.vacancies.map { vacancy in
            self.member(
                vacancy.leaving, state: .chosen, holdsUp: explainer.explanation(of: vacancy.leaving).quotas,
                replacements: vacancy.replacements, hasCost: hasCost)
        }
        let waitlist = list.places.enumerated().map { position, place in
            let contender = self.contenders[place.candidate]
            return WaitlistPlace(
                position: position + 1, code: contender.code, country: contender.country,
                language: contender.language, rank: contender.rank, bestFor: place.bestFor.count,
                possibleFor: place.possibleFor)
        }
        return CohortResult(
            meanScore: Double(solution.merit) / Double(self.instance.scale) / Double(max(1, solution.chosen.count)),
            cost: hasCost ? Money(minorUnits: solution.cost, currency: .usd) : nil,
            isOptimal: solution.proof.merit, isCheapest: solution.proof.cost,
            quotas: self.standings(solution.chosen),
            members: members.sorted { ($0.rank, $0.code) < ($1.rank, $1.code) },
            waitlist: waitlist)
    }

    /// One member, by position.
    func member(
        _ position: Int, state: CohortMemberState, holdsUp: [CohortExplanation.QuotaStanding] = [],
        replacements: [Int] = [], hasCost: Bool
    ) -> CohortMember {
        let contender = self.contenders[position]
        return CohortMember(
            candidateId: contender.id, applicationId: contender.applicationID, code: contender.code,
            country: contender.country, language: contender.language, state: state, rank: contender.rank,
            score: contender.score,
            cost: hasCost ? Money(minorUnits: self.problem.candidates[position].cost, currency: .usd) : nil,
            holdsUp: holdsUp.filter(\.isAtMinimum).map(\.quota),
            replacements: replacements.map { self.contenders[$0].code })
    }

    /// How every quota stands with these members.
    func standings(_ chosen: [Int]) -> [SelectionContract.QuotaStanding] {
        let chosen = Set(chosen)
        return self.problem.quotas.map { quota in
            SelectionContract.QuotaStanding(
                name: quota.name, minimum: quota.minimum, maximum: quota.maximum,
                have: quota.members.count(where: chosen.contains))
        }
    }

    /// A conflict in the words of the contract.
    func clash(_ conflict: CohortConflict) -> CohortClash {
        CohortClash(
            rules: conflict.rules.map(self.name), isIrreducible: conflict.isIrreducible,
            relaxations: conflict.relaxations.map { relaxation in
                switch relaxation {
                case .quotas(let changes):
                    CohortClash.Relaxation(
                        kind: "quotas",
                        quotas: changes.map {
                            CohortClash.Relaxation.Change(rule: self.name($0.rule), places: $0.places)
                        })
                case .costCeiling(let amount):
                    CohortClash.Relaxation(
                        kind: "cost-ceiling", costCeiling: Money(minorUnits: amount, currency: .usd))
                case .size(let size): CohortClash.Relaxation(kind: "size", size: size)
                }
            })
    }

    /// A rule by name; candidates by their codes.
    func name(_ rule: CohortRule) -> RuleName {
        switch rule {
        case .size: RuleName(rule: "size")
        case .costCeiling: RuleName(rule: "cost-ceiling")
        case .minimum(let quota): RuleName(rule: "minimum", subject: quota)
        case .maximum(let quota): RuleName(rule: "maximum", subject: quota)
        case .pinnedIn(let id): RuleName(rule: "included", subject: self.code(of: id))
        case .pinnedOut(let id): RuleName(rule: "excluded", subject: self.code(of: id))
        }
    }

    private func code(of id: String) -> String {
        guard let position = Int(id), self.contenders.indices.contains(position) else { return id }
        return self.contenders[position].code
    }
}
