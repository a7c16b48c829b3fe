import Access
import ConveneCommands
import Postgres
import TestSupport

// What no door tells: the lines beside each change.
extension FaultPlace {
    /// Retries while the database comes up again: the checks begin when the doors are ready, not this pool.
    func ask(_ sql: SQL) async throws -> Int {
        var attempt = 0
        while true {
            do {
                return try await self.database.fetchValue(sql, as: Int.self)
            } catch let error as DatabaseError where attempt < 100 && error.code != .server {
                attempt += 1
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    /// How many lines a service's audit log has for an act on an object.
    func count(_ action: String, _ object: String, in schema: String) async throws -> Int {
        let table: SQL =
            switch schema {
            case "applications": "applications.audit"
            case "selection": "selection.audit"
            case "travel": "travel.audit"
            default: "scheduling.audit"
            }
        return try await self.ask(
            "select count(*) from \(fragment: table) where object = \(object) and action = \(action)")
    }

    /// Every chain of the audit is whole and agrees with the signed checkpoints, as the operator's command finds.
    func verifyAudit() throws {
        let outcome = try self.convene.run(["audit", "verify", "--home", self.home.path])
        self.tally.count { $0.isAuditWhole = outcome.status == 0 }
        self.tally.require(outcome.status == 0, .changed, "convene audit verify: \(outcome.text)")
    }

    /// One line of the audit log for each change.
    func expect(_ action: String, _ object: String, in schema: String, _ wanted: Int) async throws {
        let count = try await self.count(action, object, in: schema)
        self.tally.require(
            count == wanted, count > wanted ? .doubled : .lost,
            "\(object): \(count) audit lines of \(action), not \(wanted)")
    }

    /// One event of the applications service for each change.
    func expectEvents(_ kind: String, _ subject: String, _ wanted: Int) async throws {
        let count = try await self.ask(
            "select count(*) from applications.outbox where subject = \(subject) and kind = \(kind)")
        self.tally.require(
            count == wanted, count > wanted ? .doubled : .lost,
            "\(subject): \(count) events of \(kind), not \(wanted)")
    }
}
