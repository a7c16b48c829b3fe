/// One candidate to be reviewed, with what decides who may do it.
package struct AssignmentCandidate: Hashable, Sendable, Codable {
    /// Stable text id; with the seed it decides between equally good assignments.
    package let id: String
    /// Language of the dossier; nil when any reviewer can read it.
    package let language: String?
    /// Field of expertise that is needed; nil when none is.
    package let expertise: String?
    /// Indices of reviewers with a conflict of interest.
    package let conflicts: [Int]

    package init(id: String, language: String? = nil, expertise: String? = nil, conflicts: [Int] = []) {
        self.id = id
        self.language = language
        self.expertise = expertise
        self.conflicts = conflicts
    }
}
