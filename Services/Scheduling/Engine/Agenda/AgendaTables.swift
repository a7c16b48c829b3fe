import Primitives

/// What each session costs in each place when it is alone in the agenda.
struct AgendaPlaceTables {
    /// [session][slot * rooms + room]
    private(set) var hard: [Int32] = []
    private(set) var soft: [Int32] = []
    private(set) var isAllowed: [Bool] = []
    private let placeCount: Int

    init(_ timeline: AgendaTimeline) {
        let problem = timeline.problem
        self.placeCount = problem.slots.count * problem.rooms.count
        for (index, session) in problem.sessions.enumerated() {
            var allowed = [Bool](repeating: false, count: self.placeCount)
            for choice in timeline.choices(for: index) {
                allowed[choice.slot * problem.rooms.count + choice.room] = true
            }
            self.isAllowed += allowed
            for slot in problem.slots.indices {
                let (slots, fits) = timeline.filled(from: slot, length: session.length)
                let window = timeline.window(of: slots)
                var cost = Self.costOfTime(index, slot, window, timeline)
                if !fits { cost.hard += 1 }
                for room in problem.rooms {
                    let full = cost + Self.costOfRoom(index, slot, room, window, timeline)
                    self.hard.append(Int32(full.hard))
                    self.soft.append(Int32(full.soft))
                }
            }
        }
    }

    func worstSoft(of session: Int) -> Int {
        Int(self.soft[(session * self.placeCount)..<((session + 1) * self.placeCount)].max() ?? 0)
    }

    private static func costOfTime(
        _ index: Int, _ slot: Int, _ window: TimeWindow, _ timeline: AgendaTimeline
    ) -> SearchCost {
        let problem = timeline.problem
        let session = problem.sessions[index]
        let rules = problem.rules
        let day = problem.slots[slot].day
        var cost = SearchCost.zero
        if let fixed = session.fixedSlot, fixed != slot { cost.hard += 1 }
        if !AgendaTimeline.isDayAllowed(session, day) { cost.hard += 1 }
        for person in timeline.peopleOf[index] {
            let windows = timeline.personWindows[person]
            if !windows.isEmpty, !windows.contains(where: { $0.contains(window) }) { cost.hard += 1 }
        }
        if rules.restDays.contains(day) { cost.soft += rules.restDayWeight }
        if !session.audience.isEmpty {
            let night = LocalNight(fromMinutes: rules.nightFromMinutes, toMinutes: rules.nightToMinutes)
            let hours = AudienceHours(session.audience, during: window, night: night)
            if hours.exceeds(hours.atNight, percent: rules.audiencePercent) { cost.soft += rules.lateHourWeight }
            if hours.exceeds(hours.onWeekend, percent: rules.audiencePercent) {
                cost.soft += rules.localWeekendWeight
            }
        }
        return cost
    }

    private static func costOfRoom(
        _ index: Int, _ slot: Int, _ room: AgendaRoom, _ window: TimeWindow, _ timeline: AgendaTimeline
    ) -> SearchCost {
        let problem = timeline.problem
        let session = problem.sessions[index]
        var cost = SearchCost.zero
        if !AgendaTimeline.isRoomAllowed(session, room.id) { cost.hard += 1 }
        if room.closures.contains(where: { $0.overlaps(window) }) { cost.hard += 1 }
        if let capacity = room.capacity, session.expected > capacity { cost.hard += 1 }
        if Set(session.interpretation).count > room.booths { cost.hard += 1 }
        if timeline.needsStepFree[index], !room.isStepFree { cost.soft += problem.rules.stepFreeWeight }
        if let known = problem.reference[session.id], known != AgendaPlace(slot: slot, room: room.id) {
            cost.soft += problem.rules.movedWeight
        }
        return cost
    }
}

/// What two sessions cost by being at the same time, wherever they are.
struct AgendaPairTables {
    /// [session][session]
    private(set) var hard: [Int32]
    private(set) var soft: [Int32]

    init(_ timeline: AgendaTimeline) {
        let problem = timeline.problem
        let count = problem.sessions.count
        self.hard = [Int32](repeating: 0, count: count * count)
        self.soft = [Int32](repeating: 0, count: count * count)
        for (first, one) in problem.sessions.enumerated() {
            let people = Set(timeline.peopleOf[first])
            for (second, two) in problem.sessions.enumerated() where first != second {
                let shared = timeline.peopleOf[second].count { people.contains($0) }
                let plenary = one.kind.isExclusive || two.kind.isExclusive ? 1 : 0
                self.hard[first * count + second] = Int32(shared + plenary)
                if let theme = one.theme, theme == two.theme {
                    self.soft[first * count + second] = Int32(problem.rules.sameThemeWeight)
                }
            }
        }
    }
}
