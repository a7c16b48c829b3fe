import Postgres
import Primitives
import Testing

struct PoolStateMachineTests {
    private func machine(
        connections: Int = 2, waiting: Int = 8, change: (inout PoolStateMachine.Limits) -> Void = { _ in }
    ) -> PoolStateMachine {
        var limits = PoolStateMachine.Limits()
        limits.connections = connections
        limits.waiting = waiting
        change(&limits)
        return PoolStateMachine(limits: limits, seed: 7)
    }

    private func grant(_ request: UInt64, _ connection: Int) -> PoolStateMachine.Grant {
        PoolStateMachine.Grant(request: request, connection: connection)
    }

    @Test func opensOnDemandAndServesInOrder() {
        var pool = self.machine()
        #expect(pool.lease(1, deadline: .seconds(10), now: .zero).opening?.connection == 1)
        #expect(pool.lease(2, deadline: .seconds(10), now: .zero).opening?.connection == 2)
        #expect(pool.lease(3, deadline: .seconds(10), now: .zero).opening == nil)
        #expect(pool.opened(2, now: .zero).grant == self.grant(1, 2))
        #expect(pool.opened(1, now: .zero).grant == self.grant(2, 1))
        #expect(pool.release(1, now: .zero).grant == self.grant(3, 1))
        #expect(pool.release(2, now: .zero).grant == nil)
        #expect(pool.idleCount == 1 && pool.leasedCount == 1)
    }

    @Test func handsOutWhatCameBackLast() {
        var pool = self.machine()
        for request: UInt64 in 1...2 { _ = pool.lease(request, deadline: .seconds(9), now: .zero) }
        _ = pool.opened(1, now: .zero)
        _ = pool.opened(2, now: .zero)
        _ = pool.release(2, now: .zero)
        _ = pool.release(1, now: .zero)
        #expect(pool.lease(3, deadline: .seconds(9), now: .zero).grant == self.grant(3, 1))
    }

    @Test func refusesWhenTheQueueIsFullAndWhenTheWaitIsOver() {
        var pool = self.machine(connections: 1, waiting: 2)
        for request: UInt64 in 1...2 { _ = pool.lease(request, deadline: .seconds(Int64(request)), now: .zero) }
        let refused = pool.lease(3, deadline: .seconds(9), now: .zero).failure
        #expect(refused == PoolStateMachine.Failure(requests: [3], code: .poolExhausted))
        #expect(pool.nextTick == .seconds(1))
        #expect(pool.tick(now: .seconds(1)).failure == .init(requests: [1], code: .poolExhausted))
        #expect(pool.opened(1, now: .seconds(1)).grant == self.grant(2, 1))
    }

    @Test func aCancelledWaiterIsPassedOver() {
        var pool = self.machine(connections: 1)
        for request: UInt64 in 1...3 { _ = pool.lease(request, deadline: .seconds(9), now: .zero) }
        let cancelled = [pool.cancel(1), pool.cancel(1)]
        #expect(cancelled == [true, false])
        #expect(pool.opened(1, now: .zero).grant == self.grant(2, 1))
        let wasWaiting = pool.cancel(2)
        #expect(!wasWaiting)
    }

    @Test func thoseWithOneStatementShareAConnection() {
        var pool = self.machine(connections: 1, waiting: 20) { $0.sharing = 3 }
        let mayShare: Set<UInt64> = [1, 2, 3, 4, 6, 7]
        for request: UInt64 in 1...7 {
            _ = pool.lease(request, deadline: .seconds(9), now: .zero, mayShare: mayShare.contains(request))
        }
        // As many as may share, in their order; nobody overtakes the fifth, who wants a connection alone.
        #expect(pool.opened(1, now: .zero).grant == .init(request: 1, connection: 1, companions: [2, 3]))
        let left = [pool.leave(1), pool.leave(1), pool.leave(1)]
        #expect(left == [false, false, true])
        #expect(pool.release(1, now: .zero).grant == self.grant(4, 1))
        let wasLast = pool.leave(1)
        #expect(wasLast)
        #expect(pool.release(1, now: .zero).grant == self.grant(5, 1))
        #expect(pool.release(1, now: .zero).grant == .init(request: 6, connection: 1, companions: [7]))
        #expect(pool.waitingCount == 0 && pool.leasedCount == 1)
    }

