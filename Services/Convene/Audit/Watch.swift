import Access
import Durability
import Foundation
import Postgres
import Primitives
import Synchronization

/// Keeps outside of the database what must outlive it: signed checkpoints of the audit chains, and who has been erased.
/// Part of `convene up`; `convene audit watch` for installations that something else starts.
package struct Watch: Sendable {
    private let notary: Notary
    private let keeper: TombstoneKeeper
    private let setup: DatabaseSetup

    package init(_ home: Home, _ setup: DatabaseSetup) throws {
        self.notary = try Notary(home)
        self.keeper = TombstoneKeeper(home, setup)
        self.setup = setup
    }

    /// Watches until it is cancelled. A database that does not answer is waited for, and said to be.
    package func run(warn: @escaping @Sendable (String) -> Void) async {
        let warnings = Warnings(warn)
        while !Task.isCancelled {
            do {
                let configuration = try self.setup.configuration(role: DatabaseSetup.auditor)
                try await DatabaseSetup.withDatabase(configuration) { try await self.look($0, warnings) }
            } catch {
                warnings.say("the database", error, "the audit is not signed, and nobody notes who is erased")
            }
            try? await Task.sleep(for: .seconds(2))
        }
    }

    /// Looks once a second for as long as the connection is good.
    private func look(_ database: Database, _ warnings: Warnings) async throws {
        var noted: ContinuousClock.Instant?
        while !Task.isCancelled {
            if noted.map({ .now - $0 >= .seconds(TombstoneKeeper.interval) }) ?? true {
                noted = .now
                try await warnings.heed("the list of the erased", "a restore would bring them back") {
                    try await self.keeper.note(database)
                }
            }
            for service in Notary.services {
                try await warnings.heed("the audit of \(service.rawValue)", "it is not signed") {
                    try await self.notary.signWhenDue(service, on: database)
                }
            }
            try await Task.sleep(for: .seconds(1))
        }
    }
}

/// Says what went wrong, each thing once in ten minutes: it does not go away by itself.
private final class Warnings: Sendable {
    private static let silence = Duration.seconds(600)

    private let said = Locked<[String: ContinuousClock.Instant]>([:])
    private let warn: @Sendable (String) -> Void

    init(_ warn: @escaping @Sendable (String) -> Void) {
        self.warn = warn
    }

    /// Does one thing. That it cannot be done is said, and is no reason to leave the rest; only without the database
    /// there is no rest.
    func heed(_ name: String, _ consequence: String, _ act: () async throws -> Void) async throws {
        do {
            try await act()
        } catch let error as DatabaseError where [.connectionLost, .unavailable, .poolExhausted].contains(error.code) {
            throw error
        } catch {
            self.say(name, error, consequence)
        }
    }

    func say(_ name: String, _ error: any Error, _ consequence: String) {
        guard !Task.isCancelled else { return }
        let isNew = self.said.withLock { said in
            if let last = said[name], .now - last < Self.silence { return false }
            said[name] = .now
            return true
        }
        guard isNew else { return }
        if let failure = error as? CommandFailure {
            self.warn("\(failure)")
        } else {
            // The kind alone: what a library says may hold more.
            let kind = (error as? DatabaseError).map { "\($0.code)" } ?? "\(type(of: error))"
            self.warn("\(name): \(kind); \(consequence) until that is over")
        }
    }
}
