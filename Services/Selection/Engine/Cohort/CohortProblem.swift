/// Everything that decides a cohort: candidates, size, quotas, cost ceiling and pins.
///
/// The objective has three levels, each only among the optima of the one before: greatest total merit, smallest
/// total cost, then a tie-break drawn from a seed.
package struct CohortProblem: Hashable, Sendable {
    package let candidates: [CohortCandidate]
    /// How many places there are.
    package let size: Int
    package let quotas: [CohortQuota]
    /// Greatest allowed total cost in minor units; nil when money is no rule.
    package let costCeiling: Int64?
    /// Indices of candidates that must have a place, ascending.
    package let pinnedIn: [Int]
    /// Indices of candidates that must not have a place, ascending.
    package let pinnedOut: [Int]

    /// - Throws: ``CohortProblemError`` for the first thing that makes the statement meaningless. Rules that merely
    ///   cannot be met together are not refused here: the solver names them.
    package init(
        candidates: [CohortCandidate], size: Int, quotas: [CohortQuota], costCeiling: Int64? = nil,
        pinnedIn: [Int] = [], pinnedOut: [Int] = []
    ) throws(CohortProblemError) {
        guard size >= 1, size <= 100_000 else { throw CohortProblemError(.sizeOutOfRange) }
        try Self.check(candidates)
        try Self.check(quotas, candidates: candidates.count)
        if let costCeiling, !(0...Self.greatestAmount).contains(costCeiling) {
            throw CohortProblemError(.amountOutOfRange)
        }
        for pins in [pinnedIn, pinnedOut] {
            for (position, index) in pins.enumerated() {
                guard candidates.indices.contains(index) else {
                    throw CohortProblemError(.pinOutOfRange, at: position)
                }
            }
        }
        if let both = pinnedIn.firstIndex(where: pinnedOut.contains) {
            throw CohortProblemError(.pinnedBothWays, at: both)
        }
        self.candidates = candidates
        self.size = size
        self.quotas = quotas
        self.costCeiling = costCeiling
        self.pinnedIn = Set(pinnedIn).sorted()
        self.pinnedOut = Set(pinnedOut).sorted()
    }

    /// Sums of a whole cohort stay below 2^52, where a double still holds every integer.
    private static let greatestAmount: Int64 = 1 << 40
    private static let greatestMerit: Int64 = 1 << 31

    private static func check(_ candidates: [CohortCandidate]) throws(CohortProblemError) {
        var seen: Set<String> = []
        for (position, candidate) in candidates.enumerated() {
            guard seen.insert(candidate.id).inserted else {
                throw CohortProblemError(.duplicateCandidate, at: position)
            }
            guard (0...Self.greatestAmount).contains(candidate.cost),
                (-Self.greatestMerit...Self.greatestMerit).contains(candidate.merit)
            else { throw CohortProblemError(.amountOutOfRange, at: position) }
        }
    }

    private static func check(_ quotas: [CohortQuota], candidates: Int) throws(CohortProblemError) {
        var names: Set<String> = []
        for (position, quota) in quotas.enumerated() {
            guard names.insert(quota.name).inserted else {
                throw CohortProblemError(.duplicateQuota, at: position)
            }
            guard quota.minimum >= 0, quota.minimum <= quota.maximum else {
                throw CohortProblemError(.emptyQuotaRange, at: position)
            }
            guard quota.members.allSatisfy({ (0..<candidates).contains($0) }) else {
                throw CohortProblemError(.memberOutOfRange, at: position)
            }
            guard zip(quota.members, quota.members.dropFirst()).allSatisfy({ $0 < $1 }) else {
                throw CohortProblemError(.membersNotAscending, at: position)
            }
        }
    }

    /// The same problem with other pins; used for margins and for drop-outs.
    package func pinning(
        in pinnedIn: [Int], out pinnedOut: [Int]
    ) throws(CohortProblemError) -> CohortProblem {
        try CohortProblem(
            candidates: self.candidates, size: self.size, quotas: self.quotas, costCeiling: self.costCeiling,
            pinnedIn: pinnedIn, pinnedOut: pinnedOut)
    }

    /// For each candidate, the indices of the quotas it counts in, ascending.
    package func quotasByCandidate() -> [[Int]] {
        var result = [[Int]](repeating: [], count: self.candidates.count)
        for (index, quota) in self.quotas.enumerated() {
            for member in quota.members { result[member].append(index) }
        }
        return result
    }
}