    @Test func waitsLongerAfterEachFailureThenRefusesAtOnceThenRecovers() {
        var pool = self.machine(connections: 4)
        _ = pool.lease(1, deadline: .seconds(60), now: .zero)
        var connection = 1
        var now = Duration.zero
        var previous = Duration.zero
        var refused: PoolStateMachine.Failure?
        for _ in 0..<16 {
            let action = pool.openFailed(connection, now: now)
            guard let opening = action.opening else {
                Issue.record("attempts must go on")
                return
            }
            #expect(opening.delay >= previous * 0.97 && opening.delay <= .seconds(11))
            previous = opening.delay
            connection = opening.connection
            now += opening.delay
            refused = refused ?? action.failure
        }
        #expect(refused == PoolStateMachine.Failure(requests: [1], code: .unavailable))
        #expect(pool.isCircuitOpen(now: now))
        #expect(pool.lease(2, deadline: now + .seconds(5), now: now).failure?.code == .unavailable)
        #expect(pool.openingCount == 1)
        _ = pool.opened(connection, now: now)
        #expect(!pool.isCircuitOpen(now: now))
        #expect(pool.lease(3, deadline: now + .seconds(5), now: now).grant == self.grant(3, connection))
    }

    /// An attempt for one more connection fails while there is one, nobody waits, and that one goes much later.
    @Test func aFailureBesideALiveConnectionOpensNoCircuit() {
        var pool = self.machine(connections: 2)
        _ = pool.lease(1, deadline: .seconds(9), now: .zero)
        _ = pool.opened(1, now: .zero)
        #expect(pool.lease(2, deadline: .seconds(9), now: .zero).opening?.connection == 2)
        #expect(pool.release(1, now: .seconds(1)).grant == self.grant(2, 1))
        #expect(pool.openFailed(2, now: .seconds(1)).opening == nil)
        _ = pool.release(1, now: .seconds(1))
        #expect(pool.lost(1, now: .seconds(60)).opening == nil)
        let action = pool.lease(3, deadline: .seconds(70), now: .seconds(61))
        #expect(action.failure == nil && action.opening?.connection == 3)
    }

    @Test func onlyOneAttemptAtATimeWhileFailing() {
        var pool = self.machine(connections: 4)
        _ = pool.lease(1, deadline: .seconds(60), now: .zero)
        #expect(pool.openFailed(1, now: .zero).opening != nil)
        #expect(pool.lease(2, deadline: .seconds(60), now: .zero).opening == nil)
        // Success lets the others follow.
        let action = pool.opened(2, now: .zero)
        #expect(action.grant == self.grant(1, 2) && action.opening != nil)
    }

    @Test func closesWhatIsIdleTooLongOrTooOld() {
        var pool = self.machine(connections: 1)
        _ = pool.lease(1, deadline: .seconds(9), now: .zero)
        _ = pool.opened(1, now: .zero)
        _ = pool.release(1, now: .seconds(1))
        #expect(pool.nextTick == .seconds(301))
        #expect(pool.tick(now: .seconds(300)).closing == [])
        #expect(pool.tick(now: .seconds(301)).closing == [1])
        #expect(pool.idleCount == 0)
        _ = pool.lease(2, deadline: .seconds(9999), now: .seconds(400))
        _ = pool.opened(2, now: .seconds(400))
        #expect(pool.release(2, now: .seconds(400 + 3961)).closing == [2])
    }

    @Test func shutsDown() {
        var pool = self.machine(connections: 2)
        _ = pool.lease(1, deadline: .seconds(9), now: .zero)
        _ = pool.lease(2, deadline: .seconds(9), now: .zero)
        _ = pool.opened(1, now: .zero)
        _ = pool.opened(2, now: .zero)
        _ = pool.release(2, now: .zero)
        #expect(pool.shutDown().closing == [2])
        #expect(pool.lease(3, deadline: .seconds(9), now: .zero).failure?.code == .unavailable)
        #expect(pool.release(1, now: .zero).closing == [1])
        #expect(pool.leasedCount == 0 && pool.idleCount == 0)
    }

    /// What the world around the machine knows: it performs the actions and checks every promise.
    private struct World {
        var pool: PoolStateMachine
        var random: SeededGenerator
        var now = Duration.zero
        var serial: UInt64 = 0
        var waiting: [UInt64] = []
        var opening: [Int] = []
        var leased: [Int] = []
        /// How many have a leased connection.
        var users: [Int: Int] = [:]
        var open: Set<Int> = []
        var answered: Set<UInt64> = []
        var faults: [String] = []

        static func mayShare(_ request: UInt64) -> Bool { request % 5 < 3 }

