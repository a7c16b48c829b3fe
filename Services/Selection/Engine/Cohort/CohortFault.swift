/// One rule that a set of candidates breaks, with the number found. What ``CohortEvaluator`` reports.
package enum CohortFault: Hashable, Sendable {
    case unknownCandidate(index: Int)
    case chosenTwice(index: Int)
    case wrongSize(found: Int)
    case overCeiling(found: Int64)
    case belowMinimum(quota: String, found: Int)
    case aboveMaximum(quota: String, found: Int)
    case pinnedInMissing(index: Int)
    case pinnedOutChosen(index: Int)
    case wrongMerit(found: Int64)
    case wrongCost(found: Int64)
}
