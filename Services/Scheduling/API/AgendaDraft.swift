import Primitives
import SchedulingContract
import SchedulingEngine
import ServiceKit

/// A draft as the engine sees it: the problem, and where its sessions are.
struct AgendaDraft: Sendable {
    let agenda: Agenda
    let sessions: [Session]
    let problem: AgendaProblem
    let timeline: AgendaTimeline
    let placements: AgendaPlacements
    private let slotIndex: [SlotName: Int]

    /// `reference` is where people already expect sessions to be.
    /// - Throws: `Problem` conflict when the kept agenda is no problem that can be weighed; writes make sure it is.
    init(_ agenda: Agenda, _ sessions: [Session], reference: AgendaPlacements = [:]) throws {
        var slotIndex: [SlotName: Int] = [:]
        for (index, slot) in agenda.slots.enumerated() {
            slotIndex[SlotName(day: slot.day, start: slot.start)] = index
        }
        let problem = AgendaProblem(
            zone: agenda.zone, rooms: agenda.rooms.compactMap { Self.room($0, agenda.zone) },
            slots: agenda.slots.map { AgendaSlot(day: $0.day, start: $0.start, minutes: $0.minutes) },
            sessions: sessions.map { Self.session($0, agenda, slotIndex) },
            people: agenda.participants.map(Self.person),
            interpreters: agenda.interpreters.compactMap { Self.supply($0, agenda.slots) },
            rules: Self.rules(agenda.rules), reference: reference)
        do {
            self.timeline = try AgendaTimeline(problem)
        } catch {
            throw Problem.conflict(
                "The agenda contradicts itself: \(error.faults.first?.code.rawValue ?? "unknown").")
        }
        self.agenda = agenda
        self.sessions = sessions
        self.problem = problem
        self.slotIndex = slotIndex
        var placements: AgendaPlacements = [:]
        for session in sessions {
            guard let placement = session.placement,
                let slot = slotIndex[SlotName(day: placement.day, start: placement.start)]
            else { continue }
            placements[session.id] = AgendaPlace(slot: slot, room: placement.roomId)
        }
        self.placements = placements
    }

    /// A place of the contract as the engine's; nil when the agenda has no such slot or room.
    func place(_ placement: SessionPlacement) -> AgendaPlace? {
        guard let slot = self.slotIndex[SlotName(day: placement.day, start: placement.start)],
            self.timeline.roomIndex[placement.roomId] != nil
        else { return nil }
        return AgendaPlace(slot: slot, room: placement.roomId)
    }

    /// A place of the engine as the contract's.
    func placement(_ place: AgendaPlace) -> SessionPlacement {
        let slot = self.agenda.slots[place.slot]
        return SessionPlacement(day: slot.day, start: slot.start, roomId: place.room)
    }

    private static func room(_ room: ScheduleRoom, _ zone: Zone) -> AgendaRoom? {
        guard let id = room.id else { return nil }
        return AgendaRoom(
            id: id, capacity: room.capacity, isStepFree: room.isStepFree, booths: room.booths,
            closures: room.closures.compactMap { self.window($0).resolved(in: zone) })
    }

    private static func window(_ window: ScheduleWindow) -> LocalWindow {
        LocalWindow(
            startDate: window.startDate, startTime: window.startTime, endDate: window.endDate,
            endTime: window.endTime)
    }

    private static func person(_ participant: ScheduleParticipant) -> AgendaPerson {
        AgendaPerson(
            id: participant.personId, zone: participant.zone, windows: participant.windows.map(self.window),
            needsStepFree: participant.needsStepFree)
    }

    private static func supply(_ interpreters: ScheduleInterpreters, _ slots: [ScheduleSlot]) -> InterpreterSupply? {
        guard let pair = LanguagePair(interpreters.pair) else { return nil }
        let counts = slots.map { slot in
            interpreters.exceptions.last { $0.day == slot.day && $0.start == slot.start }?.count
                ?? interpreters.count
        }
        return InterpreterSupply(pair: pair, perSlot: counts)
    }

    /// What a session asks for and the agenda no longer has is left out: a rule about it can neither be kept nor
    /// broken.
    private static func session(
        _ session: Session, _ agenda: Agenda, _ slotIndex: [SlotName: Int]
    ) -> AgendaSession {
        let details = session.details
        let rooms = Set(agenda.rooms.compactMap(\.id))
        let people = Set(agenda.participants.map(\.personId))
        return AgendaSession(
            id: session.id, kind: SessionKind(rawValue: details.kind.rawValue) ?? .learning, length: details.length,
            expected: details.expected, people: details.people.filter(people.contains),
            interpretation: details.interpretation.compactMap { LanguagePair($0) },
            requiredRooms: details.requiredRooms.filter(rooms.contains),
            forbiddenRooms: details.forbiddenRooms.filter(rooms.contains), requiredDays: details.requiredDays,
            forbiddenDays: details.forbiddenDays, fixedSlot: details.fixedSlot.flatMap { slotIndex[$0] },
            theme: details.theme, follows: details.follows, needsStepFree: details.needsStepFree,
            audience: details.audience.map {
                AudiencePlace(zone: $0.zone, country: $0.country, count: $0.count)
            }, isPinned: session.isPinned)
    }

    private static func rules(_ rules: ScheduleRules) -> AgendaRules {
        var result = AgendaRules()
        result.shortestBreakMinutes = rules.shortestBreakMinutes
        result.shortBreakWeight = rules.shortBreakWeight
        result.thirdInARowWeight = rules.thirdInARowWeight
        result.stepFreeWeight = rules.stepFreeWeight
        result.sameThemeWeight = rules.sameThemeWeight
        result.lateHourWeight = rules.lateHourWeight
        result.localWeekendWeight = rules.localWeekendWeight
        result.restDayWeight = rules.restDayWeight
        result.movedWeight = rules.movedWeight
        result.restDays = rules.restDays
        return result
    }
}
