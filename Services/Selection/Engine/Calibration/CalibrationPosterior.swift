/// The joint posterior of all qualities, given the variance components: exact for the additive model, linearised at
/// the estimates where reviewers differ in steepness.
///
/// Candidates are eliminated (their block is diagonal), which leaves one dense symmetric system over the mean and one
/// or two numbers per reviewer. Everything is expressed against the *average reviewer of this committee*: that is
/// what the data determine, and what a ranking needs. Committees above ``denseLimit`` unknowns use the mean-field
/// widths instead, which leave out how unsure the reviewers' own numbers are.
struct CalibrationPosterior: Sendable {
    private static let denseLimit = 600

    /// Score by the average reviewer, and its standard deviation, for each candidate.
    let qualities: [Double]
    let qualityDeviations: [Double]
    /// Standard deviation of each reviewer's leniency relative to the committee's average.
    let leniencyDeviations: [Double]

    /// Factor of the system over the mean and the reviewers; nil above the limit.
    private let factor: CholeskyFactor?
    /// Standard deviation of each quality once the reviewers are known.
    private let ownDeviations: [Double]
    private let sensitivities: [Sensitivity]

    /// How a candidate's quality depends on the unknowns of the reviewers: few own entries and two common ones.
    private struct Sensitivity: Sendable {
        var entries: [(index: Int, value: Double)]
        /// Weight of the mean steepness of the committee.
        let common: Double
    }

    init(_ problem: CalibrationProblem, _ fit: CalibrationFit) {
        let layout = CalibrationLayout(problem, fit)
        let meanLeniency = fit.leniency.reduce(0, +) / Double(problem.reviewerCount)
        let meanSteepness = fit.steepness.reduce(0, +) / Double(problem.reviewerCount)
        self.qualities = fit.quality.map { fit.mean + meanLeniency + meanSteepness * $0 }

        let components = fit.components
        let noise = components.noise * components.noise
        let prior = components.quality * components.quality
        var precision = [Double](repeating: 1 / prior, count: problem.candidateCount)
        var rows = [[(index: Int, value: Double)]](repeating: [], count: problem.candidateCount)
        for review in problem.reviews {
            let weight = fit.steepness[review.reviewer]
            precision[review.candidate] += weight * weight / noise
            for term in layout.terms(of: review, fit) {
                rows[review.candidate].append((term.index, weight * term.value / noise))
            }
        }
        let ownDeviations = precision.map { meanSteepness / $0.squareRoot() }
        self.ownDeviations = ownDeviations
        guard layout.size <= Self.denseLimit else {
            self.factor = nil
            self.sensitivities = []
            self.qualityDeviations = fit.qualityVariance.map { meanSteepness * $0.squareRoot() }
            self.leniencyDeviations = fit.leniencyVariance.map { $0.squareRoot() }
            return
        }

        var system = SymmetricMatrix(size: layout.size)
        for review in problem.reviews { system.addOuterProduct(layout.terms(of: review, fit), scale: 1 / noise) }
        for reviewer in 0..<problem.reviewerCount {
            system.addDiagonal(layout.leniency(reviewer), 1 / (components.leniency * components.leniency))
            if fit.hasSlopes {
                system.addDiagonal(layout.steepness(reviewer), 1 / (components.steepness * components.steepness))
            }
        }
        for (candidate, row) in rows.enumerated() {
            system.addOuterProduct(layout.merged(row), scale: -1 / precision[candidate])
        }
        let factor = CholeskyFactor(system)
        let sensitivities = rows.enumerated().map { candidate, row in
            Sensitivity(
                entries: layout.merged(row).map { ($0.index, -meanSteepness * $0.value / precision[candidate]) },
                common: fit.hasSlopes ? fit.quality[candidate] : 0)
        }
        self.qualityDeviations = sensitivities.enumerated().map { candidate, sensitivity in
            let own = ownDeviations[candidate]
            return (own * own + factor.quadraticForm(layout.dense(sensitivity.entries, common: sensitivity.common)))
                .squareRoot()
        }
        self.leniencyDeviations = (0..<problem.reviewerCount).map { reviewer in
            factor.quadraticForm(layout.leniencyAgainstAverage(reviewer)).squareRoot()
        }
        self.factor = factor
        self.sensitivities = sensitivities
        self.layout = layout
    }

    private var layout = CalibrationLayout()

    /// One joint draw of all qualities.
    func draw(using generator: inout NormalGenerator) -> [Double] {
        guard let factor = self.factor else {
            return zip(self.qualities, self.qualityDeviations).map { $0 + $1 * generator.next() }
        }
        let deviations = factor.draw { generator.next() }
        let common = self.layout.average(deviations)
        return self.qualities.indices.map { candidate in
            let sensitivity = self.sensitivities[candidate]
            var value = self.qualities[candidate] + common.level + sensitivity.common * common.steepness
            for entry in sensitivity.entries { value += entry.value * deviations[entry.index] }
            return value + self.ownDeviations[candidate] * generator.next()
        }
    }
}
