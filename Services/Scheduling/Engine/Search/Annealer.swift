import Primitives

/// Simulated annealing over any ``TimetableModel``: moves to another place, swaps, moves within a period and Kempe
/// chains; geometric cooling scaled to the budget, reheats from the best timetable, a price of clashes that adapts.
///
/// The seed and the number of iterations decide the result; see ``SearchBudget`` for what a clock changes.
final class Annealer<Model: TimetableModel> {
    let model: Model
    let settings: SearchSettings
    private(set) var cost: SearchCost
    private(set) var best: SearchCost
    private(set) var bestPlaces: [Int32]
    private(set) var iterations = 0
    private(set) var acceptedMoves = 0

    private var generator: SeededGenerator
    private var clashPrice: Double
    private var temperature: Double
    private var chain: KempeChain
    private let movable: FlatTable<Int32>
    private let isMovable: FlatTable<Bool>

    // -ln u for 4,096 equally likely u: an acceptance test is a table look-up instead of a logarithm.
    private let surprise: FlatTable<Double>

    /// How often the clock, the caller and the adaptive price are looked at, in moves.
    private static var blockLength: Int { 4096 }

    /// `cost` is the worth of the model's present timetable.
    init(_ model: Model, cost: SearchCost, settings: SearchSettings, seed: UInt64) {
        self.model = model
        self.settings = settings
        self.cost = cost
        self.best = cost
        self.generator = SeededGenerator(seed: seed)
        self.clashPrice = settings.clashPrice
        self.temperature = settings.hottest
        self.chain = KempeChain(activities: model.activityCount, rooms: model.roomCount)
        self.movable = FlatTable(model.movable.map(Int32.init), or: 0)
        var flags = [Bool](repeating: false, count: model.activityCount)
        for activity in model.movable { flags[activity] = true }
        self.isMovable = FlatTable(flags, or: false)
        self.surprise = FlatTable((0..<4096).map { -PortableMath.log((Double($0) + 0.5) / 4096) }, or: 0)
        self.bestPlaces = (0..<model.activityCount).map { Int32(model.place(of: $0)) }
    }

    deinit {
        self.movable.free()
        self.isMovable.free()
        self.surprise.free()
    }

    /// Searches until the budget is used, then puts the model into the best timetable found.
    /// Stops early when nothing is left to gain.
    func run(_ budget: SearchBudget, progress: ((SearchProgress) -> Void)? = nil) {
        var leg = 0
        var share = 0.0
        var blocks = 0
        // The cooling begins with the first timetable without a clash, or when waiting for one has lasted too long.
        var coolingStart: Double?
        while !self.movable.isEmpty, self.best > .zero {
            share = Double(self.iterations) / Double(max(1, budget.iterations))
            if let elapsed = budget.elapsedShare?() { share = max(share, elapsed) }
            if share >= 1 || budget.shouldStop?() == true { break }
            if coolingStart == nil, self.best.hard == 0 || share >= self.settings.untanglingShare {
                coolingStart = share
            }
            if let coolingStart {
                let (nextLeg, temperature) = self.settings.temperature(at: (share - coolingStart) / (1 - coolingStart))
                self.temperature = temperature
                if nextLeg != leg {
                    leg = nextLeg
                    self.restoreBest()
                }
            } else {
                self.temperature = self.settings.untangling
            }
            if let progress, blocks % 64 == 0 {
                progress(SearchProgress(share: share, iterations: self.iterations, best: self.best))
            }
            self.runBlock(min(Self.blockLength, budget.iterations - self.iterations))
            blocks += 1
        }
        self.restoreBest()
        progress?(SearchProgress(share: 1, iterations: self.iterations, best: self.best))
    }

    private func runBlock(_ length: Int) {
        var fewestClashes = self.cost.hard
        for _ in 0..<length {
            self.step()
            fewestClashes = min(fewestClashes, self.cost.hard)
        }
        self.iterations += length
        // When a whole block stays above the fewest clashes known, they become dearer, otherwise cheaper (strategic
        // oscillation). Measured against the fewest known, not none: what cannot be solved must still be movable.
        let factor = fewestClashes > self.best.hard ? 1.1 : 0.98
        let bounds = self.settings.clashPriceBounds
        self.clashPrice = min(bounds.upperBound, max(bounds.lowerBound, self.clashPrice * factor))
    }

