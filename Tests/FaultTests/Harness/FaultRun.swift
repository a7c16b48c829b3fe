import Access
import ApplicationsContract
import Foundation
import Primitives
import TestSupport

/// One run: people work through the public doors while the nemesis works against them; after every round, everything
/// that was acknowledged is compared with what is there.
actor FaultRun {
    /// When a run ends.
    struct Limits: Sendable {
        var rounds = Int.max
        var seconds = 1e9
        /// Without one, people only work.
        var hasNemesis = true
    }

    /// Applicants of a round, at once.
    private static let applicants = 5
    /// Answers that are asked for again at the end.
    private static let remembered = 400

    private let place: FaultPlace
    private let seed: UInt64
    private let world: World
    private let reviewers: [Reviewer]
    private let treasury: Treasury
    private let planner: Planner
    private var candidates: [(subject: String, application: ApplicationID)]
    private var random: SeededGenerator
    private var bag: [Deed] = []
    private var old: [Receipt] = []
    private var seen = 0

    init(_ place: FaultPlace, seed: UInt64) async throws {
        self.place = place
        self.seed = seed
        let world = try await World.make(place, seed: seed)
        self.world = world
        var reviewers: [Reviewer] = []
        for index in 0..<World.reviewers { reviewers.append(try await Reviewer(place, index)) }
        self.reviewers = reviewers
        self.treasury = try await Treasury(place, world.budget)
        self.planner = try await Planner(place, world.convening.id)
        self.candidates = world.candidates
        self.random = SeededGenerator(seed: seed, stream: "rounds")
    }

    /// Goes on until a limit is reached, or until a round found a fault: what follows would only repeat it.
    func play(_ limits: Limits) async throws {
        let begin = ContinuousClock.now
        while self.place.tally.counts.rounds < limits.rounds,
            ContinuousClock.now - begin < .seconds(limits.seconds), self.place.tally.faults.isEmpty
        {
            let number = self.place.tally.counts.rounds
            do {
                try await self.round(number, hasNemesis: limits.hasNemesis)
            } catch {
                self.place.tally.fault(.other, "round \(number): \(error)")
            }
            self.place.tally.count { $0.rounds += 1 }
        }
        for receipt in self.old { await self.replay(receipt) }
        try self.place.verifyAudit()
    }

    private func draw() -> Deed {
        if self.bag.isEmpty { self.bag = Deed.bag(hasDisk: self.place.disk != nil, &self.random) }
        return self.bag.removeLast()
    }

    /// - Parameter meddle: does something to the database between the work and the comparison, to see whether that
    ///   notices.
    func round(
        _ number: Int, hasNemesis: Bool, meddle: (@Sendable (FaultPlace) async throws -> Void)? = nil
    ) async throws {
        let nemesis = Nemesis(place: self.place)
        let deeds = hasNemesis ? [self.draw(), self.draw()] : []
        let place = self.place
        let (seed, world, treasury, planner) = (self.seed, self.world, self.treasury, self.planner)
        let name = "\(number)"
        var applicants: [Applicant] = []
        var leaving: Candidate?
        // Enough stay for the reviewers, however long it goes on.
        let candidate = number % 4 == 1 && self.candidates.count > 12 ? self.candidates.popLast() : nil
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            if !deeds.isEmpty {
                group.addTask {
                    await nemesis.strike(deeds, SeededGenerator(seed: seed, stream: "nemesis/\(name)"))
                    return .done
                }
            }
            for index in 0..<Self.applicants {
                group.addTask {
                    var applicant = try await Applicant(place, "\(name)-\(index)", index + number)
                    try await applicant.live(
                        place.client, world.call.id, SeededGenerator(seed: seed, stream: "applicant/\(name)/\(index)"))
                    return .applicant(applicant)
                }
            }
            for (index, reviewer) in self.reviewers.enumerated() {
                group.addTask {
                    try await reviewer.work(world, SeededGenerator(seed: seed, stream: "reviewer/\(name)/\(index)"))
                    return .done
                }
            }
            group.addTask {
                try await treasury.work(name, seed: seed)
                return .done
            }
            group.addTask {
                try await planner.work(
                    name, startsAnew: number % 8 == 0, SeededGenerator(seed: seed, stream: "planner/\(name)"))
                return .done
            }
            group.addTask {
                await Visitor(place: place).look()
                return .done
            }
            if let candidate {
                group.addTask {
                    .candidate(try await Candidate.withdraw(place, candidate.subject, candidate.application))
                }
            }
            for try await outcome in group {
                switch outcome {
                case .done: break
                case .applicant(let applicant): applicants.append(applicant)
                case .candidate(let candidate): leaving = candidate
                }
            }
        }
        // A request whose sender has gone may still be on its way.
        try await Task.sleep(for: .milliseconds(500))
        try await meddle?(place)
        try await self.check(applicants, leaving)
    }

    private enum Outcome: Sendable {
        case done
        case applicant(Applicant)
        case candidate(Candidate)
    }

    private func check(_ applicants: [Applicant], _ leaving: Candidate?) async throws {
        let place = self.place
        var receipts: [Receipt] = []
        for applicant in applicants {
            try await applicant.check(place)
            receipts += applicant.receipts
        }
        try await leaving?.check(place)
        if let receipt = leaving?.fate.receipt { receipts.append(receipt) }
        for reviewer in self.reviewers { try await reviewer.check() }
        try await self.treasury.check()
        try await self.planner.check()
        receipts += await self.treasury.takeReceipts()
        receipts += await self.planner.takeReceipts()
        for receipt in receipts.shuffled(using: &self.random).prefix(10) { await self.replay(receipt) }
        for receipt in receipts { self.remember(receipt) }
    }

    /// Keeps a sample in which each answer is as likely as any other (Vitter's algorithm R).
    private func remember(_ receipt: Receipt) {
        self.seen += 1
        if self.old.count < Self.remembered {
            self.old.append(receipt)
        } else {
            let place = self.random.below(self.seen)
            if place < Self.remembered { self.old[place] = receipt }
        }
    }

    /// The same request with the same key gets the same answer, byte for byte, however often.
    private func replay(_ receipt: Receipt) async {
        let tally = self.place.tally
        guard let again = await self.place.client.send(receipt.call) else { return }
        tally.count { $0.replays += 1 }
        let id = receipt.call.endpoint.id
        tally.require(
            again.status == receipt.answer.status && again.body == receipt.answer.body, .changed,
            "\(id) answered \(receipt.answer.status) and, asked again, \(again.status) \(again.problem ?? "")")
        for name in ["etag", "location"] {
            tally.require(
                again.headers[name] == receipt.answer.headers[name], .changed, "\(id) gives another \(name) again")
        }
    }
}