        mutating func perform(_ action: PoolStateMachine.Action) {
            if let grant = action.grant {
                let granted = [grant.request] + grant.companions
                for request in granted {
                    if !self.answered.insert(request).inserted { self.faults.append("answered twice") }
                    if self.waiting.first != request { self.faults.append("not the first in the queue") }
                    self.waiting.removeAll { $0 == request }
                }
                if granted.count > self.pool.limits.sharing { self.faults.append("too many share") }
                if granted.count > 1, !granted.allSatisfy(Self.mayShare) {
                    self.faults.append("shared by one who may not")
                }
                self.users[grant.connection] = granted.count
                if !self.open.contains(grant.connection) { self.faults.append("granted a connection not open") }
                if self.leased.contains(grant.connection) { self.faults.append("granted to two") }
                self.leased.append(grant.connection)
            }
            for request in action.failure?.requests ?? [] {
                if !self.answered.insert(request).inserted { self.faults.append("failed twice") }
                self.waiting.removeAll { $0 == request }
            }
            if let opening = action.opening { self.opening.append(opening.connection) }
            for connection in action.closing {
                if !self.open.contains(connection) { self.faults.append("closed what is not open") }
                if self.leased.contains(connection) { self.faults.append("closed under a user") }
                self.open.remove(connection)
            }
        }

        mutating func takeRandom<Value>(_ list: inout [Value]) -> Value? {
            list.isEmpty ? nil : list.remove(at: self.random.below(list.count))
        }

        mutating func step(failing: Bool) {
            self.now += .milliseconds(self.random.below(400))
            switch self.random.below(12) {
            case 0...3:
                self.serial += 1
                self.waiting.append(self.serial)
                let patience = Duration.milliseconds(1 + self.random.below(4000))
                self.perform(
                    self.pool.lease(
                        self.serial, deadline: self.now + patience, now: self.now,
                        mayShare: Self.mayShare(self.serial)))
            case 4...6:
                var list = self.leased
                if let connection = self.takeRandom(&list) {
                    let left = self.users[connection, default: 0] - 1
                    self.users[connection] = left
                    if self.pool.leave(connection) != (left == 0) { self.faults.append("miscounted who shares") }
                    guard left == 0 else { return }
                    self.leased = list
                    let action = self.pool.release(connection, now: self.now)
                    self.perform(action)
                }
            case 7, 8:
                var list = self.opening
                if let connection = self.takeRandom(&list) {
                    self.opening = list
                    if failing, self.random.below(10) < 8 {
                        self.perform(self.pool.openFailed(connection, now: self.now))
                    } else {
                        self.open.insert(connection)
                        self.perform(self.pool.opened(connection, now: self.now))
                    }
                }
            case 9:
                if let connection = self.open.sorted().randomElement(using: &self.random), self.random.below(3) == 0 {
                    self.open.remove(connection)
                    self.leased.removeAll { $0 == connection }
                    self.perform(self.pool.lost(connection, now: self.now))
                }
            case 10:
                if let request = self.waiting.randomElement(using: &self.random), self.pool.cancel(request) {
                    self.answered.insert(request)
                    self.waiting.removeAll { $0 == request }
                }
            default: self.perform(self.pool.tick(now: self.now))
            }
        }

        mutating func check() {
            let pool = self.pool
            if pool.waitingCount != self.waiting.count { self.faults.append("lost a waiter") }
            if pool.leasedCount != self.leased.count { self.faults.append("lost a lease") }
            if pool.idleCount != self.open.count - self.leased.count { self.faults.append("lost a connection") }
            if pool.openingCount != self.opening.count { self.faults.append("lost an attempt") }
            if self.open.count + self.opening.count > pool.limits.connections { self.faults.append("too many") }
            if pool.isCircuitOpen(now: self.now), self.opening.isEmpty { self.faults.append("refuses for ever") }
            if pool.waitingCount > 0, pool.idleCount > 0 { self.faults.append("idle while somebody waits") }
            if pool.waitingCount > 0, self.opening.isEmpty, self.open.count < pool.limits.connections,
                self.leased.count < pool.limits.connections
            {
                self.faults.append("somebody waits and nothing is opened")
            }
        }
    }

    @Test(arguments: [false, true])
    func keepsItsPromisesInRandomTraces(failing: Bool) {
        for seed in 0..<4000 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let pool = self.machine(connections: 1 + random.below(5), waiting: 1 + random.below(6)) {
                $0.idleTimeout = .seconds(3)
                $0.lifetime = .seconds(20)
                $0.circuitAfter = .seconds(2)
            }
            var world = World(pool: pool, random: random)
            for _ in 0..<120 {
                world.step(failing: failing)
                world.check()
            }
            // In the end everybody has an answer and nothing is left open.
            world.perform(world.pool.shutDown())
            for connection in world.leased {
                world.leased.removeAll { $0 == connection }
                world.perform(world.pool.release(connection, now: world.now))
            }
            for connection in world.opening {
                world.open.insert(connection)
                world.perform(world.pool.opened(connection, now: world.now))
            }
            if !world.open.isEmpty { world.faults.append("left open") }
            if world.answered.count != Int(world.serial) { world.faults.append("somebody has no answer") }
            guard world.faults.isEmpty else {
                Issue.record("seed \(seed): \(world.faults.prefix(3))")
                return
            }
        }
    }
}
