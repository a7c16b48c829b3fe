/// One overall score that one reviewer gave one candidate, both by index.
package struct Review: Hashable, Sendable {
    package let candidate: Int
    package let reviewer: Int
    package let score: Double

    package init(candidate: Int, reviewer: Int, score: Double) {
        self.candidate = candidate
        self.reviewer = reviewer
        self.score = score
    }
}
