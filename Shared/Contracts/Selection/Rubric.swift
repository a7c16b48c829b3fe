import Primitives

package enum RubricTag {}
package typealias RubricID = ID<RubricTag>

/// One thing that candidates are judged by.
package struct Criterion: Codable, Sendable, Equatable {
    /// Stable key within the rubric, `change`.
    package let key: String
    package let name: LocalizedText
    /// Share in the overall score, relative to the other criteria.
    package let weight: Int
    /// What each point from 1 to 5 means, in this order.
    package let levels: [LocalizedText]

    package init(key: String, name: LocalizedText, weight: Int, levels: [LocalizedText]) {
        self.key = key
        self.name = name
        self.weight = weight
        self.levels = levels
    }
}

/// What is sent to make or change a rubric.
package struct RubricInput: Codable, Sendable, Equatable {
    package let title: LocalizedText
    package let criteria: [Criterion]

    package init(title: LocalizedText, criteria: [Criterion]) {
        self.title = title
        self.criteria = criteria
    }
}

/// How candidates are judged: criteria with weights and a sentence for each point. Published with the call.
package struct Rubric: Codable, Sendable, Equatable {
    package let id: RubricID
    package let title: LocalizedText
    package let criteria: [Criterion]
    package let version: Int

    package init(id: RubricID, input: RubricInput, version: Int) {
        self.id = id
        self.title = input.title
        self.criteria = input.criteria
        self.version = version
    }
}
