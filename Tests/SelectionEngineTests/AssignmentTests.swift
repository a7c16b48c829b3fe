import Primitives
import SelectionEngine
import Testing

@Suite("Assignment of reviewers")
struct AssignmentTests {
    private static func problem(
        candidates: Int, reviewers: Int, reviews: Int, load: Int, conflictShare: Double, seed: UInt64
    ) -> AssignmentProblem {
        var generator = SeededGenerator(seed: seed)
        let languages = ["en", "fr", "es", "ar"]
        return AssignmentProblem(
            candidates: (0..<candidates).map { index in
                AssignmentCandidate(
                    id: "c\(index)", language: languages[generator.below(4)],
                    conflicts: (0..<reviewers).filter { _ in generator.unit() < conflictShare })
            },
            reviewers: (0..<reviewers).map { index in
                AssignmentReviewer(
                    id: "r\(index)", maximumLoad: load,
                    languages: generator.below(3) == 0 ? [] : languages.filter { _ in generator.below(10) < 7 })
            },
            reviewsPerCandidate: reviews)
    }

    @Test("600 candidates, 24 reviewers, 3 each: every load is exactly 75")
    func exactLoads() throws {
        let problem = AssignmentProblem(
            candidates: (0..<600).map { AssignmentCandidate(id: "c\($0)", conflicts: $0 % 5 == 0 ? [$0 % 24] : []) },
            reviewers: (0..<24).map { AssignmentReviewer(id: "r\($0)", maximumLoad: 75) }, reviewsPerCandidate: 3)
        let clock = ContinuousClock()
        var outcome = AssignmentOutcome.impossible([])
        let time = clock.measure { outcome = AssignmentSolver(seed: 5).solve(problem) }
        guard case .assigned(let pairs) = outcome else {
            Issue.record("not assigned")
            return
        }
        let evaluator = AssignmentEvaluator(problem)
        #expect(evaluator.faults(in: pairs).isEmpty)
        #expect(evaluator.loads(of: pairs) == [Int](repeating: 75, count: 24))
        #expect(time < .seconds(5))
        #expect(AssignmentSolver(seed: 5).solve(problem) == outcome)
        #expect(AssignmentSolver(seed: 6).solve(problem) != outcome)
        // Everybody shares candidates with many others, which is what makes scores comparable.
        var partners = Set<Int>()
        for (left, right) in zip(pairs, pairs.dropFirst()) where left.candidate == right.candidate {
            partners.insert(left.reviewer * 24 + right.reviewer)
        }
        #expect(partners.count > 150)
    }

    @Test(
        "random conflicts and languages: the rules hold, and an impossible answer is truly impossible",
        arguments: 0..<60)
    func randomProblems(seed: Int) {
        let problem = Self.problem(
            candidates: 30 + seed, reviewers: 8 + seed % 5, reviews: 3,
            load: (3 * (30 + seed)) / (8 + seed % 5) + 1 + seed % 4,
            conflictShare: Double(seed % 7) * 0.06, seed: UInt64(seed))
        let evaluator = AssignmentEvaluator(problem)
        switch AssignmentSolver(seed: 1).solve(problem) {
        case .assigned(let pairs):
            #expect(evaluator.faults(in: pairs).isEmpty)
            #expect(Self.isBalanced(pairs, problem))
        case .impossible(let shortages):
            #expect(!shortages.isEmpty)
            for shortage in shortages {
                switch shortage {
                case .tooFewReviewers(let candidate, let possible, let excluded):
                    #expect(problem.possibleReviewers(of: candidate).count == possible)
                    #expect(possible < 3)
                    #expect(excluded.reduce(possible) { $0 + $1.count } == problem.reviewers.count)
                case .tooLittleTime(let candidates, let reviewers, let needed, let available):
                    #expect(needed > available)
                    #expect(needed == 3 * candidates.count)
                    let outside = candidates.reduce(0) { total, candidate in
                        total + problem.possibleReviewers(of: candidate).count { !reviewers.contains($0) }
                    }
                    let room = reviewers.reduce(0) { $0 + problem.reviewers[$1].maximumLoad }
                    #expect(room + outside == available)
                }
            }
        }
    }

    /// No review can move, alone or along a chain, from a reviewer to one whose load is smaller by two or more.
    private static func isBalanced(_ pairs: [AssignmentProblem.Pair], _ problem: AssignmentProblem) -> Bool {
        let count = problem.reviewers.count
        let loads = AssignmentEvaluator(problem).loads(of: pairs)
        let taken = Set(pairs)
        var canMove = [[Bool]](repeating: [Bool](repeating: false, count: count), count: count)
        for pair in pairs {
            for other in problem.possibleReviewers(of: pair.candidate)
            where !taken.contains(AssignmentProblem.Pair(candidate: pair.candidate, reviewer: other)) {
                canMove[pair.reviewer][other] = true
            }
        }
        for middle in 0..<count {
            for from in 0..<count where canMove[from][middle] {
                for to in 0..<count where canMove[middle][to] { canMove[from][to] = true }
            }
        }
        for from in 0..<count {
            for to in 0..<count where canMove[from][to] && loads[from] >= loads[to] + 2 { return false }
        }
        return true
    }

    @Test("a candidate with too few possible reviewers is named, with the reasons")
    func tooFew() {
        let problem = AssignmentProblem(
            candidates: [
                AssignmentCandidate(id: "a"),
                AssignmentCandidate(id: "b", language: "ar", conflicts: [0]),
            ],
            reviewers: [
                AssignmentReviewer(id: "0", maximumLoad: 9),
                AssignmentReviewer(id: "1", maximumLoad: 9, languages: ["fr"]),
                AssignmentReviewer(id: "2", maximumLoad: 9, languages: ["ar", "en"]),
            ], reviewsPerCandidate: 2)
        #expect(
            AssignmentSolver(seed: 1).solve(problem)
                == .impossible([
                    .tooFewReviewers(
                        candidate: 1, possible: 1,
                        excluded: [.init(reason: .conflictOfInterest, count: 1), .init(reason: .language, count: 1)])
                ]))
    }

    @Test("pairs that are kept stay, and minimum loads come first")
    func keptAndMinimum() throws {
        let kept = [
            AssignmentProblem.Pair(candidate: 0, reviewer: 0), AssignmentProblem.Pair(candidate: 1, reviewer: 0),
        ]
        let problem = AssignmentProblem(
            candidates: (0..<6).map { AssignmentCandidate(id: "c\($0)") },
            reviewers: (0..<4).map {
                AssignmentReviewer(id: "r\($0)", maximumLoad: 6, minimumLoad: $0 == 3 ? 5 : 0)
            }, reviewsPerCandidate: 2, kept: kept)
        guard case .assigned(let pairs) = AssignmentSolver(seed: 1).solve(problem) else {
            Issue.record("not assigned")
            return
        }
        let evaluator = AssignmentEvaluator(problem)
        #expect(evaluator.faults(in: pairs).isEmpty)
        #expect(evaluator.loads(of: pairs)[3] == 5)
        #expect(evaluator.faults(in: Array(pairs.dropFirst())).contains(.keptPairLost(kept[0])))
    }
}
