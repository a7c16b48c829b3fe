import Primitives

/// A checked problem with its times resolved to moments and its ids to indices. Evaluator, search and exports all
/// start from it.
package struct AgendaTimeline: Sendable {
    package let problem: AgendaProblem
    /// When each slot is.
    package let slotWindows: [TimeWindow]
    /// When each person can take part; empty for always.
    package let personWindows: [[TimeWindow]]
    package let sessionIndex: [SessionID: Int]
    package let roomIndex: [RoomID: Int]
    package let personIndex: [PersonID: Int]
    /// Person indices of each session, ascending, without repetition.
    package let peopleOf: [[Int]]
    /// Whether someone in the session, or the session itself, needs a room without steps.
    package let needsStepFree: [Bool]
    /// The last slot of the same day, for each slot.
    private let lastSlotOfDay: [Int]

    /// Throws every fault found, in a stable order.
    package init(_ problem: AgendaProblem) throws(AgendaFaults) {
        var faults: [AgendaFault] = []
        func index<Key: Hashable>(_ keys: [Key], _ list: String) -> [Key: Int] {
            var found: [Key: Int] = [:]
            for (index, key) in keys.enumerated() where found.updateValue(index, forKey: key) != nil {
                faults.append(AgendaFault(code: .duplicateID, list: list, index: index))
            }
            return found
        }
        let sessionIndex = index(problem.sessions.map(\.id), "sessions")
        let roomIndex = index(problem.rooms.map(\.id), "rooms")
        let personIndex = index(problem.people.map(\.id), "people")
        _ = index(problem.interpreters.map(\.pair), "interpreters")
        let windows = Self.slotWindows(problem, &faults)
        let personWindows = Self.personWindows(problem, &faults)
        for (index, supply) in problem.interpreters.enumerated()
        where supply.perSlot.count != problem.slots.count || supply.perSlot.contains(where: { $0 < 0 }) {
            faults.append(AgendaFault(code: .supplyCountWrong, list: "interpreters", index: index))
        }
        for (index, session) in problem.sessions.enumerated() {
            func fault(_ code: AgendaFault.Code, if isWrong: Bool) {
                if isWrong { faults.append(AgendaFault(code: code, list: "sessions", index: index)) }
            }
            fault(.lengthNotPositive, if: session.length < 1)
            fault(.unknownPerson, if: session.people.contains { personIndex[$0] == nil })
            fault(
                .unknownRoom,
                if: (session.requiredRooms + session.forbiddenRooms).contains { roomIndex[$0] == nil })
            fault(.unknownSlot, if: session.fixedSlot.map { !problem.slots.indices.contains($0) } ?? false)
            fault(.unknownSession, if: session.follows.map { sessionIndex[$0] == nil } ?? false)
            fault(.circularOrder, if: Self.isCircular(from: index, problem.sessions, sessionIndex))
        }
        guard faults.isEmpty else { throw AgendaFaults(faults: faults) }
        self.problem = problem
        self.sessionIndex = sessionIndex
        self.roomIndex = roomIndex
        self.personIndex = personIndex
        self.slotWindows = windows
        self.personWindows = personWindows
        let peopleOf = problem.sessions.map { session in
            Set(session.people.compactMap { personIndex[$0] }).sorted()
        }
        self.peopleOf = peopleOf
        self.needsStepFree = problem.sessions.indices.map { session in
            problem.sessions[session].needsStepFree
                || peopleOf[session].contains { problem.people[$0].needsStepFree }
        }
        self.lastSlotOfDay = problem.slots.indices.map { slot in
            problem.slots.lastIndex { $0.day == problem.slots[slot].day } ?? slot
        }
    }

    /// The slots that a session fills when it begins in a slot, and whether it fits: it must end on the same day,
    /// without a pause inside that is longer than the rules allow. What does not fit is cut off at the day's end.
    package func filled(from slot: Int, length: Int) -> (slots: ClosedRange<Int>, fits: Bool) {
        let wanted = slot + length - 1
        let last = min(wanted, self.lastSlotOfDay[slot])
        var fits = wanted == last
        if slot < last {
            let longest = Int64(self.problem.rules.longestInnerPauseMinutes) * 60_000_000
            for next in (slot + 1)...last {
                let pause = self.slotWindows[next].start.microseconds - self.slotWindows[next - 1].end.microseconds
                if pause > longest { fits = false }
            }
        }
        return (slot...last, fits)
    }

    /// From the start of the first to the end of the last slot.
    package func window(of slots: ClosedRange<Int>) -> TimeWindow {
        TimeWindow(start: self.slotWindows[slots.lowerBound].start, end: self.slotWindows[slots.upperBound].end)
    }

    /// The places that the solver may give a session, as slot and room index: its required and forbidden rooms and
    /// days and its fixed slot are kept, and it fits. Everything else is weighed.
    package func choices(for session: Int) -> [(slot: Int, room: Int)] {
        let wanted = self.problem.sessions[session]
        var choices: [(slot: Int, room: Int)] = []
        for slot in self.problem.slots.indices {
            guard wanted.fixedSlot == nil || wanted.fixedSlot == slot,
                Self.isDayAllowed(wanted, self.problem.slots[slot].day),
                self.filled(from: slot, length: wanted.length).fits
            else { continue }
            for room in self.problem.rooms.indices where Self.isRoomAllowed(wanted, self.problem.rooms[room].id) {
                choices.append((slot, room))
            }
        }
        return choices
    }

    static func isRoomAllowed(_ session: AgendaSession, _ room: RoomID) -> Bool {
        (session.requiredRooms.isEmpty || session.requiredRooms.contains(room))
            && !session.forbiddenRooms.contains(room)
    }

    static func isDayAllowed(_ session: AgendaSession, _ day: LocalDate) -> Bool {
        (session.requiredDays.isEmpty || session.requiredDays.contains(day)) && !session.forbiddenDays.contains(day)
    }

    private static func slotWindows(_ problem: AgendaProblem, _ faults: inout [AgendaFault]) -> [TimeWindow] {
        var windows: [TimeWindow] = []
        for (index, slot) in problem.slots.enumerated() {
            guard slot.minutes > 0 else {
                faults.append(AgendaFault(code: .lengthNotPositive, list: "slots", index: index))
                continue
            }
            guard let start = problem.zone.instant(slot.day, slot.start) else {
                faults.append(AgendaFault(code: .timeInGap, list: "slots", index: index))
                continue
            }
            if let previous = windows.last, start < previous.end {
                faults.append(AgendaFault(code: .slotsNotInOrder, list: "slots", index: index))
            }
            windows.append(TimeWindow(start: start, end: start.adding(seconds: Double(slot.minutes) * 60)))
        }
        return windows
    }

    private static func personWindows(
        _ problem: AgendaProblem, _ faults: inout [AgendaFault]
    ) -> [[TimeWindow]] {
        problem.people.enumerated().map { index, person in
            person.windows.compactMap { window in
                guard let resolved = window.resolved(in: person.zone) else {
                    faults.append(AgendaFault(code: .windowNotValid, list: "people", index: index))
                    return nil
                }
                return resolved
            }
        }
    }

    private static func isCircular(
        from start: Int, _ sessions: [AgendaSession], _ sessionIndex: [SessionID: Int]
    ) -> Bool {
        var current = start
        for _ in sessions.indices {
            guard let next = sessions[current].follows.flatMap({ sessionIndex[$0] }) else { return false }
            if next == start { return true }
            current = next
        }
        return false
    }
}
