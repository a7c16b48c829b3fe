import Access
import Foundation
import Primitives
import SchedulingContract
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Scheduling: faults name their entries",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct EntryFaultTests {
    private static func frame(_ convening: ConveningID, _ rest: String) -> String {
        #"{"conveningId":"\#(convening)","acronym":"vienna","title":{"en":"T"},"zone":"Europe/Vienna","#
            + #""rooms":[{"name":"A","capacity":10,"isStepFree":true},{"name":"A","capacity":10,"isStepFree":true}],"#
            + #""slots":[{"day":"2027-03-29","start":"10:00","minutes":60}]\#(rest)}"#
    }

    @Test func listsOfAnAgenda() async throws {
        try await SchedulingWorld.with { world in
            let token = try await TestPlace.shared.token(.logistics)
            let person = PersonID.next()
            let one = #"{"personId":"\#(person)","zone":"UTC"}"#
            let answer = try await world.service.wire.json(
                SchedulingEndpoints.createAgenda, token: token,
                body: Self.frame(
                    SchedulingWorld.convening,
                    #","participants":[\#(one),\#(one)],"interpreters":[{"pair":"en-fr","count":1},{"pair":"fr-en","count":1}],"#
                        + #""rules":{"restDays":["2027-03-26","soon","2027-03-26","9999-12-31"],"unknown":1}"#),
                key: "agenda")
            #expect(
                answer.faults == [
                    "/rules/unknown unknown_field", "/rooms/1/name duplicate", "/participants/1/personId duplicate",
                    "/interpreters/1/pair duplicate", "/rules/restDays/1 not_a_date",
                    "/rules/restDays/3 out_of_range", "/rules/restDays/2 duplicate",
                ])
        }
    }

    @Test func listsOfASession() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let token = try await TestPlace.shared.token(.logistics)
            let room = try #require(agenda.rooms[0].id)
            func create(_ rest: String, _ key: String) async throws -> [String] {
                try await world.service.wire.json(
                    SchedulingEndpoints.createSession, path: [agenda.id.description], token: token,
                    body: #"{"kind":"workshop","title":{"en":"T"},\#(rest)}"#, key: key
                ).faults
            }
            #expect(
                try await create(
                    #""interpretation":["en-fr","fr-en","xx"],"requiredDays":["2027-02-30"],"#
                        + #""forbiddenDays":["2027-03-16","2027-03-16"]"#, "a")
                    == [
                        "/interpretation/2 not_a_language_pair", "/interpretation/1 duplicate",
                        "/requiredDays/0 not_a_date", "/forbiddenDays/1 duplicate",
                    ])
            // What is required and forbidden at once can never be placed.
            #expect(
                try await create(
                    #""requiredRooms":["\#(room)"],"forbiddenRooms":["\#(room)"],"requiredDays":["2027-03-15"],"#
                        + #""forbiddenDays":["2027-03-16","2027-03-15"]"#, "b")
                    == ["/forbiddenDays/1 contradiction", "/forbiddenRooms/0 contradiction"])
            #expect(
                try await create(#""requiredDays":["2027-03-15","2027-03-17"]"#, "c") == ["/requiredDays/1 unknown"])
            #expect(
                try await create(
                    #""requiredRooms":["\#(room)"],"requiredDays":["2027-03-15"],"forbiddenDays":["2027-03-16"]"#, "d"
                ).isEmpty)
        }
    }

    @Test func aConveningMustBeThere() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let frame = SchedulingWorld.frame
            let stranger = AgendaInput(
                conveningId: .next(), acronym: frame.acronym, title: frame.title, zone: frame.zone,
                rooms: [ScheduleRoom(id: .next(), name: "A", capacity: 9, isStepFree: true)], slots: frame.slots)
            for endpoint in [SchedulingEndpoints.createAgenda, SchedulingEndpoints.updateAgenda] {
                let isNew = endpoint == SchedulingEndpoints.createAgenda
                let problem = await #expect(throws: ClientProblem.self) {
                    let _: Agenda = try await world.ask(
                        endpoint, isNew ? [] : [agenda.id.description], ifMatch: isNew ? nil : "*", body: stranger)
                }
                #expect(
                    problem?.errors.map { "\($0.pointer) \($0.code)" }
                        == ["/rooms/0/id unknown", "/conveningId unknown"])
            }
            func online(_ convening: ConveningID?) -> OnlineSessionInput {
                OnlineSessionInput(
                    conveningId: convening, kind: .webinar, title: LocalizedText(en: "T"),
                    day: SchedulingWorld.date("2027-05-03"), start: SchedulingWorld.time("14:30"), zone: .utc,
                    minutes: 90,
                    audience: [ScheduleAudience(zone: .utc, country: Country.programme[0], count: 3)])
            }
            let problem = await #expect(throws: ClientProblem.self) {
                let _: OnlineSession = try await world.ask(
                    SchedulingEndpoints.createOnlineSession, body: online(.next()))
            }
            #expect(problem?.errors.map(\.pointer) == ["/conveningId"])
            let made: OnlineSession = try await world.ask(
                SchedulingEndpoints.createOnlineSession, body: online(SchedulingWorld.convening))
            let moved = await #expect(throws: ClientProblem.self) {
                let _: OnlineSession = try await world.ask(
                    SchedulingEndpoints.updateOnlineSession, [made.id.description], ifMatch: "*", body: online(.next()))
            }
            #expect(moved?.errors.map(\.pointer) == ["/conveningId"])
        }
    }

    @Test func theEndsOfTheCalendarAreOutside() async throws {
        try await SchedulingWorld.with { world in
            let token = try await TestPlace.shared.token(.logistics)
            func agenda(_ day: String, _ key: String) async throws -> Wire.Answer {
                try await world.service.wire.json(
                    SchedulingEndpoints.createAgenda, token: token,
                    body: #"{"conveningId":"\#(SchedulingWorld.convening)","acronym":"late","title":{"en":"T"},"#
                        + #""zone":"UTC","rooms":[{"name":"A","capacity":10,"isStepFree":true}],"#
                        + #""slots":[{"day":"\#(day)","start":"23:00","minutes":1440}]}"#, key: key)
            }
            for day in ["9999-12-31", "0001-01-01", "2200-01-01"] {
                #expect(try await agenda(day, day).faults == ["/slots/0/day out_of_range"])
            }
            // The last day that can be planned, with a session that ends after it: everything about it can be written.
            let last = try await agenda("2199-12-31", "last")
            #expect(last.status == 201)
            let made = try JSONDecoder().decode(Agenda.self, from: last.body)
            let placed = try await world.place(
                try await world.makeSession(made, "Last", expected: 1), "2199-12-31", "23:00", made.rooms[0])
            #expect(placed.placement != nil)
            let release: ReleaseSummary = try await world.ask(
                SchedulingEndpoints.publishRelease, [made.id.description],
                body: ReleaseInput(name: "Last", reason: "To see that it can be read"))
            for file in ["", "/calendar.ics", "/schedule.xml", "/schedule.json", "/agenda.html"] {
                let path = "/v1/agendas/\(made.id)/releases/\(release.number)\(file)"
                #expect(try await world.service.wire.send("GET", path).status == 200, "\(file)")
            }
            let audience = #""audience":[{"zone":"Pacific/Kiritimati","country":"FJI","count":3}]"#
            for (day, status) in [("9999-12-31", 422), ("2199-12-31", 201)] {
                let online = try await world.service.wire.json(
                    SchedulingEndpoints.createOnlineSession, token: token,
                    body: #"{"kind":"webinar","title":{"en":"T"},"day":"\#(day)","start":"23:30","zone":"UTC","#
                        + #""minutes":1440,\#(audience)}"#, key: "online-\(day)")
                #expect(online.status == status)
            }
            let times = try await world.service.wire.json(
                SchedulingEndpoints.findTimes, token: token,
                body: #"{"minutes":60,"dates":["9999-12-31","2027-05-03","x"],"places":[{"zone":"UTC","country":"FJI","#
                    + #""count":1}]}"#)
            #expect(times.faults == ["/dates/0 out_of_range", "/dates/2 not_a_date"])
        }
    }
}
