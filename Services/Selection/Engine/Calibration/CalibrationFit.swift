/// Point estimates and variance components of the calibration model, by variational expectation-maximisation.
///
/// y = μ + b + p·q + e with q ~ N(0, σq²), b ~ N(0, σb²), p ~ N(1, σp²), e ~ N(0, σe²). The posterior is approximated
/// by independent normals for each candidate's q and each reviewer's pair (b, p) (mean-field, Bishop 2006 §10.1); one
/// pass over the reviews per iteration. Components of reviewers get the correction for the estimated mean that
/// restricted maximum likelihood makes: without it a committee of six would look a sixth too uniform.
struct CalibrationFit: Sendable {
    private(set) var mean = 0.0
    private(set) var quality: [Double]
    private(set) var qualityVariance: [Double]
    private(set) var leniency: [Double]
    private(set) var steepness: [Double]
    /// Whether reviewers may differ in steepness at all.
    let hasSlopes: Bool
    private(set) var iterations = 0

    private var noiseVariance: Double
    private var qualityPrior: Double
    private var leniencyPrior: Double
    private var steepnessPrior: Double
    /// Variance of each leniency within the mean-field approximation.
    private(set) var leniencyVariance: [Double]
    private var steepnessVariance: [Double]
    private var covariance: [Double]
    private let floor: Double

    var components: CalibrationComponents {
        CalibrationComponents(
            quality: self.qualityPrior.squareRoot(), leniency: self.leniencyPrior.squareRoot(),
            steepness: self.hasSlopes ? self.steepnessPrior.squareRoot() : 0, noise: self.noiseVariance.squareRoot())
    }

    init(_ problem: CalibrationProblem) {
        let reviews = problem.reviews
        let count = Double(reviews.count)
        let mean = reviews.reduce(0) { $0 + $1.score } / count
        let variance = max(1e-9, reviews.reduce(0) { $0 + ($1.score - mean) * ($1.score - mean) } / count)
        self.mean = mean
        // Variances never reach zero, only a millionth of a percent of what there is.
        self.floor = variance * 1e-8
        self.noiseVariance = 0.3 * variance
        self.qualityPrior = 0.4 * variance
        self.leniencyPrior = 0.3 * variance
        self.hasSlopes = problem.reviewerCount >= 3 && reviews.count >= 4 * problem.reviewerCount
        self.steepnessPrior = self.hasSlopes ? 0.1 : 0
        self.quality = Self.centredMeans(problem)
        self.qualityVariance = [Double](repeating: self.qualityPrior, count: problem.candidateCount)
        self.leniency = [Double](repeating: 0, count: problem.reviewerCount)
        self.steepness = [Double](repeating: 1, count: problem.reviewerCount)
        self.leniencyVariance = self.leniency
        self.steepnessVariance = self.leniency
        self.covariance = self.leniency
        self.iterate(problem, limit: 4000)
    }

    /// Means of the scores after each reviewer's own mean is taken off: where the search begins.
    private static func centredMeans(_ problem: CalibrationProblem) -> [Double] {
        var reviewer = [(sum: Double, count: Double)](repeating: (0, 0), count: problem.reviewerCount)
        for review in problem.reviews {
            reviewer[review.reviewer].sum += review.score
            reviewer[review.reviewer].count += 1
        }
        var candidate = [(sum: Double, count: Double)](repeating: (0, 0), count: problem.candidateCount)
        for review in problem.reviews {
            let own = reviewer[review.reviewer]
            candidate[review.candidate].sum += review.score - own.sum / own.count
            candidate[review.candidate].count += 1
        }
        return candidate.map { $0.count == 0 ? 0 : $0.sum / $0.count }
    }

    private mutating func iterate(_ problem: CalibrationProblem, limit: Int) {
        while self.iterations < limit {
            self.iterations += 1
            let before = [self.noiseVariance, self.qualityPrior, self.leniencyPrior, self.steepnessPrior]
            self.updateReviewers(problem)
            self.updateCandidates(problem)
            self.updateComponents(problem)
            let after = [self.noiseVariance, self.qualityPrior, self.leniencyPrior, self.steepnessPrior]
            // A slope variance on its way to nothing shrinks for ever: judged against a hundredth, not against itself.
            let scales = [after[0], after[1], after[2], max(after[3], 1e-2)]
            if zip(zip(before, after), scales).allSatisfy({ abs($0.0 - $0.1) <= 1e-9 * $1 }) { break }
        }
    }

