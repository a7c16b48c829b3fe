import Access
import ConveneCommands
import Durability
import Foundation
import Postgres
import Primitives
import Testing

/// A second restoration soon after the first, and what a restoration must neither bring back nor tell too early.
extension RestoreTests {
    private static let organisation = "organisation/0193a1b2-0000-7000-8000-0000000000aa"
    private static let person = "0193a1b2-0000-7000-8000-0000000000bb"
    private static let password = "made-after-the-backup"

    /// A confirmed cohort with the organisation in it, two people with second factors and recovery codes, and a code for
    /// a third who has none yet.
    private func makeWhatWillEnd(_ server: PrivateServer) async throws {
        try await server.database(as: ClusterSettings.administrator) { database in
            try await database.withTransaction { transaction in
                // Round and application, which these rows belong to, are of no interest here.
                _ = try await transaction.execute("set local session_replication_role = replica")
                _ = try await transaction.execute(
                    """
                    insert into selection.candidate (id, round_id, application_id, organisation_id, code, country, kind,
                        size, is_women_led, is_member, language, answers)
                    values ('0193a1b2-0000-7000-8000-000000000001', gen_random_uuid(), gen_random_uuid(),
                        '0193a1b2-0000-7000-8000-0000000000aa', 'C-1', 'KEN', 'ngo', 'small', false, false, 'en', '')
                    """)
                _ = try await transaction.execute(
                    """
                    insert into selection.cohort (id, round_id, calibration_id, state, policy, engine)
                    values ('0193a1b2-0000-7000-8000-000000000002', gen_random_uuid(), gen_random_uuid(), 'confirmed',
                        '{}', 'test')
                    """)
                _ = try await transaction.execute(
                    """
                    insert into selection.cohort_member (cohort_id, candidate_id, state, position)
                    values ('0193a1b2-0000-7000-8000-000000000002', '0193a1b2-0000-7000-8000-000000000001', 'chosen', 1)
                    """)
                _ = try await transaction.execute(
                    """
                    insert into portal.second_factor (subject, seed_sealed, last_step, enrolled_at)
                    values (\(Self.person), '', 1, now()), ('stays', '', 1, now())
                    """)
                _ = try await transaction.execute(
                    """
                    insert into portal.recovery_code (code_hash, subject)
                    values (decode(repeat('01', 32), 'hex'), \(Self.person)), (decode(repeat('02', 32), 'hex'), 'stays')
                    """)
                _ = try await transaction.execute(
                    """
                    insert into portal.enrolment_code (subject, code_hash, made_at, expires_at)
                    values ('new', decode(repeat('03', 32), 'hex'), now(), now() + interval '1 day')
                    """)
            }
        }
    }

    private func expectItEnded(_ server: PrivateServer) async throws {
        try await server.database(as: ClusterSettings.administrator) { database in
            let place = try await database.fetchValue("select state from selection.cohort_member", as: String.self)
            #expect(place == "withdrawn")
            #expect(try await database.fetchValue("select version::bigint from selection.cohort", as: Int.self) == 2)
            let factors = try await database.fetchValues("select subject from portal.second_factor", as: String.self)
            #expect(factors == ["stays"])
            #expect(try await database.fetchValue("select count(*) from portal.recovery_code", as: Int.self) == 0)
            let codes = try await database.fetchValues(
                "select expires_at <= now() from portal.enrolment_code", as: Bool.self)
            #expect(codes == [true])
        }
    }

    /// Passwords that no backup knows.
    private func renewPasswords(_ server: PrivateServer) async throws {
        try await server.database(as: ClusterSettings.administrator) { database in
            _ = try await database.execute("alter role convene_owner with password 'made-after-the-backup'")
            _ = try await database.execute("alter role convene_admin with password 'made-after-the-backup'")
        }
        for role in [DatabaseSetup.owner, ClusterSettings.administrator] {
            try AtomicFile.write(Self.password + "\n", to: server.home.passwordFile(role), mode: 0o600)
        }
    }

    private func stop(_ server: PrivateServer) async throws {
        if let pid = PrivateCluster.status(server.cluster.place.folder)?.pid { kill(pid, SIGINT) }
        try await server.waitForEnd()
    }

    @Test func againAfterABackupOfWhatIsGivenUp() async throws {
        try await PrivateServer.with { server in
            try await self.change("one", server)
            try await TombstoneKeeper(server.home, server.setup).note()
            _ = try self.take(server)
            try await self.makeWhatWillEnd(server)
            try await self.change("two", server)
            let moment = Instant.now
            try await Task.sleep(for: .milliseconds(20))
            try await self.change("three", server)
            try await self.sign(server)
            _ = try self.take(server)
            try await self.renewPasswords(server)
            let stones = [Self.organisation, "person/\(Self.person)"].map { Tombstone(subject: $0, erasedAt: .now) }
            _ = try TombstoneFile(server.home).add(stones)
            try await self.stop(server)

            // One that does not get to its end has not happened for anybody outside.
            let file = CheckpointFile(server.home.checkpointFile(.selection))
            let signed = file.bytes()
            let fresh = "\(server.cluster.place.folder).restoring"
            await #expect(throws: AtomicFileError.self) {
                try await self.restore(server, to: moment) { line in
                    guard line == Restoration.lastStep else { return }
                    #expect(FileManager.default.fileExists(atPath: "\(fresh)/convene.restored"))
                    try? FileManager.default.removeItem(atPath: fresh)
                }
            }
            #expect(!signed.isEmpty && file.bytes() == signed)

            try await self.restore(server, to: moment)
            #expect(file.bytes().count > signed.count)
            _ = try await server.start()
            #expect(try await self.changes(server) == ["one", "two"])
            try await self.expectItEnded(server)
            let report = try await self.audit(server)
            #expect(report.isWhole && report.end == 2 && report.givenUp == 1, "\(report.lines)")
            let data = server.cluster.place.folder
            #expect(!FileManager.default.fileExists(atPath: "\(data)/convene.restored"))
            try await self.change("four", server)
            try await self.stop(server)

            // The newest backup is of the past that was given up; the present is reached from the one before.
            try await self.restore(server, to: nil)
            _ = try await server.start()
            #expect(try await self.changes(server) == ["one", "two", "four"])
            #expect(try await self.audit(server).isWhole)
            try await self.stop(server)

            // Cut off between the last two steps: nothing empty takes the place of what is beside.
            try #require(rename(data, "\(data).before-99991231T000000") == 0)
            #expect(throws: CommandFailure.self) { try server.cluster.prepare(administratorPassword: "none") }
            #expect(!server.cluster.isMade)
        }
    }
}
