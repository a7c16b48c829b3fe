/// One reviewer with what they can take on.
package struct AssignmentReviewer: Hashable, Sendable, Codable {
    /// Stable text id.
    package let id: String
    /// At most so many reviews.
    package let maximumLoad: Int
    /// At least so many reviews, when that is possible at all.
    package let minimumLoad: Int
    /// Languages the reviewer reads; empty means every language.
    package let languages: [String]
    /// Fields the reviewer can judge; empty means every field.
    package let expertise: [String]

    package init(
        id: String, maximumLoad: Int, minimumLoad: Int = 0, languages: [String] = [], expertise: [String] = []
    ) {
        self.id = id
        self.maximumLoad = maximumLoad
        self.minimumLoad = minimumLoad
        self.languages = languages
        self.expertise = expertise
    }

    /// Why this reviewer may not review a candidate; nil when they may. A conflict of interest comes first.
    package func exclusion(from candidate: AssignmentCandidate, at index: Int) -> AssignmentExclusion? {
        if candidate.conflicts.contains(index) { return .conflictOfInterest }
        if let language = candidate.language, !self.languages.isEmpty, !self.languages.contains(language) {
            return .language
        }
        if let field = candidate.expertise, !self.expertise.isEmpty, !self.expertise.contains(field) {
            return .expertise
        }
        return nil
    }
}
