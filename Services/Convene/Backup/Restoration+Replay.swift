import Access
import Durability
import Foundation
import Postgres
import Primitives
import Synchronization

/// The part of a restoration for which the restored server works.
extension Restoration {
    /// What is known once the replay is over.
    struct Settled: Sendable {
        /// Moment of the last audit line that is back.
        let last: Instant?
        /// Data keys of erased people that had come back, and were destroyed again.
        let erasedAgain: Int
        /// What the audit's checkpoints have to say once the data are in their place.
        let notices: [AuditCheckpoint]
    }

    /// Starts the server on the restored data and waits until it has reached the moment; then starts it once more, with
    /// everybody's passwords of today, brings to an end what must not come back, and stops it again.
    func replay(
        _ server: PrivateCluster, to moment: Instant?, timeline: Int, _ notary: Notary
    ) async throws -> Settled {
        let administrator = try SecretFile.ensure(self.home.passwordFile(ClusterSettings.administrator))
        unlink(self.log)
        var arguments = ["-c", "restore_command=\(self.staging.restoreCommand)"]
        // By its number: the server would look for the latest from the backup's own on, and stop at the first gap.
        arguments += ["-c", "recovery_target_timeline=\(timeline)", "-c", "recovery_target_action=promote"]
        // Or the server would call itself ready when it can be read, long before it has reached the moment.
        arguments += ["-c", "hot_standby=off"]
        // `Z` is the name of a zone, and the server knows none yet when it reads this.
        if let moment { arguments += ["-c", "recovery_target_time=\(moment.description.dropLast())+00"] }
        try await self.serve(server, arguments, moment) {}
        // The catalogue that came back may hold older passwords than `secrets`, or lack roles that were made since. The
        // administrator's is set without a login; as the administrator, everything else is made as at every start.
        try server.setAdministratorPassword(administrator)
        return try await self.serve(server, [], moment) {
            let setup = try DatabaseSetup.privateServer(home: self.home, ports: self.ports)
            try await setup.provision(report: self.report)
            return try await self.settle(moment, notary, setup)
        }
    }

    private var log: String { self.home.logFile("restore") }

    /// Starts the server on the restored data, does something once it takes connections, and stops it.
    private func serve<Result: Sendable>(
        _ server: PrivateCluster, _ arguments: [String], _ moment: Instant?, _ body: () async throws -> Result
    ) async throws -> Result {
        // A past that does not become the present, because something fails after this, must not be in the archive: the next
        // one would follow it. What is to be archived waits until these data are started in their place. Empty means
        // that the command is still to come; one that fails would be tried again and again while the server stops.
        let plain = server.command(arguments: ["-c", "archive_command="] + arguments)
        let command = ChildCommand(
            name: plain.name, executable: plain.executable, arguments: plain.arguments, environment: plain.environment,
            logFile: self.log, pidFile: plain.pidFile, user: plain.user, deathSignal: plain.deathSignal)
        let end = ChildEnd()
        let process = try await ChildProcess.start(command) { _ in end.happened.store(true, ordering: .releasing) }
        do {
            while !server.isReady {
                if end.happened.load(ordering: .acquiring) { throw Self.failure(self.log, moment) }
                try await Task.sleep(for: .milliseconds(100))
            }
            let result = try await body()
            try await Self.stop(process, end)
            return result
        } catch {
            try? await Self.stop(process, end)
            throw error
        }
    }

    /// Who has been erased is erased again before anybody is served. And what the audit has to know: that its chains end
    /// earlier than some checkpoints say, and why.
    private func settle(_ moment: Instant?, _ notary: Notary, _ setup: DatabaseSetup) async throws -> Settled {
        let stones = try TombstoneFile(self.home).required()
        let erasedAgain = try await DatabaseSetup.withDatabase(
            try setup.configuration(role: DatabaseSetup.owner)
        ) { database in
            let destroyed = try await Tombstone.replay(stones, database)
            try await Self.endAccess(database)
            return destroyed
        }
        return try await DatabaseSetup.withDatabase(
            try setup.configuration(role: DatabaseSetup.auditor)
        ) { database in
            var notices: [AuditCheckpoint] = []
            for service in Notary.services {
                let notice = try await notary.notice(of: service, restoredTo: moment ?? .now, on: database)
                if let notice { notices.append(notice) }
            }
            let last = try await database.fetchValue(
                """
                select greatest(
                    (select max(ts) from applications.audit), (select max(ts) from selection.audit),
                    (select max(ts) from travel.audit), (select max(ts) from scheduling.audit),
                    (select max(ts) from portal.audit))
                """, as: Instant?.self)
            return Settled(last: last, erasedAgain: erasedAgain, notices: notices)
        }
    }

    /// What was revoked, used or ended after the moment must not come back to life: everybody signs in again, scripts get
    /// new tokens, and a code that opens without an authenticator is asked for anew. Which of the codes were used since
    /// is written nowhere, so none of them stays. Authenticators stay, but for those of the erased.
    private static func endAccess(_ database: Database) async throws {
        // What came back may be older than a table.
        let ends: [(table: String, statement: SQL)] = [
            ("portal.session", "delete from portal.session where true"),
            ("portal.sign_in", "delete from portal.sign_in where true"),
            (
                "applications.api_token",
                "update applications.api_token set revoked_at = now() where revoked_at is null"
            ),
            ("portal.recovery_code", "delete from portal.recovery_code where true"),
            (
                "portal.second_factor",
                """
                delete from portal.second_factor
                where 'person/' || subject in (select stone.subject from portal.tombstone as stone)
                """
            ),
            // Who has no row needs no code, so the rows stay: they say that a new one has to be handed over.
            (
                "portal.enrolment_code",
                "update portal.enrolment_code set expires_at = now() where expires_at > now()"
            ),
        ]
        try await database.withTransaction { transaction in
            for end in ends {
                let isThere = try await transaction.fetchValue(
                    "select to_regclass(\(end.table)) is not null", as: Bool.self)
                if isThere { _ = try await transaction.execute(end.statement) }
            }
        }
    }

    private static func stop(_ process: ChildProcess, _ end: ChildEnd) async throws {
        process.send(.interrupt)
        let limit = ContinuousClock.now.advanced(by: .seconds(60))
        while !end.happened.load(ordering: .acquiring) {
            guard .now < limit else {
                throw CommandFailure("the restored server (process \(process.pid)) does not stop")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private static func failure(_ log: String, _ moment: Instant?) -> CommandFailure {
        let lines = LogFollower.tail(log, lines: 40)
        if let moment, lines.contains(where: { $0.contains("recovery ended before configured recovery target") }) {
            let mark = "last completed transaction was at log time "
            let last = lines.last { $0.contains(mark) }?.components(separatedBy: mark).last
            return CommandFailure(
                "no change after \(moment) is known, so it is not certain that all before are"
                    + (last.map { "; the last one is of \($0)" } ?? ""),
                advice: "to have all there are: convene restore without --to-time")
        }
        let tail = lines.suffix(5).map { "\n         " + $0 }.joined()
        return CommandFailure("the restored server does not come up", advice: "the end of \(log):\(tail)")
    }
}

/// Whether a child has ended.
private final class ChildEnd: Sendable {
    let happened = Atomic<Bool>(false)
}
