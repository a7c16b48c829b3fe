/// A quota as it is written in a policy, and the counting rules that it becomes for a list of candidates.
package struct QuotaRule: Sendable, Equatable {
    /// `country` or `answer:themes`.
    package let attribute: String
    /// Empty: one rule for each value that occurs.
    package let values: [String]
    package let minimum: Int
    package let maximum: Int?

    package init(attribute: String, values: [String], minimum: Int, maximum: Int?) {
        self.attribute = attribute
        self.values = values
        self.minimum = minimum
        self.maximum = maximum
    }

    /// A rule over the members it counts, by position, ascending.
    package struct Counted: Sendable, Equatable {
        /// `country:COL`, `size:medium+small`.
        package let name: String
        package let members: [Int]
        package let minimum: Int
        package let maximum: Int
    }

    /// Writes the quotas out, in the order of the policy and, within one, of the values.
    package static func counted(_ rules: [QuotaRule], among candidates: [CandidateTraits]) -> [Counted] {
        rules.flatMap { rule -> [Counted] in
            let groups: [[String]] =
                rule.values.isEmpty
                ? Set(candidates.flatMap { $0.values[rule.attribute] ?? [] }).sorted().map { [$0] }
                : [rule.values.sorted()]
            return groups.map { group in
                let members = candidates.indices.filter { candidates[$0].has(rule.attribute, oneOf: group) }
                return Counted(
                    name: "\(rule.attribute):\(group.joined(separator: "+"))", members: members,
                    minimum: rule.minimum, maximum: rule.maximum ?? max(rule.minimum, members.count))
            }
        }
    }
}
