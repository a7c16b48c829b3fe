/// Decides what happens to the child processes; does nothing itself. Time is in seconds on any clock that only moves
/// forward. Every method returns what is to be done, in order.
package struct SupervisionMachine: Sendable {
    /// One child and how it is stopped.
    package struct Member: Sendable, Equatable {
        package let name: String
        /// Children stop in the order of their stages, lowest first; a stage begins when the one before has ended.
        package let stage: Int
        /// The signal that asks for a clean end.
        package let stopSignal: ProcessSignal
        /// Seconds until the harder signal.
        package let grace: Double
        /// The harder signal; after two more seconds `KILL` follows, if it is not that already.
        package let harderSignal: ProcessSignal

        package init(
            name: String, stage: Int, stopSignal: ProcessSignal = .terminate, grace: Double,
            harderSignal: ProcessSignal = .kill
        ) {
            self.name = name
            self.stage = stage
            self.stopSignal = stopSignal
            self.grace = grace
            self.harderSignal = harderSignal
        }
    }

    package enum Action: Sendable, Equatable {
        case start(String)
        /// Only to be told: the child ended by itself and starts again after so many seconds.
        case restartLater(String, after: Double, status: ExitStatus)
        case send(ProcessSignal, to: String)
        /// Everything has ended.
        case finished
    }

    private enum Phase: Equatable {
        case idle
        case running(since: Double)
        case waiting(until: Double)
        case stopping(nextSignal: ProcessSignal, at: Double)
        case ended
    }

    private struct Child {
        let member: Member
        var phase: Phase = .idle
        var backOff = BackOff()
        /// How often it ended by itself without having been ready.
        var earlyEnds = 0
        var wasReady = false
    }

    private var children: [Child]
    /// Whether `stop` has been called.
    package private(set) var isStopping = false
    private var isReported = false

    package init(_ members: [Member]) {
        self.children = members.map { Child(member: $0) }
    }

    package var isFinished: Bool { self.isStopping && self.children.allSatisfy { $0.phase == .ended } }

    /// How often a child has ended by itself before it was ever ready.
    package func earlyEnds(_ name: String) -> Int { self.children.first { $0.member.name == name }?.earlyEnds ?? 0 }

    /// Starts children that have not been started.
    package mutating func launch(_ names: [String], now: Double) -> [Action] {
        guard !self.isStopping else { return [] }
        return names.compactMap { name in
            guard let index = self.index(name), self.children[index].phase == .idle else { return nil }
            self.children[index].phase = .running(since: now)
            return .start(name)
        }
    }

    /// A child answered for the first time.
    package mutating func becameReady(_ name: String) {
        guard let index = self.index(name) else { return }
        self.children[index].wasReady = true
    }

    /// A child ended, or could not be started.
    package mutating func ended(_ name: String, _ status: ExitStatus, now: Double) -> [Action] {
        guard let index = self.index(name) else { return [] }
        switch self.children[index].phase {
        case .running(let since):
            if self.isStopping {
                // It ended before its stage came.
                self.children[index].phase = .ended
                return self.advance(now: now)
            }
            if !self.children[index].wasReady { self.children[index].earlyEnds += 1 }
            let delay = self.children[index].backOff.delay(afterLifetime: now - since)
            self.children[index].phase = .waiting(until: now + delay)
            return [.restartLater(name, after: delay, status: status)]
        case .stopping:
            self.children[index].phase = .ended
            return self.advance(now: now)
        case .idle, .waiting, .ended: return []
        }
    }

    /// Time has passed: restarts that are due, harder signals for those that do not stop.
    package mutating func tick(now: Double) -> [Action] {
        var actions: [Action] = []
        for index in self.children.indices {
            let member = self.children[index].member
            switch self.children[index].phase {
            case .waiting(let until) where now >= until:
                self.children[index].phase = .running(since: now)
                actions.append(.start(member.name))
            case .stopping(let signal, let at) where now >= at:
                actions.append(.send(signal, to: member.name))
                self.children[index].phase = .stopping(
                    nextSignal: .kill, at: signal == .kill ? .infinity : now + 2)
            default: break
            }
        }
        return actions
    }

    /// Ends everything. A second call hurries: who is stopping gets the harder signal at once.
    package mutating func stop(now: Double) -> [Action] {
        if self.isStopping {
            for index in self.children.indices {
                if case .stopping(let signal, let at) = self.children[index].phase, at != .infinity {
                    self.children[index].phase = .stopping(nextSignal: signal, at: now)
                }
            }
            return self.tick(now: now)
        }
        self.isStopping = true
        for index in self.children.indices {
            switch self.children[index].phase {
            case .idle, .waiting: self.children[index].phase = .ended
            case .running, .stopping, .ended: break
            }
        }
        return self.advance(now: now)
    }

    /// Stops one child that runs, so that it starts again (new certificates).
    package mutating func restart(_ name: String) -> [Action] {
        guard !self.isStopping, let index = self.index(name), case .running = self.children[index].phase else {
            return []
        }
        return [.send(self.children[index].member.stopSignal, to: name)]
    }

    /// Begins the lowest stage that has not ended, or reports the end.
    private mutating func advance(now: Double) -> [Action] {
        guard let stage = self.children.filter({ $0.phase != .ended }).map(\.member.stage).min() else {
            guard !self.isReported else { return [] }
            self.isReported = true
            return [.finished]
        }
        var actions: [Action] = []
        for index in self.children.indices where self.children[index].member.stage == stage {
            guard case .running = self.children[index].phase else { continue }
            let member = self.children[index].member
            self.children[index].phase = .stopping(nextSignal: member.harderSignal, at: now + member.grace)
            actions.append(.send(member.stopSignal, to: member.name))
        }
        return actions
    }

    private func index(_ name: String) -> Int? { self.children.firstIndex { $0.member.name == name } }
}
