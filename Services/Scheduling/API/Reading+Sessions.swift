import Primitives
import SchedulingContract
import ServiceKit

extension ScheduleAudience: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            zone: body.zone("zone"), country: body.country("country"), count: body.integer("count", 1...100_000))
        try body.end()
    }
}

extension ScheduleSpeaker: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(personId: body.id("personId"), publicName: body.text("publicName", 1...200, lines: false))
        try body.end()
    }
}

extension SlotName: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(day: body.date("day"), start: body.time("start"))
        try body.end()
    }
}

extension SessionPlacement: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(day: body.date("day"), start: body.time("start"), roomId: body.id("roomId"))
        try body.end()
    }
}

/// A text in four languages as an entry of a list.
private struct LocalizedEntry: BodyReadable {
    let text: LocalizedText

    init(_ body: BodyReader) throws {
        self.text = LocalizedText(
            en: body.text("en", 1...600), fr: body.optionalText("fr", 1...600), es: body.optionalText("es", 1...600),
            ar: body.optionalText("ar", 1...600))
        try body.end()
    }
}

extension SessionInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let questions: [LocalizedEntry] = body.list("guidingQuestions", count: 0...20)
        let interpretation = LanguagePairList(body, "interpretation")
        let requiredRooms: [RoomID] = body.ids("requiredRooms", count: 0...60)
        let forbiddenRooms: [RoomID] = body.ids("forbiddenRooms", count: 0...60)
        let requiredDays = DateList(body, "requiredDays", at: "/requiredDays")
        let forbiddenDays = DateList(body, "forbiddenDays", at: "/forbiddenDays")
        self.init(
            kind: body.choice("kind"), title: body.localized("title", 1...200),
            summary: body.optionalLocalized("summary", 1...4000), guidingQuestions: questions.map(\.text),
            length: body.optionalInteger("length", 1...48) ?? 1,
            expected: body.optionalInteger("expected", 0...100_000) ?? 0,
            theme: body.optionalText("theme", 1...60, lines: false), language: body.languageCode("language"),
            interpretation: interpretation.pairs, people: body.ids("people", count: 0...500),
            requiredRooms: requiredRooms, forbiddenRooms: forbiddenRooms, requiredDays: requiredDays.dates,
            forbiddenDays: forbiddenDays.dates, fixedSlot: body.optionalNested("fixedSlot"),
            follows: body.optionalID("follows"), needsStepFree: body.bool("needsStepFree", default: false),
            audience: body.list("audience", count: 0...300), speakers: body.list("speakers", count: 0...50),
            allowsRecording: body.bool("allowsRecording", default: false))
        var faults = interpretation.faults + requiredDays.faults + forbiddenDays.faults
        // Positions are those of the lists as they were sent only when no date fell out.
        if requiredDays.faults.isEmpty, forbiddenDays.faults.isEmpty {
            faults += Self.contradictions("forbiddenDays", forbiddenDays.dates, requiredDays.dates, "day")
        }
        faults += Self.contradictions("forbiddenRooms", forbiddenRooms, requiredRooms, "room")
        try body.end(reporting: faults)
    }
}

extension SessionInput {
    /// What is both required and forbidden.
    private static func contradictions<Item: Hashable>(
        _ field: String, _ forbidden: [Item], _ required: [Item], _ what: String
    ) -> [FieldError] {
        let required = Set(required)
        return forbidden.enumerated().filter { required.contains($0.element) }.map {
            FieldError(
                pointer: "/\(field)/\($0.offset)", code: "contradiction",
                detail: "This \(what) is required and forbidden; take it out of one of the lists.")
        }
    }
}

extension PlacementInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let placement: SessionPlacement? = body.optionalNested("placement")
        let isPinned = body.bool("isPinned", default: false)
        if isPinned, placement == nil, body.isSound {
            body.fault("isPinned", "needs_place", "Only a session that has a place can be pinned to it.")
        }
        self.init(placement: placement, isPinned: isPinned)
        try body.end()
    }
}

extension MoveInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(placement: body.optionalNested("placement"))
        try body.end()
    }
}

extension SolveInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            seed: body.optionalInteger("seed", 0...1_000_000_000) ?? 1,
            iterations: body.optionalInteger("iterations", 1...50_000_000),
            staysNearRelease: body.bool("staysNearRelease", default: false),
            whenStopped: body.optionalChoice("whenStopped") ?? .keepBest)
        try body.end()
    }
}

extension ReleaseInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            name: body.text("name", 1...60, lines: false), reason: body.optionalText("reason", 5...500))
        try body.end()
    }
}

extension TimeFinderPlace: BodyReadable {
    package init(_ body: BodyReader) throws {
        let restDays: [Weekday] = body.choices("restDays", count: 0...7)
        self.init(
            zone: body.zone("zone"), country: body.country("country"), count: body.integer("count", 1...100_000),
            restDays: body.has("restDays") ? restDays : nil)
        try body.end()
    }
}

extension TimeFinderInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let dates = DateList(body, "dates", at: "/dates", count: 1...62)
        self.init(
            places: body.list("places", count: 1...300), minutes: body.integer("minutes", 5...1440),
            dates: dates.dates, count: body.optionalInteger("count", 1...100) ?? 3)
        try body.end(reporting: dates.faults)
    }
}

extension OnlineSessionInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let day = body.date("day")
        let start = body.time("start")
        let zone = body.zone("zone")
        if body.isSound, zone.instant(day, start) == nil {
            body.fault("start", "time_in_gap", "The clocks skip this time on this day.")
        }
        let interpretation = LanguagePairList(body, "interpretation")
        self.init(
            conveningId: body.optionalID("conveningId"), kind: body.choice("kind"),
            title: body.localized("title", 1...200), summary: body.optionalLocalized("summary", 1...4000), day: day,
            start: start, zone: zone, minutes: body.integer("minutes", 5...1440),
            language: body.languageCode("language"), interpretation: interpretation.pairs,
            audience: body.list("audience", count: 1...300))
        try body.end(reporting: interpretation.faults)
    }
}
