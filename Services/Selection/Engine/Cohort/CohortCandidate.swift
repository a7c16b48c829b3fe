/// One candidate for a place in a cohort, as the engine sees it: no name, no country, only what decides.
package struct CohortCandidate: Hashable, Sendable, Codable {
    /// Stable text id; ties are broken by it and a seed, never by the position in the list.
    package let id: String
    /// Merit in exact integer units (a score times a fixed scale), so that "optimal" is a statement about integers.
    package let merit: Int64
    /// Estimated cost of the place in minor units of the policy's one currency.
    package let cost: Int64
    /// Names of the groups the candidate belongs to, for example `country:COL`, `size:small`, `first-time`.
    package let groups: [String]

    package init(id: String, merit: Int64, cost: Int64, groups: [String] = []) {
        self.id = id
        self.merit = merit
        self.cost = cost
        self.groups = groups
    }
}
