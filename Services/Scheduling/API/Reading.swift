import Access
import Primitives
import SchedulingContract
import SchedulingDomain
import SchedulingEngine
import ServiceKit

// How the bodies of this service are read: every field with its rule, every fault reported.

extension ScheduleWindow: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            startDate: body.date("startDate"), startTime: body.time("startTime"), endDate: body.date("endDate"),
            endTime: body.time("endTime"))
        try body.end()
    }

    var local: LocalWindow {
        LocalWindow(
            startDate: self.startDate, startTime: self.startTime, endDate: self.endDate, endTime: self.endTime)
    }

    /// What is wrong with the window in a zone, with the field; nil when it is sound.
    func fault(in zone: Zone) -> (field: String, code: String, detail: String)? {
        if zone.instant(self.startDate, self.startTime) == nil {
            return ("startTime", "time_in_gap", "The clocks skip this time on this day.")
        }
        if zone.instant(self.endDate, self.endTime) == nil {
            return ("endTime", "time_in_gap", "The clocks skip this time on this day.")
        }
        if self.local.resolved(in: zone) == nil {
            return ("endTime", "before_start", "The end must be after the start.")
        }
        return nil
    }
}

extension ScheduleRoom: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            id: body.optionalID("id"), name: body.text("name", 1...80, lines: false),
            capacity: body.optionalInteger("capacity", 1...100_000), isStepFree: body.bool("isStepFree"),
            booths: body.optionalInteger("booths", 0...20) ?? 0, closures: body.list("closures", count: 0...50))
        try body.end()
    }
}

extension ScheduleSlot: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(day: body.date("day"), start: body.time("start"), minutes: body.integer("minutes", 5...1440))
        try body.end()
    }
}

extension ScheduleParticipant: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            personId: body.id("personId"), name: body.optionalText("name", 1...200, lines: false),
            zone: body.zone("zone"), windows: body.list("windows", count: 0...50),
            needsStepFree: body.bool("needsStepFree", default: false))
        try body.end()
    }
}

extension ScheduleInterpreters.Exception: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(day: body.date("day"), start: body.time("start"), count: body.integer("count", 0...100))
        try body.end()
    }
}

extension ScheduleInterpreters: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            pair: body.languagePair("pair"), count: body.integer("count", 0...100),
            exceptions: body.list("exceptions", count: 0...500))
        try body.end()
    }
}

extension ScheduleRules {
    /// Reads the weights; the rest days come as they were sent, because an entry of theirs can only be named by the
    /// whole body.
    fileprivate static func read(_ body: BodyReader) -> (rules: ScheduleRules, restDays: DateList) {
        let standard = ScheduleRules()
        func weight(_ field: String, _ standard: Int) -> Int { body.optionalInteger(field, 0...1000) ?? standard }
        let restDays = DateList(body, "restDays", at: "/rules/restDays")
        let rules = ScheduleRules(
            shortestBreakMinutes: body.optionalInteger("shortestBreakMinutes", 0...240)
                ?? standard.shortestBreakMinutes,
            shortBreakWeight: weight("shortBreakWeight", standard.shortBreakWeight),
            thirdInARowWeight: weight("thirdInARowWeight", standard.thirdInARowWeight),
            stepFreeWeight: weight("stepFreeWeight", standard.stepFreeWeight),
            sameThemeWeight: weight("sameThemeWeight", standard.sameThemeWeight),
            lateHourWeight: weight("lateHourWeight", standard.lateHourWeight),
            localWeekendWeight: weight("localWeekendWeight", standard.localWeekendWeight),
            restDayWeight: weight("restDayWeight", standard.restDayWeight),
            movedWeight: weight("movedWeight", standard.movedWeight), restDays: restDays.dates)
        body.endNested()
        return (rules, restDays)
    }
}

extension AgendaInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let rooms: [ScheduleRoom] = body.list("rooms", count: 1...60)
        let participants: [ScheduleParticipant] = body.list("participants", count: 0...2000)
        let interpreters: [ScheduleInterpreters] = body.list("interpreters", count: 0...40)
        let rules = body.optionalObject("rules").map(ScheduleRules.read)
        let repeated =
            FieldError.repeats(
                rooms.map { $0.name.isEmpty ? nil : $0.name }, "Another room has this name."
            ) { "/rooms/\($0)/name" }
            + FieldError.repeats(rooms.map(\.id), "Another room has this id.") { "/rooms/\($0)/id" }
            + FieldError.repeats(participants.map(\.personId), "This person stands in the list already.") {
                "/participants/\($0)/personId"
            }
            + FieldError.repeats(
                interpreters.map { $0.pair.isEmpty ? nil : $0.pair }, "This language pair stands in the list already."
            ) { "/interpreters/\($0)/pair" }
        self.init(
            conveningId: body.id("conveningId"), acronym: body.slug("acronym", 4...40),
            title: body.localized("title", 1...200), zone: body.zone("zone"), rooms: rooms,
            slots: body.list("slots", count: 1...500), participants: participants, interpreters: interpreters,
            rules: rules?.rules ?? ScheduleRules())
        try body.end(reporting: repeated + (rules?.restDays.faults ?? []))
        let faults = self.timeFaults
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }

    /// Local times that do not exist or are out of order, in the agenda's zone and in each person's.
    private var timeFaults: [FieldError] {
        var faults = SlotRule.faults(
            of: self.slots.map { SlotRule.Slot(day: $0.day, start: $0.start, minutes: $0.minutes) }, in: self.zone
        ).map { index, fault in
            FieldError(
                pointer: "/slots/\(index)/start", code: fault.rawValue,
                detail: fault == .timeInGap
                    ? "The clocks skip this time on this day." : "Slots are listed in order and do not overlap.")
        }
        func check(_ windows: [ScheduleWindow], _ zone: Zone, _ pointer: String) {
            for (index, window) in windows.enumerated() {
                guard let fault = window.fault(in: zone) else { continue }
                faults.append(
                    FieldError(
                        pointer: "\(pointer)/\(index)/\(fault.field)", code: fault.code, detail: fault.detail))
            }
        }
        for (index, room) in self.rooms.enumerated() { check(room.closures, self.zone, "/rooms/\(index)/closures") }
        for (index, person) in self.participants.enumerated() {
            check(person.windows, person.zone, "/participants/\(index)/windows")
        }
        return faults
    }
}

extension BodyReader {
    /// Two BCP 47 primary subtags, `en-fr`; the order does not matter.
    func languagePair(_ field: String) -> String {
        let text = self.text(field, 5...7, lines: false)
        guard !text.isEmpty else { return text }
        guard let pair = LanguagePair(text) else {
            self.fault(field, "not_a_language_pair", "This must be two language codes such as en-fr.")
            return text
        }
        return pair.description
    }

    /// A BCP 47 primary subtag.
    func languageCode(_ field: String) -> String {
        let text = self.optionalText(field, 2...3, lines: false) ?? "en"
        if text.wholeMatch(of: /[a-z]{2,3}/) == nil {
            self.fault(field, "not_a_language", "This must be a language code such as en.")
        }
        return text
    }
}
