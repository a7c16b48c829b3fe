import Access
import ConveneCommands
import Testing

@Suite struct SupervisionMachineTests {
    private typealias Action = SupervisionMachine.Action

    /// A house of three: portal (stage 0), one service (stage 1), the database (stage 2).
    private func house() -> SupervisionMachine {
        SupervisionMachine([
            .init(name: "portal", stage: 0, grace: 4),
            .init(name: "selection", stage: 1, grace: 5),
            .init(name: "postgres", stage: 2, stopSignal: .interrupt, grace: 6, harderSignal: .quit),
        ])
    }

    private func running() -> SupervisionMachine {
        var machine = self.house()
        _ = machine.launch(["postgres", "selection", "portal"], now: 0)
        return machine
    }

    @Test func launchesOnceAndInTheGivenOrder() {
        var machine = self.house()
        #expect(machine.launch(["postgres"], now: 0) == [.start("postgres")])
        #expect(machine.launch(["postgres", "selection"], now: 1) == [.start("selection")])
        #expect(machine.launch(["nobody"], now: 1).isEmpty)
    }

    @Test func startsAgainAfterTheDelay() {
        var machine = self.running()
        #expect(
            machine.ended("selection", .code(1), now: 2)
                == [.restartLater("selection", after: 0.5, status: .code(1))])
        #expect(machine.tick(now: 2.4).isEmpty)
        #expect(machine.tick(now: 2.5) == [.start("selection")])
        #expect(machine.tick(now: 9).isEmpty)
    }

    @Test func delaysGrowWithEarlyEndsAndBeginAnewAfterALongLife() {
        var machine = self.running()
        var now = 0.0
        var delays: [Double] = []
        for _ in 0..<8 {
            now += 0.1
            for case .restartLater(_, let delay, _) in machine.ended("selection", .signal(9), now: now) {
                delays.append(delay)
                now += delay
            }
            #expect(machine.tick(now: now) == [.start("selection")])
        }
        #expect(delays == [0.5, 1, 2, 4, 5, 5, 5, 5])
        #expect(machine.earlyEnds("selection") == 8)
        now += 61
        #expect(
            machine.ended("selection", .code(0), now: now)
                == [.restartLater("selection", after: 0.5, status: .code(0))])
    }

    @Test func endsAfterReadinessAreNotEarly() {
        var machine = self.running()
        machine.becameReady("portal")
        _ = machine.ended("portal", .code(1), now: 1)
        #expect(machine.earlyEnds("portal") == 0)
    }

    @Test func stopsStageByStage() {
        var machine = self.running()
        #expect(machine.stop(now: 10) == [.send(.terminate, to: "portal")])
        #expect(machine.tick(now: 11).isEmpty)
        #expect(machine.ended("portal", .code(0), now: 11) == [.send(.terminate, to: "selection")])
        #expect(machine.ended("selection", .code(0), now: 12) == [.send(.interrupt, to: "postgres")])
        #expect(!machine.isFinished)
        #expect(machine.ended("postgres", .code(0), now: 13) == [.finished])
        #expect(machine.isFinished)
        #expect(machine.tick(now: 100).isEmpty)
    }

    @Test func harderSignalsForThoseThatDoNotStop() {
        var machine = self.running()
        _ = machine.stop(now: 10)
        #expect(machine.tick(now: 13.9).isEmpty)
        #expect(machine.tick(now: 14) == [.send(.kill, to: "portal")])
        #expect(machine.tick(now: 20).isEmpty)
        _ = machine.ended("portal", .signal(9), now: 20)
        _ = machine.ended("selection", .code(0), now: 20)
        #expect(machine.tick(now: 26) == [.send(.quit, to: "postgres")])
        #expect(machine.tick(now: 28) == [.send(.kill, to: "postgres")])
        #expect(machine.ended("postgres", .signal(9), now: 29) == [.finished])
    }

    @Test func theWholeStopFitsIntoTwentySeconds() {
        var machine = SupervisionMachine(
            ServicePlanTests.plan().members(cluster: nil).map(\.0)
                + [.init(name: "postgres", stage: 2, stopSignal: .interrupt, grace: 6, harderSignal: .quit)])
        _ = machine.launch(ServicePlan.services.map(\.rawValue) + ["postgres"], now: 0)
        // Everybody ignores the first signal and dies of KILL.
        var queue = machine.stop(now: 0)
        var now = 0.0
        while !machine.isFinished, now < 60 {
            let killed = queue.compactMap { if case .send(.kill, let name) = $0 { name } else { nil } }
            queue = killed.flatMap { machine.ended($0, .signal(9), now: now) }
            now += 0.1
            queue += machine.tick(now: now)
        }
        #expect(machine.isFinished)
        #expect(now < 20)
    }

    @Test func aSecondStopHurries() {
        var machine = self.running()
        _ = machine.stop(now: 10)
        #expect(machine.stop(now: 10.5) == [.send(.kill, to: "portal")])
        #expect(machine.stop(now: 10.6).isEmpty)
    }

    @Test func whatWaitsForARestartIsNotStartedWhileStopping() {
        var machine = self.running()
        _ = machine.ended("portal", .code(1), now: 1)
        #expect(machine.stop(now: 1.1) == [.send(.terminate, to: "selection")])
        #expect(machine.tick(now: 5).isEmpty)
        #expect(machine.launch(["portal"], now: 5).isEmpty)
    }

    @Test func anEndBeforeItsStageIsCounted() {
        var machine = self.running()
        _ = machine.stop(now: 1)
        #expect(machine.ended("postgres", .signal(9), now: 1).isEmpty)
        #expect(machine.ended("portal", .code(0), now: 2) == [.send(.terminate, to: "selection")])
        #expect(machine.ended("selection", .code(0), now: 3) == [.finished])
    }

    @Test func stoppingAnEmptyHouseFinishesAtOnce() {
        var machine = self.house()
        #expect(machine.stop(now: 0) == [.finished])
        #expect(machine.isFinished)
    }

    @Test func restartSendsTheCleanSignal() {
        var machine = self.running()
        #expect(machine.restart("postgres") == [.send(.interrupt, to: "postgres")])
        #expect(
            machine.ended("postgres", .code(0), now: 70)
                == [.restartLater("postgres", after: 0.5, status: .code(0))])
        #expect(machine.restart("postgres").isEmpty)
    }
}
