import Primitives
import SchedulingEngine

/// Made-up agendas with a bit of every rule, from a seed.
struct SampleAgenda {
    var generator: SeededGenerator

    init(seed: UInt64) {
        self.generator = SeededGenerator(seed: seed)
    }

    private mutating func id<Tag>() -> ID<Tag> { ID(at: Instant(microseconds: 0), using: &self.generator) }

    private mutating func chance(_ percent: Int) -> Bool { self.generator.below(100) < percent }

    /// Slots of 60 minutes with pauses of 0, 15 or 60 minutes between them.
    mutating func slots(days: Int, perDay: Int) -> [AgendaSlot] {
        let first = LocalDate(year: 2027, month: 3, day: 15) ?? LocalDate(daysSince1970: 20_000)
        var slots: [AgendaSlot] = []
        for day in 0..<days {
            var start = 9 * 60
            for index in 0..<perDay {
                if index > 0 { start += 60 + [0, 15, 60][self.generator.below(3)] }
                guard let time = LocalTime(minutes: start) else { continue }
                slots.append(AgendaSlot(day: first.adding(days: day), start: time, minutes: 60))
            }
        }
        return slots
    }

    mutating func problem(sessions count: Int, rooms: Int, days: Int, perDay: Int, people: Int) -> AgendaProblem {
        let zone = Self.zone("Africa/Nairobi")
        let slots = self.slots(days: days, perDay: perDay)
        var roomList: [AgendaRoom] = []
        for _ in 0..<rooms {
            var closures: [TimeWindow] = []
            if self.chance(20), let slot = slots.randomElement(using: &self.generator),
                let start = zone.instant(slot.day, slot.start)
            {
                closures = [TimeWindow(start: start, end: start.adding(seconds: 3600))]
            }
            roomList.append(
                AgendaRoom(
                    id: self.id(), capacity: self.chance(80) ? 20 + self.generator.below(60) : nil,
                    isStepFree: self.chance(70), booths: self.generator.below(3), closures: closures))
        }
        var personList: [AgendaPerson] = []
        for _ in 0..<people {
            let homes = ["Asia/Kabul", "America/Bogota", "Pacific/Fiji", "Africa/Nairobi"]
            let home = Self.zone(homes[self.generator.below(homes.count)])
            var windows: [LocalWindow] = []
            if self.chance(30) {
                let from = slots[self.generator.below(slots.count)]
                windows = [self.window(from: from.day, in: home)]
            }
            personList.append(
                AgendaPerson(id: self.id(), zone: home, windows: windows, needsStepFree: self.chance(10)))
        }
        let pairs = ["en-fr", "en-es", "ar-en"].compactMap { LanguagePair($0) }
        let interpreters = pairs.map { pair in
            InterpreterSupply(pair: pair, perSlot: slots.map { _ in self.generator.below(3) })
        }
        var sessionList: [AgendaSession] = []
        for _ in 0..<count {
            sessionList.append(
                self.session(rooms: roomList, people: personList, pairs: pairs, slots: slots, before: sessionList))
        }
        var rules = AgendaRules()
        if self.chance(30), let slot = slots.last { rules.restDays = [slot.day] }
        var reference: AgendaPlacements = [:]
        for session in sessionList where self.chance(20) {
            reference[session.id] = AgendaPlace(
                slot: self.generator.below(slots.count), room: roomList[self.generator.below(rooms)].id)
        }
        return AgendaProblem(
            zone: zone, rooms: roomList, slots: slots, sessions: sessionList, people: personList,
            interpreters: interpreters, rules: rules, reference: reference)
    }

    private mutating func window(from day: LocalDate, in zone: Zone) -> LocalWindow {
        guard let early = LocalTime(minutes: 30) else { preconditionFailure("00:30 exists") }
        return LocalWindow(startDate: day, startTime: early, endDate: day.adding(days: 2), endTime: early)
    }

    private mutating func session(
        rooms: [AgendaRoom], people: [AgendaPerson], pairs: [LanguagePair], slots: [AgendaSlot],
        before: [AgendaSession]
    ) -> AgendaSession {
        let kinds: [SessionKind] = [.workshop, .research, .learning, .workingGroup, .mentorship, .knowledgeCafe]
        var own: [PersonID] = []
        for _ in 0..<self.generator.below(4) where !people.isEmpty {
            own.append(people[self.generator.below(people.count)].id)
        }
        var audience: [AudiencePlace] = []
        if self.chance(25), let country = Country("FJI"), let other = Country("AFG") {
            audience = [
                AudiencePlace(zone: Self.zone("Pacific/Fiji"), country: country, count: 1 + self.generator.below(9)),
                AudiencePlace(zone: Self.zone("Asia/Kabul"), country: other, count: 1 + self.generator.below(9)),
            ]
        }
        return AgendaSession(
            id: self.id(), kind: self.chance(8) ? .plenary : kinds[self.generator.below(kinds.count)],
            length: self.chance(25) ? 2 : 1, expected: self.generator.below(70), people: own,
            interpretation: self.chance(40) ? [pairs[self.generator.below(pairs.count)]] : [],
            requiredRooms: self.chance(15) ? [rooms[self.generator.below(rooms.count)].id] : [],
            forbiddenDays: self.chance(10) ? [slots[self.generator.below(slots.count)].day] : [],
            fixedSlot: self.chance(6) ? self.generator.below(slots.count) : nil,
            theme: self.chance(60) ? ["law", "care", "media"][self.generator.below(3)] : nil,
            follows: self.chance(15) ? before.randomElement(using: &self.generator)?.id : nil,
            needsStepFree: self.chance(8), audience: audience)
    }

    static func zone(_ name: String) -> Zone {
        guard let zone = Zone(name) else { preconditionFailure("the tz database lacks \(name)") }
        return zone
    }

    static func timeline(_ problem: AgendaProblem) throws -> AgendaTimeline { try AgendaTimeline(problem) }
}
