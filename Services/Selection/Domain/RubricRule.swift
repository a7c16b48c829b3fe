/// The rule of one criterion, and how scores become one number.
package struct RubricRule: Sendable, Equatable {
    package let criterion: String
    package let weight: Int

    package init(criterion: String, weight: Int) {
        self.criterion = criterion
        self.weight = weight
    }

    /// A score as it was given; nil says "not enough information".
    package struct Mark: Sendable, Equatable {
        package let criterion: String
        package let value: Int?
        package let hasReason: Bool

        package init(criterion: String, value: Int?, hasReason: Bool) {
            self.criterion = criterion
            self.value = value
            self.hasReason = hasReason
        }
    }

    /// What is wrong with one mark.
    package struct Fault: Sendable, Equatable {
        /// Position in the list of marks.
        package let position: Int
        package let field: String
        package let code: String
    }

    /// Every fault of a list of marks: unknown or double criteria, and ends of the scale without a reason.
    package static func faults(of marks: [Mark], rules: [RubricRule]) -> [Fault] {
        var faults: [Fault] = []
        var seen: Set<String> = []
        for (position, mark) in marks.enumerated() {
            if !rules.contains(where: { $0.criterion == mark.criterion }) {
                faults.append(Fault(position: position, field: "criterion", code: "unknown_criterion"))
            } else if !seen.insert(mark.criterion).inserted {
                faults.append(Fault(position: position, field: "criterion", code: "duplicate"))
            }
            if let value = mark.value, value == 1 || value == 5, !mark.hasReason {
                faults.append(Fault(position: position, field: "reason", code: "reason_needed"))
            }
        }
        return faults
    }

    /// True when every criterion has a mark.
    package static func isComplete(_ marks: [Mark], rules: [RubricRule]) -> Bool {
        rules.allSatisfy { rule in marks.contains { $0.criterion == rule.criterion } }
    }

    /// The weighted mean over the criteria that could be judged, 1…5; nil when none could.
    package static func overall(_ marks: [Mark], rules: [RubricRule]) -> Double? {
        var sum = 0
        var weights = 0
        for rule in rules {
            guard let value = marks.first(where: { $0.criterion == rule.criterion })?.value else { continue }
            sum += rule.weight * value
            weights += rule.weight
        }
        return weights > 0 ? Double(sum) / Double(weights) : nil
    }
}
