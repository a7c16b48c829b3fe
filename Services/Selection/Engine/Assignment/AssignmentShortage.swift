/// Why not every candidate can get all reviews.
package enum AssignmentShortage: Hashable, Sendable {
    /// The candidate has fewer possible reviewers than reviews are needed; how many are excluded, and why.
    case tooFewReviewers(candidate: Int, possible: Int, excluded: [ExclusionCount])
    /// These candidates together need more reviews than their possible reviewers can still give (a minimum cut).
    case tooLittleTime(candidates: [Int], reviewers: [Int], needed: Int, available: Int)

    package struct ExclusionCount: Hashable, Sendable {
        package let reason: AssignmentExclusion
        package let count: Int

        package init(reason: AssignmentExclusion, count: Int) {
            self.reason = reason
            self.count = count
        }
    }
}
