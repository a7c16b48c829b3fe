import SelectionContract

extension CohortResult {
    /// The same without the ids of applications: they tell when each was begun, which is enough to guess whose it is.
    /// What is stored has them, for the day on which the cohort is confirmed.
    func blind() -> CohortResult {
        CohortResult(
            meanScore: self.meanScore, cost: self.cost, isOptimal: self.isOptimal, isCheapest: self.isCheapest,
            quotas: self.quotas, members: self.members.map { $0.blind() }, waitlist: self.waitlist)
    }
}

extension CohortMember {
    fileprivate func blind() -> CohortMember {
        CohortMember(
            candidateId: self.candidateId, applicationId: nil, code: self.code, country: self.country,
            language: self.language, state: self.state, rank: self.rank, score: self.score, cost: self.cost,
            holdsUp: self.holdsUp, replacements: self.replacements)
    }
}
