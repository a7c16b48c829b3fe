import Primitives

/// Finds every clash of an agenda from the finished agenda alone. It shares only the timeline with the search, and
/// is what decides whether an agenda may be published.
package struct AgendaEvaluator: Sendable {
    package let timeline: AgendaTimeline

    package init(_ timeline: AgendaTimeline) {
        self.timeline = timeline
    }

    /// A session in its place.
    struct Placed {
        let index: Int
        let session: AgendaSession
        let slots: ClosedRange<Int>
        let fits: Bool
        let room: Int
        let window: TimeWindow
    }

    /// All clashes in a stable order: by code as declared, then by session. Places of unknown sessions, rooms or
    /// slots are left out.
    package func clashes(of placements: AgendaPlacements) -> [Clash] {
        let problem = self.timeline.problem
        var placed: [Placed] = []
        var clashes: [Clash] = []
        for (index, session) in problem.sessions.enumerated() {
            guard let place = placements[session.id], let room = self.timeline.roomIndex[place.room],
                problem.slots.indices.contains(place.slot)
            else {
                clashes.append(Clash(.notPlaced, sessions: [session.id]))
                continue
            }
            let (slots, fits) = self.timeline.filled(from: place.slot, length: session.length)
            placed.append(
                Placed(
                    index: index, session: session, slots: slots, fits: fits, room: room,
                    window: self.timeline.window(of: slots)))
        }
        for one in placed {
            self.addPlaceClashes(of: one, to: &clashes)
            self.addAudienceClashes(of: one, to: &clashes)
        }
        self.addPairClashes(placed, to: &clashes)
        self.addOrderClashes(placed, to: &clashes)
        self.addInterpreterClashes(placed, to: &clashes)
        self.addPersonDays(placed, to: &clashes)
        let order = Dictionary(uniqueKeysWithValues: ClashCode.allCases.enumerated().map { ($1, $0) })
        return clashes.enumerated()
            .filter { $0.element.penalty > 0 }
            .sorted { (order[$0.element.code] ?? 0, $0.offset) < (order[$1.element.code] ?? 0, $1.offset) }
            .map(\.element)
    }

    /// Hard clashes counted, soft ones weighed.
    package static func cost(of clashes: [Clash]) -> SearchCost {
        clashes.reduce(into: .zero) { cost, clash in
            switch clash.severity {
            case .hard: cost.hard += clash.penalty
            case .soft: cost.soft += clash.penalty
            }
        }
    }

    package func cost(of placements: AgendaPlacements) -> SearchCost {
        Self.cost(of: self.clashes(of: placements))
    }

    /// What depends on one session and its place alone.
    private func addPlaceClashes(of one: Placed, to clashes: inout [Clash]) {
        let problem = self.timeline.problem
        let session = one.session
        let room = problem.rooms[one.room]
        let slot = problem.slots[one.slots.lowerBound]
        func add(_ code: ClashCode, _ facts: [String: String] = [:], penalty: Int = 1, person: PersonID? = nil) {
            clashes.append(
                Clash(code, penalty: penalty, sessions: [session.id], room: room.id, person: person, facts: facts))
        }
        if !one.fits { add(.doesNotFit, ["slots": String(session.length)]) }
        if let fixed = session.fixedSlot, fixed != one.slots.lowerBound { add(.wrongSlot, ["slot": String(fixed)]) }
        if !AgendaTimeline.isRoomAllowed(session, room.id) { add(.roomNotAllowed) }
        if !AgendaTimeline.isDayAllowed(session, slot.day) { add(.dayNotAllowed, ["day": slot.day.description]) }
        if room.closures.contains(where: { $0.overlaps(one.window) }) { add(.roomClosed) }
        if let capacity = room.capacity, session.expected > capacity {
            add(.roomTooSmall, ["expected": String(session.expected), "capacity": String(capacity)])
        }
        if Set(session.interpretation).count > room.booths {
            add(
                .tooFewBooths,
                ["needed": String(Set(session.interpretation).count), "booths": String(room.booths)])
        }
        for person in self.timeline.peopleOf[one.index] {
            let windows = self.timeline.personWindows[person]
            guard !windows.isEmpty, !windows.contains(where: { $0.contains(one.window) }) else { continue }
            let reason =
                if windows.allSatisfy({ $0.start > one.window.start }) {
                    "not_arrived"
                } else if windows.allSatisfy({ $0.end < one.window.end }) {
                    "left"
                } else {
                    "away"
                }
            add(.personNotAvailable, ["reason": reason], person: problem.people[person].id)
        }
        if self.timeline.needsStepFree[one.index], !room.isStepFree {
            add(.stepFreeMissing, penalty: problem.rules.stepFreeWeight)
        }
        if problem.rules.restDays.contains(slot.day) {
            add(.restDay, ["day": slot.day.description], penalty: problem.rules.restDayWeight)
        }
        if let known = problem.reference[session.id], known != AgendaPlace(slot: one.slots.lowerBound, room: room.id) {
            add(.moved, ["slot": String(known.slot)], penalty: problem.rules.movedWeight)
        }
    }

    private func addAudienceClashes(of one: Placed, to clashes: inout [Clash]) {
        guard !one.session.audience.isEmpty else { return }
        let rules = self.timeline.problem.rules
        let night = LocalNight(fromMinutes: rules.nightFromMinutes, toMinutes: rules.nightToMinutes)
        let hours = AudienceHours(one.session.audience, during: one.window, night: night)
        func add(_ code: ClashCode, _ part: Int, _ weight: Int) {
            guard hours.exceeds(part, percent: rules.audiencePercent) else { return }
            clashes.append(
                Clash(
                    code, penalty: weight, sessions: [one.session.id],
                    facts: ["people": String(part), "of": String(hours.people)]))
        }
        add(.lateHour, hours.atNight, rules.lateHourWeight)
        add(.localWeekend, hours.onWeekend, rules.localWeekendWeight)
    }

    /// What depends on two sessions at the same time.
    private func addPairClashes(_ placed: [Placed], to clashes: inout [Clash]) {
        let problem = self.timeline.problem
        for (position, one) in placed.enumerated() {
            for other in placed.dropFirst(position + 1) where one.window.overlaps(other.window) {
                let pair = [one.session.id, other.session.id]
                if one.room == other.room {
                    clashes.append(Clash(.roomTaken, sessions: pair, room: problem.rooms[one.room].id))
                }
                let others = Set(self.timeline.peopleOf[other.index])
                for person in self.timeline.peopleOf[one.index] where others.contains(person) {
                    clashes.append(Clash(.personInTwoRooms, sessions: pair, person: problem.people[person].id))
                }
                if one.session.kind.isExclusive || other.session.kind.isExclusive {
                    clashes.append(
                        Clash(
                            .parallelToPlenary,
                            sessions: other.session.kind.isExclusive ? pair : [other.session.id, one.session.id]))
                }
                if let theme = one.session.theme, theme == other.session.theme {
                    clashes.append(
                        Clash(
                            .sameThemeParallel, penalty: problem.rules.sameThemeWeight, sessions: pair,
                            facts: ["theme": theme]))
                }
            }
        }
    }

    private func addOrderClashes(_ placed: [Placed], to clashes: inout [Clash]) {
        let windows = Dictionary(uniqueKeysWithValues: placed.map { ($0.session.id, $0.window) })
        for one in placed {
            guard let first = one.session.follows, let before = windows[first], one.window.start < before.end
            else { continue }
            clashes.append(Clash(.orderBroken, sessions: [one.session.id, first]))
        }
    }

    private func addInterpreterClashes(_ placed: [Placed], to clashes: inout [Clash]) {
        let problem = self.timeline.problem
        let pairs = Set(problem.sessions.flatMap(\.interpretation)).sorted()
        for pair in pairs {
            let supply = problem.interpreters.first { $0.pair == pair }?.perSlot
            for slot in problem.slots.indices {
                let wanting = placed.filter { $0.slots.contains(slot) && $0.session.interpretation.contains(pair) }
                let free = supply?[slot] ?? 0
                guard wanting.count > free else { continue }
                clashes.append(
                    Clash(
                        .noInterpreter, penalty: wanting.count - free, sessions: wanting.map(\.session.id),
                        facts: [
                            "pair": pair.description, "slot": String(slot), "needed": String(wanting.count),
                            "free": String(free),
                        ]))
            }
        }
    }

    /// Breaks and rows of each person, day by day.
    private func addPersonDays(_ placed: [Placed], to clashes: inout [Clash]) {
        let problem = self.timeline.problem
        let rules = problem.rules
        for person in problem.people.indices {
            let own = placed.filter { self.timeline.peopleOf[$0.index].contains(person) }
                .sorted {
                    ($0.slots.lowerBound, $0.slots.upperBound, $0.index)
                        < ($1.slots.lowerBound, $1.slots.upperBound, $1.index)
                }
            var row = 1
            for (before, after) in zip(own, own.dropFirst()) {
                let isSameDay =
                    problem.slots[before.slots.lowerBound].day == problem.slots[after.slots.lowerBound].day
                guard isSameDay, before.window.end <= after.window.start else {
                    row = 1
                    continue
                }
                let pause = TimeWindow(start: before.window.end, end: after.window.start).minutes
                if pause < rules.shortestBreakMinutes {
                    clashes.append(
                        Clash(
                            .shortBreak, penalty: rules.shortBreakWeight,
                            sessions: [after.session.id, before.session.id], person: problem.people[person].id,
                            facts: ["minutes": String(pause)]))
                }
                row = pause <= rules.rowGapMinutes ? row + 1 : 1
                if row >= 3 {
                    clashes.append(
                        Clash(
                            .thirdInARow, penalty: rules.thirdInARowWeight,
                            sessions: [after.session.id, before.session.id], person: problem.people[person].id,
                            facts: ["row": String(row)]))
                }
            }
        }
    }
}
