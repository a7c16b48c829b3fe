import Access
import Foundation
import Postgres
import Primitives
import SchedulingContract
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Scheduling: releases", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct ReleaseTests {
    private func publish(
        _ world: SchedulingWorld, _ agenda: Agenda, _ name: String, reason: String? = nil
    ) async throws -> ReleaseSummary {
        try await world.ask(
            SchedulingEndpoints.publishRelease, [agenda.id.description],
            body: ReleaseInput(name: name, reason: reason))
    }

    @Test func aHardClashIsPublishedOnlyForAReason() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let nothing = await #expect(throws: ClientProblem.self) {
                _ = try await self.publish(world, agenda, "Empty")
            }
            #expect(nothing?.code == "conflict")
            for title in ["One", "Two"] {
                _ = try await world.place(
                    try await world.makeSession(agenda, title), "2027-03-15", "09:00", agenda.rooms[0])
            }
            let refused = await #expect(throws: ClientProblem.self) {
                _ = try await self.publish(world, agenda, "Clashing")
            }
            #expect(refused?.status == 409)
            #expect(refused?.code == "hard-clashes")
            let made = try await self.publish(world, agenda, "Clashing", reason: "The hall is split by a wall")
            #expect(made.number == 1)
            #expect(made.hardClashes == 1)
            #expect(made.reason == "The hall is split by a wall")
        }
    }

    @Test func releasesAreReadByAnybodyAndNeverChange() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let id = agenda.id.description
            let first = try await world.place(
                try await world.makeSession(agenda, "Mediation", people: [SchedulingWorld.amina]), "2027-03-15",
                "09:00", agenda.rooms[0])
            let second = try await world.place(
                try await world.makeSession(agenda, "Land, rights; & <peace>"), "2027-03-15", "10:30",
                agenda.rooms[1])
            let waiting = try await world.makeSession(agenda, "No place yet")
            let wire = world.service.wire
            #expect(
                try await wire.send("GET", "/v1/agendas/\(id)/releases/latest").status == 404)
            let one = try await self.publish(world, agenda, "First")
            #expect(one.sessions == 2)
            #expect(one.changes.map(\.kind) == ["added", "added"])

            // The draft goes on; what is out stays as it is.
            _ = try await world.place(first, "2027-03-16", "14:00", agenda.rooms[0])
            let before = try await wire.send("GET", "/v1/agendas/\(id)/releases/latest")
            let _: Data = try await world.service.caller.send(
                SchedulingEndpoints.deleteSession,
                .init(path: [second.id.description], ifMatch: "\"v\(second.version)\""),
                as: try await world.service.credential(.logistics)
            ).value
            _ = try await world.place(waiting, "2027-03-15", "15:30", agenda.rooms[1])
            let two = try await self.publish(world, agenda, "Second", reason: "Amina has left by then, she knows")
            #expect(two.changes.map(\.kind) == ["moved", "cancelled", "added"])
            let old = try await wire.send("GET", "/v1/agendas/\(id)/releases/1")
            #expect(old.body == before.body)
            let latest = try JSONDecoder().decode(
                Release.self, from: try await wire.send("GET", "/v1/agendas/\(id)/releases/latest").body)
            #expect(latest.number == 2)
            #expect(latest.cancelled.map(\.id) == [second.id])
            #expect(latest.sessions.map(\.changedIn) == [2, 2])
            #expect(!String(decoding: old.body, as: UTF8.self).contains("Amina"))
            try await self.checkFiles(wire, id)

            let list: [ReleaseSummary] = try await world.ask(
                SchedulingEndpoints.listReleases, [id], as: .auditor, returning: Page<ReleaseSummary>.self
            ).items
            #expect(list.map(\.name) == ["Second", "First"])
            let found: [AgendaSummary] = try await world.ask(
                SchedulingEndpoints.listAgendas, query: [("conveningId", SchedulingWorld.convening.description)],
                returning: Page<AgendaSummary>.self
            ).items
            #expect(found.first { $0.id == agenda.id }?.latestRelease == 2)
            try await self.checkDatabase(world)
            try await self.checkStyle(world, id)
        }
    }

    private func checkFiles(_ wire: Wire, _ id: String) async throws {
        let base = "/v1/agendas/\(id)/releases"
        let calendar = try await wire.send("GET", "\(base)/latest/calendar.ics?language=fr")
        #expect(calendar.headers["content-type"] == "text/calendar; charset=utf-8")
        let text = String(decoding: calendar.body, as: UTF8.self)
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n"))
        #expect(text.contains("STATUS:CANCELLED"))
        let neutral = try await wire.send("GET", "\(base)/latest/calendar.ics?titles=neutral")
        #expect(!String(decoding: neutral.body, as: UTF8.self).contains("Mediation"))
        let xml = String(
            decoding: try await wire.send("GET", "\(base)/1/schedule.xml").body, as: UTF8.self)
        #expect(xml.contains("<title>Land, rights; &amp; &lt;peace&gt;</title>"))
        let json = try await wire.send("GET", "\(base)/latest/schedule.json")
        #expect(json.member("$schema") == "https://c3voc.de/schedule/schema.json")
        let page = try await wire.send("GET", "\(base)/latest/agenda.html?language=ar&zone=Pacific/Fiji")
        #expect(page.headers["content-type"] == "text/html; charset=utf-8")
        #expect(String(decoding: page.body, as: UTF8.self).contains("<html lang=\"ar\" dir=\"rtl\">"))
        #expect(
            try await wire.send("GET", "\(base)/latest/agenda.html?zone=Mars/Base").faults == ["?zone unknown_zone"])
        #expect(try await wire.send("GET", "\(base)/3").status == 404)
        #expect(try await wire.send("GET", "\(base)/01").status == 404)
        #expect(try await wire.send("GET", "\(base)/latest", token: "forged").status == 401)
    }

    /// The page's policy allows its own style sheet and nothing else; the database makes the hash.
    private func checkStyle(_ world: SchedulingWorld, _ id: String) async throws {
        let page = try await world.service.wire.send("GET", "/v1/agendas/\(id)/releases/latest/agenda.html")
        #expect(page.headers["cache-control"] == "public, max-age=60")
        let html = String(decoding: page.body, as: UTF8.self)
        let style = try #require(html.firstMatch(of: /<style>(.*?)<\/style>/.dotMatchesNewlines())).output.1
        let database = Database(
            try TestDatabase.shared.configuration(
                database: world.service.database, role: ServiceName.scheduling.databaseRole),
            logger: TestDatabase.logger())
        let run = Task { try await database.run() }
        defer { run.cancel() }
        let hash = try await database.fetchValue(
            "select encode(sha256(convert_to(\(String(style)), 'UTF8')), 'base64')", as: String.self)
        #expect(
            page.headers["content-security-policy"]
                == "default-src 'none'; style-src 'sha256-\(hash)'; frame-ancestors 'none'")
    }

    /// What the database itself refuses, and what stands in it beside the tables.
    private func checkDatabase(_ world: SchedulingWorld) async throws {
        let database = Database(
            try TestDatabase.shared.configuration(
                database: world.service.database, role: ServiceName.scheduling.databaseRole),
            logger: TestDatabase.logger())
        let run = Task { try await database.run() }
        defer { run.cancel() }
        let actions = try await database.fetchValues(
            "select action from scheduling.audit where action like 'agenda.%' order by seq", as: String.self)
        #expect(actions == ["agenda.created", "agenda.released", "agenda.released"])
        let events = try await database.fetchValues(
            "select payload ->> 'release' from scheduling.outbox where kind = 'agenda.released' order by seq",
            as: String.self)
        #expect(events == ["1", "2"])
        for statement: SQL in [
            "update scheduling.release set name = 'changed'", "delete from scheduling.release",
            "delete from scheduling.agenda", "select name from applications.organisation_identity",
        ] {
            let error = await #expect(throws: DatabaseError.self) { _ = try await database.execute(statement) }
            #expect(error?.sqlState == "42501")
        }
        let other = Database(
            try TestDatabase.shared.configuration(
                database: world.service.database, role: ServiceName.travelBudget.databaseRole),
            logger: TestDatabase.logger())
        let otherRun = Task { try await other.run() }
        defer { otherRun.cancel() }
        #expect(try await other.fetchValue("select count(*) from scheduling_pub.release", as: Int.self) == 2)
        let error = await #expect(throws: DatabaseError.self) {
            _ = try await other.execute("select name from scheduling.participant_identity")
        }
        #expect(error?.sqlState == "42501")
    }
}