    /// One move. A single 64-bit draw gives all its choices: kind (8 bits), acceptance (12), activity (20), place (24).
    @inline(__always)
    private func step() {
        let bits = self.generator.next()
        let kind = Int(bits & 0xFF)
        let threshold = self.temperature * self.surprise[Int((bits >> 8) & 0xFFF)]
        let pick = Int(((bits >> 20) & 0xF_FFFF) &* UInt64(self.movable.count)) >> 20
        let activity = Int(self.movable[pick])
        let source = self.model.place(of: activity)
        guard source >= 0 else { return }
        let draw = bits >> 40
        let target: Int
        if kind < self.settings.roomMoves {
            let rooms = self.model.roomCount
            target = source - source % rooms + Int((draw &* UInt64(rooms)) >> 24)
            guard self.model.allows(activity, at: target) else { return }
        } else {
            let places = self.model.allowedPlaces(of: activity)
            target = Int(places[Int((draw &* UInt64(places.count)) >> 24)])
        }
        guard target != source else { return }
        if kind >= 256 - self.settings.chainMoves {
            self.moveChain(activity, toward: target, threshold: threshold)
            return
        }
        let other = self.model.occupant(of: target)
        // While no timetable without a clash is known, two in one room may be the lesser evil: go there half the time.
        if other < 0 || (self.best.hard > 0 && draw & 1 == 0) {
            self.relocate(activity, from: source, to: target, threshold: threshold)
        } else if other != activity, self.isMovable[other], self.model.allows(other, at: source) {
            self.swap(activity, other, source, target, threshold: threshold)
        }
    }

    @inline(__always)
    private func price(_ change: SearchCost) -> Double {
        Double(change.hard) * self.clashPrice + Double(change.soft)
    }

    /// False when the clashes that a move would add cost more than any gain could make good.
    @inline(__always)
    private func isHopeless(_ added: Int, threshold: Double) -> Bool {
        Double(added) * self.clashPrice > threshold + Double(self.model.greatestGain)
    }

    @inline(__always)
    private func relocate(_ activity: Int, from source: Int, to target: Int, threshold: Double) {
        var added = self.model.clashes(of: activity, at: target, ignoring: -1)
        if added > 0 {
            if self.cost.hard > 0 { added -= self.model.clashes(of: activity, at: source, ignoring: -1) }
            if self.isHopeless(added, threshold: threshold) { return }
        }
        let change = self.model.remove(activity) + self.model.insert(activity, at: target)
        if self.price(change) <= threshold {
            self.accept(change)
        } else {
            _ = self.model.remove(activity)
            _ = self.model.insert(activity, at: source)
        }
    }

    @inline(__always)
    private func swap(_ activity: Int, _ other: Int, _ source: Int, _ target: Int, threshold: Double) {
        let rooms = self.model.roomCount
        if source / rooms != target / rooms {
            var added = self.model.clashes(of: activity, at: target, ignoring: other)
            if added == 0 || self.cost.hard > 0 || !self.isHopeless(added, threshold: threshold) {
                added += self.model.clashes(of: other, at: source, ignoring: activity)
            }
            if added > 0 {
                if self.cost.hard > 0 {
                    added -= self.model.clashes(of: activity, at: source, ignoring: other)
                    added -= self.model.clashes(of: other, at: target, ignoring: activity)
                }
                if self.isHopeless(added, threshold: threshold) { return }
            }
        }
        var change = self.model.remove(activity)
        change += self.model.remove(other)
        change += self.model.insert(activity, at: target)
        change += self.model.insert(other, at: source)
        if self.price(change) <= threshold {
            self.accept(change)
        } else {
            _ = self.model.remove(activity)
            _ = self.model.remove(other)
            _ = self.model.insert(activity, at: source)
            _ = self.model.insert(other, at: target)
        }
    }

    private func moveChain(_ activity: Int, toward target: Int, threshold: Double) {
        let period = target / self.model.roomCount
        guard self.chain.build(from: activity, toward: period, in: self.model, isMovable: self.isMovable) else {
            return
        }
        let change = self.chain.apply(to: self.model)
        if self.price(change) <= threshold {
            self.accept(change)
        } else {
            self.chain.undo(in: self.model)
        }
    }

    @inline(__always)
    private func accept(_ change: SearchCost) {
        self.cost += change
        self.acceptedMoves &+= 1
        if self.cost < self.best { self.remember() }
    }

    private func remember() {
        self.best = self.cost
        for activity in 0..<self.model.activityCount {
            self.bestPlaces[activity] = Int32(self.model.place(of: activity))
        }
    }

    private func restoreBest() {
        for activity in self.model.movable
        where self.model.place(of: activity) != Int(self.bestPlaces[activity]) && self.model.place(of: activity) >= 0 {
            self.cost += self.model.remove(activity)
        }
        for activity in self.model.movable
        where self.model.place(of: activity) < 0 && self.bestPlaces[activity] >= 0 {
            self.cost += self.model.insert(activity, at: Int(self.bestPlaces[activity]))
        }
    }
}

extension FlatTable {
    var isEmpty: Bool { self.count == 0 }
}
