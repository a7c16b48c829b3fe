import Primitives
import Synchronization

/// Reads of single things by their keys, where those that are asked for at the same time share a statement.
///
/// Whoever finds no statement on its way lets the tasks that are ready on its thread go first, and then leaves with
/// those of them that want to read too. Meanwhile further reads gather for the next statement, which leaves when that one
/// has landed, whatever the threads of those who wait are doing; a second one leaves beside it when enough wait, or when it
/// does not land. So one read alone goes out at once, nobody waits for company, and the busier the service, the less a
/// read costs the server. A read only ever travels with a statement that is sent after it was asked for, so whoever has
/// changed something and then reads sees the change.
///
/// Whoever is limited in what she reaches (`DatabaseConfiguration.transactionParameters`) asks alone: the server then
/// judges her rows and nobody else's.
///
/// ```swift
/// let reads = GatheredReads(database) { ids, database in
///     try await database.fetchAll("select … from call where id = any((select \(ids))::uuid[])", as: Row.self)
///         .reduce(into: [:]) { $0[$1.id] = $1 }
/// }
/// let row = try await reads.value(id)
/// ```
package final class GatheredReads<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// Reads what is there of some things.
    package typealias Fetch = @Sendable ([Key], Database) async throws -> [Key: Value]

    private struct Passenger {
        let number: UInt64
        let key: Key
        let deadline: ContinuousClock.Instant
        /// From when on it does not wait any longer for the statement before it.
        let patience: ContinuousClock.Instant
    }

    private struct State {
        /// Statements on their way at the same time, at most.
        let lanes: Int
        /// Reads that are worth a statement of their own while another one is on its way.
        let worthwhile: Int
        var flights = 0
        var serial: UInt64 = 0
        /// In the order in which they came. Each has its continuation.
        var waiting: [Passenger] = []
        var continuations: [UInt64: (CheckedContinuation<Value?, any Error>, deadline: ContinuousClock.Instant)] = [:]

        /// Whether the one who has waited longest has waited long enough.
        private var isImpatient: Bool { self.waiting.first.map { $0.patience <= .now } ?? false }

        /// Takes a lane for another statement: the first always, further ones when so many wait that they are worth it, or
        /// one has waited too long.
        mutating func takeLane(for count: Int) -> Bool {
            guard self.flights == 0 || (self.flights < self.lanes && (count >= self.worthwhile || self.isImpatient))
            else { return false }
            self.flights += 1
            return true
        }
    }

    /// How long one waits for the statement before hers while another lane is free: many times what a look at single
    /// things takes, so that only one that is stuck is passed.
    private static var patience: Duration { .milliseconds(50) }

    private let database: Database
    private let most: Int
    private let fetch: Fetch
    private let state: Locked<State>
    private let ticker: ReactorTicker

    /// - Parameters:
    ///   - lanes: statements on their way at the same time, at most.
    ///   - most: reads in one statement.
    package init(_ database: Database, lanes: Int = 2, most: Int = 64, fetch: @escaping Fetch) {
        self.database = database
        self.most = max(1, most)
        // Half of what a statement takes along. With eight of 64, a GET cost a seventh more (32 clients, two cores):
        // statements that leave early are small.
        self.state = Locked(State(lanes: max(1, lanes), worthwhile: (self.most + 1) / 2))
        self.fetch = fetch
        self.ticker = ReactorTicker(reactor: database.reactor)
        self.ticker.start { [weak self] in self?.tick() }
    }

    /// The thing of this key; nil when there is none.
    /// - Throws: `DatabaseError`, and what `fetch` throws for this key. One that cannot be read spoils no other.
    package func value(_ key: Key) async throws -> Value? {
        guard self.database.configuration.transactionParameters().isEmpty else {
            return try await self.fetch([key], self.database)[key]
        }
        let deadline = QueryDeadline.resolve(default: self.database.configuration.defaultTimeout)
        let leads = self.state.withLock { $0.takeLane(for: $0.waiting.count + 1) }
        if leads { await Task.yield() }
        return try await self.travel(key, until: deadline, leads: leads)
    }

    /// Waits for the statement that takes the key along.
    /// - Parameter leads: it has a lane, and sees to it that the statement leaves.
    private func travel(_ key: Key, until deadline: ContinuousClock.Instant, leads: Bool) async throws -> Value? {
        let number = self.state.withLock { state in
            state.serial += 1
            return state.serial
        }
        let cancellation = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let patience = ContinuousClock.now.advanced(by: Self.patience)
                let leaves = self.state.withLock { state in
                    state.continuations[number] = (continuation, deadline)
                    state.waiting.append(
                        Passenger(number: number, key: key, deadline: deadline, patience: patience))
                    // Looked at again where it is noted who waits: the last statement may have landed just before.
                    return leads || state.takeLane(for: state.waiting.count)
                }
                self.ticker.set(min(deadline, patience))
                // Not this task itself: it may be cancelled or have little time left, and others travel with it.
                if leaves { self.leaveWithStatement() }
                if cancellation.isSet { self.leave(number, .cancelled) }
            }
        } onCancel: {
            cancellation.set()
            self.leave(number, .cancelled)
        }
    }

    private func leave(_ number: UInt64, _ code: DatabaseError.Code) {
        let left = self.state.withLock { state in
            state.waiting.removeAll { $0.number == number }
            return state.continuations.removeValue(forKey: number)
        }
        left?.0.resume(throwing: DatabaseError(code))
    }

    /// Answers those whose time is up, wherever they are, and passes a statement that is stuck.
    private func tick() {
        let now = ContinuousClock.now
        let (late, next, leaves) = self.state.withLock { state in
            let late = state.continuations.filter { $0.value.deadline <= now }.map(\.key)
            var next = state.continuations.values.lazy.map(\.deadline).filter { $0 > now }.min()
            var leaves = false
            if let patience = state.waiting.first?.patience {
                if patience > now {
                    next = next.map { min($0, patience) }
                } else {
                    leaves = state.takeLane(for: state.waiting.count)
                }
            }
            return (late, next, leaves)
        }
        for number in late { self.leave(number, .timeout) }
        if leaves { self.leaveWithStatement() }
        self.ticker.set(next)
    }

    // MARK: Statements

    /// On a task of its own; the lane has been taken.
    private func leaveWithStatement() {
        Task.detached(executorPreference: self.database.executor) { await self.fly() }
    }

    /// One statement after the other, as long as somebody waits whom no other lane serves.
    private func fly() async {
        repeat {
            let passengers = self.state.withLock { state in
                let passengers = Array(state.waiting.prefix(self.most))
                state.waiting.removeFirst(passengers.count)
                return passengers
            }
            if !passengers.isEmpty { await self.serve(passengers) }
        } while self.state.withLock({ state in
            state.flights -= 1
            return !state.waiting.isEmpty && state.takeLane(for: state.waiting.count)
        })
    }

    private func serve(_ passengers: [Passenger]) async {
        do {
            let found = try await self.read(passengers, until: passengers)
            self.land(passengers) { .success(found[$0]) }
        } catch {
            guard passengers.count > 1, Self.mayBeOfOne(error) else {
                return self.land(passengers) { _ in .failure(error) }
            }
            await self.serveEach(passengers)
        }
    }

    /// One after the other, so that one that cannot be read spoils no other.
    private func serveEach(_ passengers: [Passenger]) async {
        for (index, passenger) in passengers.enumerated() {
            guard self.state.withLock({ $0.continuations[passenger.number] != nil }) else { continue }
            do {
                // As long as one of those after it has time: the ticker answers this one when its own is up.
                let found = try await self.read([passenger], until: passengers[index...])
                self.land([passenger]) { .success(found[$0]) }
            } catch {
                // Not this one's fault: the others would fare the same.
                let concerned = Self.mayBeOfOne(error) ? [passenger] : Array(passengers[index...])
                self.land(concerned) { _ in .failure(error) }
            }
        }
    }

    /// Reads until the last of those who wait for it has to be answered.
    private func read(
        _ passengers: [Passenger], until waiting: some Sequence<Passenger>
    ) async throws -> [Key: Value] {
        try await WorkDeadline.$current.withValue(waiting.lazy.map(\.deadline).max()) {
            try await self.fetch(Array(Set(passengers.map(\.key))), self.database)
        }
    }

    /// Whether the fault may lie with one row: then the others are read without it.
    private static func mayBeOfOne(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return true }
        // Of what the server refuses, class 22: what it finds in the data.
        return switch error.code {
        case .decoding: true
        case .server: error.sqlState?.hasPrefix("22") ?? false
        default: false
        }
    }

    private func land(_ passengers: [Passenger], _ result: (Key) -> Result<Value?, any Error>) {
        let arrived = self.state.withLock { state in
            passengers.compactMap { passenger in
                state.continuations.removeValue(forKey: passenger.number).map { (passenger.key, $0.0) }
            }
        }
        for (key, continuation) in arrived { continuation.resume(with: result(key)) }
    }
}
