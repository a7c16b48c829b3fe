/// Krippendorff's alpha: how far several reviewers agree beyond chance, with any number of missing reviews.
///
/// α = 1 - observed disagreement / expected disagreement, over the coincidences of values within units (Krippendorff,
/// "Computing Krippendorff's Alpha-Reliability", 2007). 1 is full agreement, 0 is what chance gives.
package struct KrippendorffAlpha: Sendable {
    /// How far apart two values are.
    package enum Scale: String, Sendable, CaseIterable {
        case nominal
        case ordinal
        case interval
        case ratio
    }

    /// Nil when fewer than two values can be paired, or when all values are equal and there is nothing to agree on.
    package let value: Double?

    /// - Parameter units: the values given to each unit (candidate), in any order; units with fewer than two are
    ///   left out.
    package init(units: [[Double]], scale: Scale) {
        let pairable = units.filter { $0.count >= 2 }
        let values = Set(pairable.joined()).sorted()
        var position: [Double: Int] = [:]
        for (index, value) in values.enumerated() { position[value] = index }
        var coincidences = [[Double]](repeating: [Double](repeating: 0, count: values.count), count: values.count)
        for unit in pairable {
            let indices = unit.compactMap { position[$0] }
            let weight = 1 / Double(indices.count - 1)
            for (first, left) in indices.enumerated() {
                for (second, right) in indices.enumerated() where first != second {
                    coincidences[left][right] += weight
                }
            }
        }
        let totals = coincidences.map { $0.reduce(0, +) }
        let count = totals.reduce(0, +)
        var observed = 0.0
        var expected = 0.0
        for left in values.indices {
            for right in values.indices where right > left {
                let distance = Self.squaredDistance(left, right, values: values, totals: totals, scale: scale)
                observed += coincidences[left][right] * distance
                expected += totals[left] * totals[right] * distance
            }
        }
        self.value = expected > 0 && count > 1 ? 1 - (count - 1) * observed / expected : nil
    }

    private static func squaredDistance(
        _ left: Int, _ right: Int, values: [Double], totals: [Double], scale: Scale
    ) -> Double {
        switch scale {
        case .nominal: return 1
        case .interval: return (values[left] - values[right]) * (values[left] - values[right])
        case .ratio:
            let sum = values[left] + values[right]
            guard sum != 0 else { return 0 }
            return (values[left] - values[right]) * (values[left] - values[right]) / (sum * sum)
        case .ordinal:
            let between = totals[left...right].reduce(0, +) - (totals[left] + totals[right]) / 2
            return between * between
        }
    }
}
