import Access
import Durability
import Foundation
import Postgres
import Primitives
import Synchronization

/// Keeps outside of the database what must outlive it: signed checkpoints of the audit chains, and who has been erased.
/// Part of `convene up`; `convene audit watch` for installations that something else starts.
package struct Watch: Sendable {
    /// Seconds between two warnings of the same thing: it does not go away by itself.
    private static let silence = Duration.seconds(600)

    private let notary: Notary
    private let keeper: TombstoneKeeper
    private let setup: DatabaseSetup

    package init(_ home: Home, _ setup: DatabaseSetup) throws {
        self.notary = try Notary(home)
        self.keeper = TombstoneKeeper(home, setup)
        self.setup = setup
    }

    /// Watches until it is cancelled. A database that does not answer is waited for: the supervisor and `convene check`
    /// speak of that.
    package func run(warn: @escaping @Sendable (String) -> Void) async {
        let warned = Locked<[String: ContinuousClock.Instant]>([:])
        while !Task.isCancelled {
            try? await DatabaseSetup.withDatabase(try self.setup.configuration(role: DatabaseSetup.auditor)) {
                database in
                var second = 0
                while !Task.isCancelled {
                    for service in Notary.services {
                        try await Self.heed(service.rawValue, warned, warn) {
                            try await self.notary.signWhenDue(service, on: database)
                        }
                    }
                    if second.isMultiple(of: TombstoneKeeper.interval) {
                        try await Self.heed("tombstones", warned, warn) { try await self.keeper.note(database) }
                    }
                    second += 1
                    try await Task.sleep(for: .seconds(1))
                }
            }
            try? await Task.sleep(for: .seconds(2))
        }
    }

    /// Does one thing; that it cannot be done is said, and is no reason to leave the others.
    private static func heed(
        _ name: String, _ warned: borrowing Locked<[String: ContinuousClock.Instant]>,
        _ warn: @Sendable (String) -> Void, _ act: () async throws -> Void
    ) async throws {
        do {
            try await act()
        } catch let failure as CommandFailure {
            let isNew = warned.withLock { warned in
                if let last = warned[name], .now - last < Self.silence { return false }
                warned[name] = .now
                return true
            }
            if isNew { warn("\(failure)") }
        }
    }
}
