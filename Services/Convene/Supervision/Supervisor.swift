import Foundation

/// Does what `SupervisionMachine` decides: starts children, passes signals, waits for ends. One task at a time talks to the
/// machine, because everything reaches it through one stream of events.
package actor Supervisor {
    /// Told to the person at the terminal.
    package typealias Report = @Sendable (String) -> Void

    private enum Event: Sendable {
        case ended(String, ExitStatus)
        case tick
    }

    private var machine: SupervisionMachine
    private let commands: [String: ChildCommand]
    private var children: [String: ChildProcess] = [:]
    /// Signals for children that are being started at this moment.
    private var early: [String: ProcessSignal] = [:]
    private let report: Report
    private let clock = ContinuousClock()
    private let origin = ContinuousClock.now
    private var hasFinished = false
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private let events: AsyncStream<Event>
    private let send: AsyncStream<Event>.Continuation

    package init(_ members: [(SupervisionMachine.Member, ChildCommand)], report: @escaping Report) {
        self.machine = SupervisionMachine(members.map(\.0))
        self.commands = Dictionary(uniqueKeysWithValues: members.map { ($0.0.name, $0.1) })
        self.report = report
        (self.events, self.send) = AsyncStream.makeStream()
    }

    private var now: Double {
        let (seconds, attoseconds) = self.origin.duration(to: self.clock.now).components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    /// Works until everything has been stopped. Has to run for the other methods to have an effect.
    package func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { [send] in
                while (try? await Task.sleep(for: .milliseconds(200))) != nil { send.yield(.tick) }
            }
            for await event in self.events {
                switch event {
                case .ended(let name, let status):
                    self.children[name] = nil
                    await self.perform(self.machine.ended(name, status, now: self.now))
                case .tick: await self.perform(self.machine.tick(now: self.now))
                }
                if self.hasFinished { break }
            }
            group.cancelAll()
        }
    }

    package func launch(_ names: [String]) async {
        await self.perform(self.machine.launch(names, now: self.now))
    }

    /// Stops everything, stage by stage; returns at once. A second call hurries.
    package func stop() async {
        await self.perform(self.machine.stop(now: self.now))
    }

    /// Stops one child so that it starts again.
    package func restart(_ name: String) async {
        await self.perform(self.machine.restart(name))
    }

    /// Whether `stop` has been called.
    package var isStopping: Bool { self.machine.isStopping }

    package func becameReady(_ name: String) { self.machine.becameReady(name) }
    package func earlyEnds(_ name: String) -> Int { self.machine.earlyEnds(name) }
    package func pid(_ name: String) -> pid_t? { self.children[name]?.pid }

    /// Passes a signal on, for example `.hangUp` to make PostgreSQL read its certificate again.
    package func signal(_ signal: ProcessSignal, to name: String) { self.children[name]?.send(signal) }

    /// Returns when everything has been stopped.
    package func finish() async {
        if self.hasFinished { return }
        await withCheckedContinuation { self.waiters.append($0) }
    }

    private func perform(_ actions: [SupervisionMachine.Action]) async {
        for action in actions {
            switch action {
            case .start(let name): await self.start(name)
            case .restartLater(let name, let delay, let status):
                self.report("\(name) ended (\(status)); it starts again in \(delay) s")
            case .send(let signal, let name):
                if signal != .terminate && signal != .interrupt {
                    self.report("\(name) does not stop; sending \(signal.name)")
                }
                if let child = self.children[name] { child.send(signal) } else { self.early[name] = signal }
            case .finished:
                self.hasFinished = true
                // Wakes the loop of run().
                self.send.yield(.tick)
                for waiter in self.waiters { waiter.resume() }
                self.waiters = []
            }
        }
    }

    private func start(_ name: String) async {
        guard let command = self.commands[name] else { preconditionFailure("no command for \(name)") }
        do throws(CommandFailure) {
            let child = try await ChildProcess.start(command) { [send] status in
                send.yield(.ended(name, status))
            }
            self.children[name] = child
            if let signal = self.early.removeValue(forKey: name) { child.send(signal) }
        } catch {
            self.report("\(error)")
            self.send.yield(.ended(name, .code(127)))
        }
    }
}
