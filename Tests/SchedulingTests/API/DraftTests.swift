import Access
import Foundation
import Primitives
import SchedulingContract
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Scheduling: the draft", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct DraftTests {
    @Test func clashesAreListedPreviewedAndAvoided() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let hall = agenda.rooms[0]
            let olive = agenda.rooms[1]
            let first = try await world.makeSession(agenda, "Mediation", people: [SchedulingWorld.amina])
            let second = try await world.makeSession(
                agenda, "Land rights", expected: 60, people: [SchedulingWorld.amina])
            #expect(first.number == 1 && second.number == 2)
            let placed = try await world.place(first, "2027-03-15", "10:30", hall)
            #expect(placed.placement == SchedulingWorld.placement("2027-03-15", "10:30", hall))

            // What a move would bring, before it is made.
            let preview: MoveReport = try await world.ask(
                SchedulingEndpoints.checkMove, [second.id.description],
                body: MoveInput(placement: SchedulingWorld.placement("2027-03-15", "10:30", olive)))
            #expect(preview.added.map(\.code) == ["person_in_two_rooms", "room_too_small"])
            #expect(preview.removed.map(\.code) == ["not_placed"])
            #expect(preview.added[0].sentence.contains("Amina Osman is in two rooms"))
            #expect(preview.added[1].parameters == ["expected": "60", "capacity": "30"])

            // The places offered have none of it.
            let free: [FreePlaceEntry] = try await world.ask(
                SchedulingEndpoints.listFreePlaces, [second.id.description], returning: Page<FreePlaceEntry>.self
            ).items
            #expect(!free.isEmpty && free.count <= 10)
            for entry in free {
                #expect(entry.placement.roomId == hall.id)
                #expect(entry.placement.day.description == "2027-03-15")
                #expect(entry.placement.start.description != "10:30")
            }

            // A draft may hold any clash.
            _ = try await world.place(second, "2027-03-15", "10:30", hall)
            let report: ClashReport = try await world.ask(
                SchedulingEndpoints.listClashes, [agenda.id.description], as: .chair)
            #expect(
                report.clashes.filter { $0.severity == "hard" }.map(\.code) == ["room_taken", "person_in_two_rooms"])
            #expect(report.hard == 2)
            #expect(report.blocksRelease)
        }
    }

    @Test func editsNeedTheVersionThatWasRead() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let session = try await world.makeSession(agenda, "Mediation")
            let token = try await TestPlace.shared.token(.logistics)
            let id = session.id.description
            let body = #"{"kind":"workshop","title":{"en":"Mediation II"}}"#
            let wire = world.service.wire
            #expect(
                try await wire.json(SchedulingEndpoints.updateSession, path: [id], token: token, body: body).status
                    == 428)
            let changed = try await wire.json(
                SchedulingEndpoints.updateSession, path: [id], token: token, body: body, ifMatch: "\"v1\"")
            #expect(changed.status == 200)
            #expect(changed.headers["etag"] == "\"v2\"")
            let stale = try await wire.json(
                SchedulingEndpoints.deleteSession, path: [id], token: token, body: nil, ifMatch: "\"v1\"")
            #expect(stale.status == 412)
            let gone = try await wire.json(
                SchedulingEndpoints.deleteSession, path: [id], token: token, body: nil, ifMatch: "\"v2\"")
            #expect(gone.status == 204)
            #expect(
                try await wire.json(SchedulingEndpoints.getSession, path: [id], token: token, body: nil).status == 404)
            // A number is never given twice.
            #expect(try await world.makeSession(agenda, "Another").number == 2)
        }
    }

    @Test func theSameKeyMakesOneSession() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let token = try await TestPlace.shared.token(.logistics)
            let body = #"{"kind":"workshop","title":{"en":"Mediation"}}"#
            let first = try await world.service.wire.json(
                SchedulingEndpoints.createSession, path: [agenda.id.description], token: token, body: body, key: "k")
            let again = try await world.service.wire.json(
                SchedulingEndpoints.createSession, path: [agenda.id.description], token: token, body: body, key: "k")
            #expect(first.status == 201)
            #expect(again.body == first.body)
            let all: [Session] = try await world.ask(
                SchedulingEndpoints.listSessions, [agenda.id.description], returning: Page<Session>.self
            ).items
            #expect(all.count == 1)
        }
    }

    @Test func aChangedFrameKeepsWhatItCan() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let kept = try await world.place(
                try await world.makeSession(agenda, "Stays"), "2027-03-15", "09:00", agenda.rooms[0])
            let lost = try await world.place(
                try await world.makeSession(agenda, "Loses its room"), "2027-03-15", "09:00", agenda.rooms[1])
            let input = AgendaInput(
                conveningId: agenda.conveningId, acronym: agenda.acronym, title: agenda.title, zone: agenda.zone,
                rooms: [
                    ScheduleRoom(name: "New room", capacity: 10, isStepFree: true),
                    ScheduleRoom(id: agenda.rooms[0].id, name: "Renamed", capacity: 90, isStepFree: true),
                ], slots: agenda.slots)
            let changed: Agenda = try await world.ask(
                SchedulingEndpoints.updateAgenda, [agenda.id.description], ifMatch: "\"v1\"", body: input)
            #expect(changed.rooms.map(\.name) == ["New room", "Renamed"])
            #expect(changed.rooms[1].id == agenda.rooms[0].id)
            #expect(changed.version == 2)
            let first: Session = try await world.ask(SchedulingEndpoints.getSession, [kept.id.description])
            #expect(first.placement == kept.placement)
            let second: Session = try await world.ask(SchedulingEndpoints.getSession, [lost.id.description])
            #expect(second.placement == nil)
            #expect(second.version == lost.version + 1)
            let stale = await #expect(throws: ClientProblem.self) {
                let _: Agenda = try await world.ask(
                    SchedulingEndpoints.updateAgenda, [agenda.id.description], ifMatch: "\"v1\"", body: input)
            }
            #expect(stale?.status == 412)
        }
    }

    @Test func everyBadFieldIsNamed() async throws {
        try await SchedulingWorld.with { world in
            let token = try await TestPlace.shared.token(.logistics)
            let frame =
                #""conveningId":"\#(ConveningID.next())","acronym":"vienna","title":{"en":"T"},"zone":"Europe/Vienna","#
                + #""rooms":[{"name":"A","capacity":10,"isStepFree":true}]"#
            let cases: [(String, [String])] = [
                // The clocks skip 02:30 in Vienna on that day.
                (#","slots":[{"day":"2027-03-28","start":"02:30","minutes":30}]"#, ["/slots/0/start time_in_gap"]),
                (
                    #","slots":[{"day":"2027-03-28","start":"10:00","minutes":60},{"day":"2027-03-28","start":"10:30","minutes":60}]"#,
                    ["/slots/1/start not_in_order"]
                ),
                (#","slots":[]"#, ["/slots too_few"]),
                (
                    #","slots":[{"day":"2027-02-30","start":"25:00","minutes":0}]"#,
                    ["/slots/0/day not_a_date", "/slots/0/start not_a_time", "/slots/0/minutes out_of_range"]
                ),
                (
                    #","slots":[{"day":"2027-03-29","start":"10:00","minutes":60}],"participants":[{"personId":"\#(PersonID.next())","zone":"Europe/Vienna","windows":[{"startDate":"2027-03-28","startTime":"02:15","endDate":"2027-03-29","endTime":"10:00"}]}]"#,
                    ["/participants/0/windows/0/startTime time_in_gap"]
                ),
                (
                    #","slots":[{"day":"2027-03-29","start":"10:00","minutes":60}],"interpreters":[{"pair":"en-en","count":1}],"secret":1"#,
                    ["/interpreters/0/pair not_a_language_pair", "/secret unknown_field"]
                ),
            ]
            for (index, (rest, faults)) in cases.enumerated() {
                let answer = try await world.service.wire.json(
                    SchedulingEndpoints.createAgenda, token: token, body: "{\(frame)\(rest)}", key: "case-\(index)")
                #expect(answer.status == 422, "case \(index)")
                #expect(answer.faults == faults, "case \(index)")
            }
            let agenda = try await world.makeAgenda()
            let stranger = PersonID.next()
            let session = try await world.service.wire.json(
                SchedulingEndpoints.createSession, path: [agenda.id.description], token: token,
                body:
                    #"{"kind":"workshop","title":{"en":"T"},"people":["\#(stranger)"],"follows":"\#(SessionID.next())","fixedSlot":{"day":"2027-03-15","start":"08:00"}}"#,
                key: "session")
            #expect(session.faults == ["/people/0 unknown", "/fixedSlot unknown", "/follows unknown"])
        }
    }

    @Test func aSessionCannotFollowItself() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let first = try await world.makeSession(agenda, "First")
            let second: Session = try await world.ask(
                SchedulingEndpoints.createSession, [agenda.id.description],
                body: SessionInput(kind: .workshop, title: LocalizedText(en: "Second"), follows: first.id))
            let problem = await #expect(throws: ClientProblem.self) {
                let _: Session = try await world.ask(
                    SchedulingEndpoints.updateSession, [first.id.description], ifMatch: "\"v1\"",
                    body: SessionInput(kind: .workshop, title: LocalizedText(en: "First"), follows: second.id))
            }
            #expect(problem?.errors.map(\.code) == ["circular"])
        }
    }
}
