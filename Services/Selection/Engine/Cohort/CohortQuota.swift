/// A rule on how many of some candidates a cohort holds: at least `minimum` and at most `maximum` of `members`.
package struct CohortQuota: Hashable, Sendable, Codable {
    /// Unique name within a problem; what people are told when rules clash.
    package let name: String
    /// Indices into the problem's candidates, ascending, each once.
    package let members: [Int]
    package let minimum: Int
    package let maximum: Int

    package init(name: String, members: [Int], minimum: Int, maximum: Int) {
        self.name = name
        self.members = members
        self.minimum = minimum
        self.maximum = maximum
    }

    /// The quota over all candidates that carry a group's name.
    package init(name: String, group: String, of candidates: [CohortCandidate], minimum: Int, maximum: Int) {
        let members = candidates.indices.filter { candidates[$0].groups.contains(group) }
        self.init(name: name, members: members, minimum: minimum, maximum: maximum)
    }
}
