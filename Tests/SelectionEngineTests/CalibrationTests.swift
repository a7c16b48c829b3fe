import Foundation
import Primitives
import SelectionEngine
import TestSupport
import Testing

@Suite("Calibration of scores")
struct CalibrationTests {
    /// A round made up from known habits and qualities.
    private struct World {
        let problem: CalibrationProblem
        let quality: [Double]
        let leniency: [Double]

        init(candidates: Int, reviewers: Int, perCandidate: Int, slopes: Double, seed: UInt64) throws {
            var source = SeededGenerator(seed: seed)
            // The sum of twelve uniform numbers: close enough to normal, and not the engine's own generator.
            func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + source.unit() } }
            let talent = (0..<candidates).map { _ in 0.6 * normal() }
            let leniency = (0..<reviewers).map { _ in 0.4 * normal() }
            let slope = (0..<reviewers).map { _ in 1 + slopes * normal() }
            var reviews: [Review] = []
            for candidate in 0..<candidates {
                for reviewer in Array(0..<reviewers).shuffled(using: &source).prefix(perCandidate) {
                    let score = 3 + leniency[reviewer] + slope[reviewer] * talent[candidate] + 0.5 * normal()
                    reviews.append(Review(candidate: candidate, reviewer: reviewer, score: score))
                }
            }
            let meanLeniency = leniency.reduce(0, +) / Double(reviewers)
            let meanSlope = slope.reduce(0, +) / Double(reviewers)
            self.quality = talent.map { 3 + meanLeniency + meanSlope * $0 }
            self.leniency = leniency.map { $0 - meanLeniency }
            self.problem = try CalibrationProblem(
                candidateCount: candidates, reviewerCount: reviewers, reviews: reviews)
        }
    }

    @Test("known leniencies, qualities and components are recovered")
    func recovery() throws {
        let world = try World(candidates: 600, reviewers: 24, perCandidate: 3, slopes: 0, seed: 11)
        let calibration = Calibration(world.problem)
        for (reviewer, truth) in zip(calibration.reviewers, world.leniency) {
            #expect(abs(reviewer.leniency.mean - truth) < 0.3)
            #expect(reviewer.reviewCount > 40)
        }
        #expect(abs(calibration.components.noise - 0.5) < 0.04)
        #expect(abs(calibration.components.quality - 0.6) < 0.05)
        #expect(abs(calibration.components.leniency - 0.4) < 0.15)
        #expect(calibration.components.steepness < 0.12)
        #expect(calibration.graph.isConnected)
    }

    @Test("80 % intervals hold the truth about 80 % of the time", arguments: [0.0, 0.2])
    func coverage(slopes: Double) throws {
        var (inside, all, reviewersInside, reviewersAll) = (0, 0, 0, 0)
        for seed in 0..<24 {
            let world = try World(
                candidates: 150, reviewers: 10, perCandidate: 3, slopes: slopes, seed: 100 + UInt64(seed))
            let calibration = Calibration(world.problem)
            for (candidate, truth) in zip(calibration.candidates, world.quality) {
                all += 1
                if candidate.quality.lower <= truth, truth <= candidate.quality.upper { inside += 1 }
            }
            for (reviewer, truth) in zip(calibration.reviewers, world.leniency) {
                reviewersAll += 1
                if reviewer.leniency.lower <= truth, truth <= reviewer.leniency.upper { reviewersInside += 1 }
            }
        }
        #expect((0.76...0.84).contains(Double(inside) / Double(all)))
        #expect((0.70...0.89).contains(Double(reviewersInside) / Double(reviewersAll)))
    }

    @Test("the order of entry does not reach the result, and neither does the run")
    func determinism() throws {
        let world = try World(candidates: 80, reviewers: 8, perCandidate: 3, slopes: 0.2, seed: 3)
        var generator = SeededGenerator(seed: 9)
        let shuffled = try CalibrationProblem(
            candidateCount: 80, reviewerCount: 8, reviews: world.problem.reviews.shuffled(using: &generator))
        let (first, second) = (Calibration(world.problem), Calibration(shuffled))
        #expect(first.candidates == second.candidates)
        #expect(first.reviewers == second.reviewers)
        #expect(first.chanceOfPlace(places: 10, seed: 4) == second.chanceOfPlace(places: 10, seed: 4))
    }

    @Test("chances of a place add up to the places and follow the ranking")
    func chances() throws {
        let world = try World(candidates: 600, reviewers: 24, perCandidate: 3, slopes: 0, seed: 5)
        let calibration = Calibration(world.problem)
        let chances = calibration.chanceOfPlace(places: 60, seed: 1)
        #expect(abs(chances.reduce(0, +) - 60) < 1e-6)
        let ranking = calibration.ranking
        #expect(chances[ranking[0]] > 0.9)
        #expect(chances[ranking[599]] == 0)
        #expect((0.2...0.8).contains(chances[ranking[60]]))
    }

    @Test("a round in two parts that share nobody is noticed")
    func disconnected() throws {
        let reviews = [(0, 0), (1, 0), (1, 1), (2, 2), (3, 2), (3, 3)].map {
            Review(candidate: $0.0, reviewer: $0.1, score: Double(1 + ($0.0 + $0.1) % 5))
        }
        let calibration = Calibration(
            try CalibrationProblem(candidateCount: 5, reviewerCount: 5, reviews: reviews))
        #expect(!calibration.graph.isConnected)
        #expect(calibration.graph.parts.map(\.candidates) == [[0, 1], [2, 3]])
        #expect(calibration.graph.parts.map(\.reviewers) == [[0, 1], [2, 3]])
        #expect(calibration.graph.candidatesWithoutReview == [4])
        #expect(calibration.graph.reviewersWithoutReview == [4])
        #expect(calibration.candidates[4].rawMean == nil)
        #expect(calibration.candidates[4].quality.deviation >= calibration.candidates[0].quality.deviation)
    }

    @Test("few and equal scores give finite numbers")
    func degenerate() throws {
        for reviews in [
            [Review(candidate: 0, reviewer: 0, score: 3)],
            (0..<12).map { Review(candidate: $0 % 4, reviewer: $0 / 4, score: 4) },
        ] {
            let problem = try CalibrationProblem(candidateCount: 4, reviewerCount: 3, reviews: reviews)
            let calibration = Calibration(problem)
            for candidate in calibration.candidates {
                #expect(candidate.quality.mean.isFinite && candidate.quality.deviation.isFinite)
            }
            #expect(calibration.chanceOfPlace(places: 2, seed: 1).allSatisfy { (0...1).contains($0) })
        }
        #expect(throws: CalibrationProblem.Refusal.noReviews) {
            try CalibrationProblem(candidateCount: 1, reviewerCount: 1, reviews: [])
        }
        #expect(throws: CalibrationProblem.Refusal.scoreNotFinite) {
            try CalibrationProblem(
                candidateCount: 1, reviewerCount: 1, reviews: [Review(candidate: 0, reviewer: 0, score: .nan)])
        }
    }

    /// Name, share chosen, precision of the best published column less the allowed distance.
    @Test(
        "at least as good as the best published estimator on the reference data",
        .enabled(if: SharedInstances.exists("calibration/convening_400x30_0.csv"), SharedInstances.areMissing),
        arguments: [
            ("lsc_linear_noise0_0", 0.98), ("lsc_linear_noise0.5_0", 0.72), ("lsc_linear_noise1_0", 0.64),
            ("offset_only_noise0.5_0", 0.87), ("convening_400x30_0", 0.72),
        ])
    func precision(name: String, goal: Double) throws {
        let rows = try SharedInstances.rows("calibration/\(name).csv").dropFirst()
        let truth = try SharedInstances.rows("calibration/\(name)_truth.csv").dropFirst().compactMap { Double($0[1]) }
        let reviews = try rows.map { row in
            Review(
                candidate: try #require(Int(row[1])), reviewer: try #require(Int(row[0])),
                score: try #require(Double(row[2])))
        }
        let reviewers = (reviews.map(\.reviewer).max() ?? 0) + 1
        let calibration = Calibration(
            try CalibrationProblem(candidateCount: truth.count, reviewerCount: reviewers, reviews: reviews))
        let places = truth.count / 10
        let best = Set(truth.indices.sorted { truth[$0] > truth[$1] }.prefix(places))
        func precision(_ order: some Sequence<Int>) -> Double {
            Double(order.prefix(places).count { best.contains($0) }) / Double(places)
        }
        let means = calibration.candidates.map { $0.rawMean ?? 0 }
        let reached = precision(calibration.ranking)
        #expect(reached >= goal)
        #expect(reached >= precision(truth.indices.sorted { means[$0] > means[$1] }))
    }
}
