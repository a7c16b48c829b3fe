/// Eligibility rules as data: each names a fact and the values it may have.
package struct EligibilityCondition: Sendable, Equatable {
    package let code: String
    /// Name of the fact, `country` or `answer:travel`.
    package let fact: String
    package let oneOf: Set<String>

    package init(code: String, fact: String, oneOf: Set<String>) {
        self.code = code
        self.fact = fact
        self.oneOf = oneOf
    }

    /// Codes of the conditions that do not hold, in the conditions' order. A fact with several values (languages)
    /// satisfies a condition by any of them; a fact that is not known satisfies none.
    package static func failed(_ conditions: [EligibilityCondition], facts: [String: [String]]) -> [String] {
        conditions.filter { condition in
            !(facts[condition.fact] ?? []).contains(where: condition.oneOf.contains)
        }.map(\.code)
    }
}