    private mutating func updateReviewers(_ problem: CalibrationProblem) {
        let count = problem.reviewerCount
        let noise = self.noiseVariance
        var precision = [Double](repeating: 1 / self.leniencyPrior, count: count)
        var cross = [Double](repeating: 0, count: count)
        var slope = [Double](repeating: self.hasSlopes ? 1 / self.steepnessPrior : 0, count: count)
        var level = [Double](repeating: 0, count: count)
        var tilt = [Double](repeating: self.hasSlopes ? 1 / self.steepnessPrior : 0, count: count)
        for review in problem.reviews {
            let (reviewer, quality) = (review.reviewer, self.quality[review.candidate])
            let score = review.score - self.mean
            precision[reviewer] += 1 / noise
            cross[reviewer] += quality / noise
            slope[reviewer] += (quality * quality + self.qualityVariance[review.candidate]) / noise
            level[reviewer] += score / noise
            tilt[reviewer] += score * quality / noise
        }
        for reviewer in 0..<count {
            if self.hasSlopes {
                let determinant = precision[reviewer] * slope[reviewer] - cross[reviewer] * cross[reviewer]
                self.leniencyVariance[reviewer] = slope[reviewer] / determinant
                self.steepnessVariance[reviewer] = precision[reviewer] / determinant
                self.covariance[reviewer] = -cross[reviewer] / determinant
                self.leniency[reviewer] =
                    (slope[reviewer] * level[reviewer] - cross[reviewer] * tilt[reviewer]) / determinant
                self.steepness[reviewer] =
                    (precision[reviewer] * tilt[reviewer] - cross[reviewer] * level[reviewer]) / determinant
            } else {
                self.leniencyVariance[reviewer] = 1 / precision[reviewer]
                self.leniency[reviewer] = (level[reviewer] - cross[reviewer]) / precision[reviewer]
            }
        }
    }

    private mutating func updateCandidates(_ problem: CalibrationProblem) {
        let noise = self.noiseVariance
        var precision = [Double](repeating: 1 / self.qualityPrior, count: problem.candidateCount)
        var weighted = [Double](repeating: 0, count: problem.candidateCount)
        for review in problem.reviews {
            let (candidate, reviewer) = (review.candidate, review.reviewer)
            let steepness = self.steepness[reviewer]
            precision[candidate] += (steepness * steepness + self.steepnessVariance[reviewer]) / noise
            weighted[candidate] +=
                (steepness * (review.score - self.mean - self.leniency[reviewer]) - self.covariance[reviewer]) / noise
        }
        for candidate in 0..<problem.candidateCount {
            self.qualityVariance[candidate] = 1 / precision[candidate]
            self.quality[candidate] = weighted[candidate] / precision[candidate]
        }
    }

    private mutating func updateComponents(_ problem: CalibrationProblem) {
        let reviews = problem.reviews
        func rest(_ review: Review) -> Double {
            review.score - self.leniency[review.reviewer]
                - self.steepness[review.reviewer] * self.quality[review.candidate]
        }
        self.mean = reviews.reduce(0) { $0 + rest($1) } / Double(reviews.count)
        var noise = 0.0
        for review in reviews {
            let (candidate, reviewer) = (review.candidate, review.reviewer)
            let residual = rest(review) - self.mean
            let (quality, steepness) = (self.quality[candidate], self.steepness[reviewer])
            let slopeVariance = self.steepnessVariance[reviewer]
            noise += residual * residual + self.leniencyVariance[reviewer] + 2 * self.covariance[reviewer] * quality
            noise += slopeVariance * quality * quality
            noise += (steepness * steepness + slopeVariance) * self.qualityVariance[candidate]
        }
        self.noiseVariance = max(self.floor, noise / Double(reviews.count))
        var quality = 0.0
        for (value, variance) in zip(self.quality, self.qualityVariance) { quality += value * value + variance }
        self.qualityPrior = max(self.floor, quality / Double(problem.candidateCount))
        self.leniencyPrior = max(
            self.floor, Self.component(self.leniency, self.leniencyVariance, around: 0, before: self.leniencyPrior))
        guard self.hasSlopes else { return }
        self.steepnessPrior = max(
            1e-8, Self.component(self.steepness, self.steepnessVariance, around: 1, before: self.steepnessPrior))
    }

    /// The expected square of an effect of reviewers. The uncertainty of the common level (its prior variance over
    /// the number of reviewers) is part of every reviewer's, but never more than the prior itself.
    private static func component(
        _ values: [Double], _ variances: [Double], around centre: Double, before prior: Double
    ) -> Double {
        let common = prior / Double(values.count)
        var total = 0.0
        for (value, variance) in zip(values, variances) {
            total += (value - centre) * (value - centre) + min(variance + common, prior)
        }
        return total / Double(values.count)
    }
}
