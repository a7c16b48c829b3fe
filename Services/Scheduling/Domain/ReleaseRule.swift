/// Whether a draft may be published (portal.md, page 26: drafts may hold any clash; publishing with a hard one is
/// refused unless a reason is given).
package enum ReleaseRule {
    package enum Verdict: Hashable, Sendable {
        case allowed
        /// Hard clashes that need a reason.
        case needsReason(hardClashes: Int)
        /// No session has a place: there is nothing to publish.
        case empty
    }

    package static func verdict(blockingClashes: Int, placedSessions: Int, reason: String?) -> Verdict {
        guard placedSessions > 0 else { return .empty }
        return blockingClashes > 0 && reason == nil ? .needsReason(hardClashes: blockingClashes) : .allowed
    }
}
