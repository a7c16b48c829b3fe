import Primitives

/// Calibrated scores: what each candidate is worth to the average reviewer, and how sure that is.
///
/// Model: score = μ + leniency of the reviewer + (1 + slope of the reviewer) · quality + noise, all normal; the
/// additive mixed model when the slopes have no variance, which the data decide. Variance components come from
/// ``CalibrationFit``, intervals from ``CalibrationPosterior``. No randomness and no clock: the same reviews give the
/// same numbers.
package struct Calibration: Sendable {
    /// Identifies what computed a result; sealed with every run.
    package static let version = "calibration/1"

    package let candidates: [CalibratedCandidate]
    package let reviewers: [CalibratedReviewer]
    package let components: CalibrationComponents
    package let graph: ReviewGraph
    private let posterior: CalibrationPosterior

    package init(_ problem: CalibrationProblem) {
        let fit = CalibrationFit(problem)
        let posterior = CalibrationPosterior(problem, fit)
        var scores = [[Double]](repeating: [], count: problem.candidateCount)
        var counts = [Int](repeating: 0, count: problem.reviewerCount)
        for review in problem.reviews {
            scores[review.candidate].append(review.score)
            counts[review.reviewer] += 1
        }
        self.candidates = scores.enumerated().map { index, scores in
            CalibratedCandidate(
                quality: CalibrationEstimate(
                    mean: posterior.qualities[index], deviation: posterior.qualityDeviations[index]),
                reviewCount: scores.count,
                rawMean: scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count),
                spread: scores.count < 2 ? nil : (scores.max() ?? 0) - (scores.min() ?? 0))
        }
        let meanLeniency = fit.leniency.reduce(0, +) / Double(problem.reviewerCount)
        let meanSteepness = fit.steepness.reduce(0, +) / Double(problem.reviewerCount)
        self.reviewers = counts.enumerated().map { index, count in
            CalibratedReviewer(
                leniency: CalibrationEstimate(
                    mean: fit.leniency[index] - meanLeniency, deviation: posterior.leniencyDeviations[index]),
                steepness: meanSteepness > 0 ? fit.steepness[index] / meanSteepness : 1, reviewCount: count)
        }
        self.components = fit.components
        self.graph = ReviewGraph(problem)
        self.posterior = posterior
    }

    /// Candidates in order of calibrated quality, best first; equal ones by index.
    package var ranking: [Int] {
        self.candidates.indices.sorted {
            (self.candidates[$1].quality.mean, $0) < (self.candidates[$0].quality.mean, $1)
        }
    }

    /// How likely each candidate is among the best `places`, quotas and money left aside: the share of joint draws
    /// from the posterior, in which errors in a reviewer's leniency move all of that reviewer's candidates together.
    package func chanceOfPlace(places: Int, draws: Int = 2000, seed: UInt64) -> [Double] {
        var counts = [Int](repeating: 0, count: self.candidates.count)
        guard places > 0, draws > 0 else { return counts.map { _ in 0 } }
        var generator = NormalGenerator(seed: seed)
        var order = Array(self.candidates.indices)
        for _ in 0..<draws {
            let values = self.posterior.draw(using: &generator)
            order.sort { (values[$1], $0) < (values[$0], $1) }
            for index in order.prefix(places) { counts[index] += 1 }
        }
        return counts.map { Double($0) / Double(draws) }
    }
}
