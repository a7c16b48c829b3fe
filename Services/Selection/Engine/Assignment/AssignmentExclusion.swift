/// Why a reviewer may not review a candidate.
package enum AssignmentExclusion: String, Hashable, Sendable, Codable, CaseIterable {
    case conflictOfInterest = "conflict-of-interest"
    case language
    case expertise
}
