/// One rule that a cohort must keep, by the name people know it by. A conflict is a set of these.
package enum CohortRule: Hashable, Sendable {
    case size
    case costCeiling
    case minimum(quota: String)
    case maximum(quota: String)
    case pinnedIn(candidate: String)
    case pinnedOut(candidate: String)

    /// A stable text form: `size`, `cost-ceiling`, `minimum of country:COL`, …
    package var name: String {
        switch self {
        case .size: "size"
        case .costCeiling: "cost-ceiling"
        case .minimum(let quota): "minimum of \(quota)"
        case .maximum(let quota): "maximum of \(quota)"
        case .pinnedIn(let candidate): "pinned in \(candidate)"
        case .pinnedOut(let candidate): "pinned out \(candidate)"
        }
    }

    /// All rules of a problem that can bind at all, in a stable order: pins, size, ceiling, then the quotas.
    ///
    /// A minimum of 0 and a maximum that no cohort can reach are no rules.
    package static func all(of problem: CohortProblem) -> [CohortRule] {
        var rules = problem.pinnedIn.map { CohortRule.pinnedIn(candidate: problem.candidates[$0].id) }
        rules += problem.pinnedOut.map { .pinnedOut(candidate: problem.candidates[$0].id) }
        rules.append(.size)
        if problem.costCeiling != nil { rules.append(.costCeiling) }
        for quota in problem.quotas {
            if quota.minimum > 0 { rules.append(.minimum(quota: quota.name)) }
            if quota.maximum < quota.members.count { rules.append(.maximum(quota: quota.name)) }
        }
        return rules
    }
}
