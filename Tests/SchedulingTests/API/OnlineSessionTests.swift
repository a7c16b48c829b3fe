import Access
import Foundation
import Primitives
import SchedulingContract
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Scheduling: online sessions", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct OnlineSessionTests {
    @Test func hoursAreFoundAndASessionKeepsThem() async throws {
        try await SchedulingWorld.with { world in
            let afghanistan = try #require(Country("AFG"))
            let colombia = try #require(Country("COL"))
            let input = TimeFinderInput(
                places: [
                    TimeFinderPlace(
                        zone: SchedulingWorld.zone("Asia/Kabul"), country: afghanistan, count: 7, restDays: [.friday]),
                    TimeFinderPlace(zone: SchedulingWorld.zone("America/Bogota"), country: colombia, count: 8),
                ], minutes: 90, dates: [SchedulingWorld.date("2027-05-03")])
            let report: TimeFinderReport = try await world.ask(SchedulingEndpoints.findTimes, body: input)
            #expect(report.tried == 96)
            #expect(report.best.count == 3)
            let best = try #require(report.best.first)
            // Kabul is 9½ hours ahead of Bogotá: 14:30 UTC is 19:00 there and 9:30 here, fair for all.
            #expect(best.startsAt.description == "2027-05-03T14:30:00Z")
            #expect(best.inconvenience == 0)
            #expect(best.atEase == 15)
            #expect(best.local[0].startTime.description == "19:00")

            let made: ClientResponse<OnlineSession> = try await world.service.caller.call(
                SchedulingEndpoints.createOnlineSession,
                body: OnlineSessionInput(
                    conveningId: nil, kind: .webinar, title: LocalizedText(en: "Advocacy"),
                    day: SchedulingWorld.date("2027-05-03"), start: SchedulingWorld.time("14:30"), zone: .utc,
                    minutes: 90,
                    audience: input.places.map {
                        ScheduleAudience(zone: $0.zone, country: $0.country, count: $0.count)
                    }), as: try await world.service.credential(.logistics))
            #expect(made.status == 201)
            #expect(made.value.hours.inconvenience == 0)
            let changed: OnlineSession = try await world.ask(
                SchedulingEndpoints.updateOnlineSession, [made.value.id.description], ifMatch: made.entityTag,
                body: OnlineSessionInput(
                    conveningId: nil, kind: .webinar, title: LocalizedText(en: "Advocacy"),
                    day: SchedulingWorld.date("2027-05-03"), start: SchedulingWorld.time("02:30"), zone: .utc,
                    minutes: 90, audience: made.value.details.audience))
            #expect(changed.hours.atNight == 0)
            #expect(changed.hours.atEdge == 15)
            let all: [OnlineSession] = try await world.ask(
                SchedulingEndpoints.listOnlineSessions, returning: Page<OnlineSession>.self
            ).items
            #expect(all == [changed])
        }
    }

    @Test func aTimeThatTheClocksSkipIsRefused() async throws {
        try await SchedulingWorld.with { world in
            let answer = try await world.service.wire.json(
                SchedulingEndpoints.createOnlineSession, token: try await TestPlace.shared.token(.logistics),
                body: #"{"kind":"webinar","title":{"en":"T"},"day":"2027-03-14","start":"02:30","#
                    + #""zone":"America/Port-au-Prince","minutes":60,"#
                    + #""audience":[{"zone":"Asia/Kabul","country":"AFG","count":3}]}"#, key: "gap")
            #expect(answer.status == 422)
            #expect(answer.faults == ["/start time_in_gap"])
        }
    }
}
