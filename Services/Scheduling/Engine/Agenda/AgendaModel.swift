import Primitives

/// An agenda as a ``TimetableModel``: activities are sessions, periods are slots. What depends on a session and its
/// place alone is a table; what depends on other sessions is counted as they come and go.
final class AgendaModel: TimetableModel {
    let timeline: AgendaTimeline
    let movable: [Int]
    let activityCount: Int
    let roomCount: Int
    let periodCount: Int
    let greatestGain: Int

    // Fixed tables. [session][place], [session][session].
    private let lengths: FlatTable<Int32>
    private let lastSlot: FlatTable<Int32>
    private let placeHard: FlatTable<Int32>
    private let placeSoft: FlatTable<Int32>
    private let allowedFlags: FlatTable<Bool>
    private let allowedLists: FlatLists
    private let pairHard: FlatTable<Int32>
    private let pairSoft: FlatTable<Int32>
    private let pairsOf: FlatLists
    private let supply: FlatTable<Int32>
    private let before: FlatTable<Int32>
    private let after: FlatLists
    private let peopleOf: FlatLists
    private let sessionsOf: FlatLists
    private let slotStart: FlatTable<Int64>
    private let slotEnd: FlatTable<Int64>
    private let slotDay: FlatTable<Int32>

    // The present agenda.
    private let places: FlatTable<Int32>
    private let atSlotCount: FlatTable<Int32>
    private let atSlot: FlatTable<Int32>
    private let demand: FlatTable<Int32>
    private let personCost: FlatTable<Int32>
    private let row: FlatTable<Int32>

    /// `keeping` are sessions that stay where they are, besides the pinned ones.
    init(_ timeline: AgendaTimeline, placements: AgendaPlacements, keeping: Set<Int> = []) {
        let problem = timeline.problem
        let sessions = problem.sessions
        let count = sessions.count
        let rooms = problem.rooms.count
        let slots = problem.slots.count
        self.timeline = timeline
        self.activityCount = count
        self.roomCount = rooms
        self.periodCount = slots
        let tables = AgendaPlaceTables(timeline)
        self.lengths = FlatTable(sessions.map { Int32($0.length) }, or: 1)
        self.lastSlot = FlatTable(
            sessions.flatMap { session in
                problem.slots.indices.map {
                    Int32(timeline.filled(from: $0, length: session.length).slots.upperBound)
                }
            }, or: 0)
        self.placeHard = FlatTable(tables.hard, or: 0)
        self.placeSoft = FlatTable(tables.soft, or: 0)
        self.allowedFlags = FlatTable(tables.isAllowed, or: false)
        let choices = (0..<count).map { session in
            (0..<(slots * rooms)).filter { tables.isAllowed[session * slots * rooms + $0] }
        }
        self.allowedLists = FlatLists(choices)
        let pairs = AgendaPairTables(timeline)
        self.pairHard = FlatTable(pairs.hard, or: 0)
        self.pairSoft = FlatTable(pairs.soft, or: 0)
        let languages = Set(sessions.flatMap(\.interpretation)).sorted()
        self.pairsOf = FlatLists(
            sessions.map { session in languages.indices.filter { session.interpretation.contains(languages[$0]) } })
        self.supply = FlatTable(
            languages.flatMap { pair in
                problem.interpreters.first { $0.pair == pair }?.perSlot.map(Int32.init)
                    ?? [Int32](repeating: 0, count: slots)
            }, or: 0)
        let predecessors = sessions.map { $0.follows.flatMap { timeline.sessionIndex[$0] } }
        self.before = FlatTable(predecessors.map { Int32($0 ?? -1) }, or: -1)
        self.after = FlatLists((0..<count).map { one in (0..<count).filter { predecessors[$0] == one } })
        self.peopleOf = FlatLists(timeline.peopleOf)
        self.sessionsOf = FlatLists(
            problem.people.indices.map { person in (0..<count).filter { timeline.peopleOf[$0].contains(person) } })
        self.slotStart = FlatTable(timeline.slotWindows.map(\.start.microseconds), or: 0)
        self.slotEnd = FlatTable(timeline.slotWindows.map(\.end.microseconds), or: 0)
        self.slotDay = FlatTable(problem.slots.map { Int32($0.day.daysSince1970) }, or: 0)
        self.places = FlatTable(repeating: -1, count: count)
        self.atSlotCount = FlatTable(repeating: 0, count: slots)
        self.atSlot = FlatTable(repeating: -1, count: slots * max(1, count))
        self.demand = FlatTable(repeating: 0, count: languages.count * slots)
        self.personCost = FlatTable(repeating: 0, count: problem.people.count)
        self.row = FlatTable(repeating: -1, count: max(1, count))
        self.movable = (0..<count).filter {
            !sessions[$0].isPinned && !keeping.contains($0) && !choices[$0].isEmpty
        }
        // Two sessions' worst soft costs: of place, of pairs, and of their people's days.
        let rules = problem.rules
        let day = rules.shortBreakWeight + rules.thirdInARowWeight
        let worst = (0..<count).map { session in
            tables.worstSoft(of: session) + (0..<count).reduce(0) { $0 + Int(pairs.soft[session * count + $1]) }
                + timeline.peopleOf[session].count * 3 * day
        }
        self.greatestGain = 2 * (worst.max() ?? 0)
        self.initialCost = SearchCost(hard: count, soft: 0)
        self.load(placements)
    }

    /// The worth of the agenda that the model was made with, as the evaluator counts it.
    private(set) var initialCost: SearchCost

    private func load(_ placements: AgendaPlacements) {
        for (index, session) in self.timeline.problem.sessions.enumerated() {
            guard let place = placements[session.id], let room = self.timeline.roomIndex[place.room],
                place.slot >= 0, place.slot < self.periodCount
            else { continue }
            self.initialCost += self.insert(index, at: place.slot * self.roomCount + room)
        }
    }

    deinit {
        self.lengths.free()
        self.lastSlot.free()
        self.placeHard.free()
        self.placeSoft.free()
        self.allowedFlags.free()
        self.allowedLists.free()
        self.pairHard.free()
        self.pairSoft.free()
        self.pairsOf.free()
        self.supply.free()
        self.before.free()
        self.after.free()
        self.peopleOf.free()
        self.sessionsOf.free()
        self.slotStart.free()
        self.slotEnd.free()
        self.slotDay.free()
        self.places.free()
        self.atSlotCount.free()
        self.atSlot.free()
        self.demand.free()
        self.personCost.free()
        self.row.free()
    }

    var placements: AgendaPlacements {
        var found: AgendaPlacements = [:]
        for (index, session) in self.timeline.problem.sessions.enumerated() where self.places[index] >= 0 {
            found[session.id] = self.agendaPlace(Int(self.places[index]))
        }
        return found
    }

    func agendaPlace(_ place: Int) -> AgendaPlace {
        AgendaPlace(slot: place / self.roomCount, room: self.timeline.problem.rooms[place % self.roomCount].id)
    }

    func place(of activity: Int) -> Int { Int(self.places[activity]) }

    func occupant(of place: Int) -> Int {
        let slot = place / self.roomCount
        for index in 0..<Int(self.atSlotCount[slot]) {
            let session = Int(self.atSlot[slot * self.activityCount + index])
            if Int(self.places[session]) == place { return session }
        }
        return -1
    }

    func allowedPlaces(of activity: Int) -> UnsafeBufferPointer<Int32> {
        let range = self.allowedLists.range(activity)
        return UnsafeBufferPointer(start: self.allowedLists.items.base + range.lowerBound, count: range.count)
    }

    func allows(_ activity: Int, at place: Int) -> Bool {
        self.allowedFlags[activity * self.periodCount * self.roomCount + place]
    }

    func length(of activity: Int) -> Int { Int(self.lengths[activity]) }

    func excludes(_ activity: Int, _ other: Int) -> Bool {
        self.pairHard[activity * self.activityCount + other] > 0
    }

    func clashes(of activity: Int, at place: Int, ignoring other: Int) -> Int {
        let hard = Int(self.placeHard[activity * self.periodCount * self.roomCount + place])
        return hard + self.parallel(activity, at: place, ignoring: other).hard
    }

    func insert(_ activity: Int, at place: Int) -> SearchCost {
        let slot = place / self.roomCount
        let last = self.last(activity, slot)
        let cell = activity * self.periodCount * self.roomCount + place
        // A session without a place is one clash itself; having one takes it away.
        var change = SearchCost(hard: Int(self.placeHard[cell]) - 1, soft: Int(self.placeSoft[cell]))
        change += self.parallel(activity, at: place, ignoring: -1)
        self.places[activity] = Int32(place)
        for period in slot...last {
            let end = Int(self.atSlotCount[period])
            self.atSlot[period * self.activityCount + end] = Int32(activity)
            self.atSlotCount[period] += 1
        }
        for index in self.pairsOf.range(activity) {
            let pair = self.pairsOf.item(index)
            for period in slot...last {
                let cell = pair * self.periodCount + period
                if self.demand[cell] >= self.supply[cell] { change.hard += 1 }
                self.demand[cell] += 1
            }
        }
        change.hard += self.brokenOrders(activity)
        change.soft += self.changeOfPeople(activity)
        return change
    }

    func remove(_ activity: Int) -> SearchCost {
        let place = Int(self.places[activity])
        let slot = place / self.roomCount
        let last = self.last(activity, slot)
        let cell = activity * self.periodCount * self.roomCount + place
        var change = SearchCost(hard: 1 - Int(self.placeHard[cell]), soft: -Int(self.placeSoft[cell]))
        change.hard -= self.brokenOrders(activity)
        for period in slot...last {
            let start = period * self.activityCount
            let end = Int(self.atSlotCount[period]) - 1
            for index in 0...end where Int(self.atSlot[start + index]) == activity {
                self.atSlot[start + index] = self.atSlot[start + end]
                break
            }
            self.atSlotCount[period] = Int32(end)
        }
        self.places[activity] = -1
        let parallel = self.parallel(activity, at: place, ignoring: -1)
        change.hard -= parallel.hard
        change.soft -= parallel.soft
        for index in self.pairsOf.range(activity) {
            let pair = self.pairsOf.item(index)
            for period in slot...last {
                let cell = pair * self.periodCount + period
                self.demand[cell] -= 1
                if self.demand[cell] >= self.supply[cell] { change.hard -= 1 }
            }
        }
        change.soft += self.changeOfPeople(activity)
        return change
    }

    private func last(_ activity: Int, _ slot: Int) -> Int {
        Int(self.lastSlot[activity * self.periodCount + slot])
    }

    /// What a session at a place has with the sessions at the same time, each counted in the first slot they share.
    private func parallel(_ activity: Int, at place: Int, ignoring other: Int) -> SearchCost {
        let slot = place / self.roomCount
        let room = place % self.roomCount
        var cost = SearchCost.zero
        for period in slot...self.last(activity, slot) {
            for index in 0..<Int(self.atSlotCount[period]) {
                let session = Int(self.atSlot[period * self.activityCount + index])
                guard session != activity, session != other else { continue }
                let start = Int(self.places[session]) / self.roomCount
                guard max(start, slot) == period else { continue }
                let cell = activity * self.activityCount + session
                cost.hard += Int(self.pairHard[cell])
                cost.soft += Int(self.pairSoft[cell])
                if Int(self.places[session]) % self.roomCount == room { cost.hard += 1 }
            }
        }
        return cost
    }

    /// Rules of the form "begins after the end of" that a placed session breaks, with what it follows and with what
    /// follows it.
    private func brokenOrders(_ activity: Int) -> Int {
        var broken = 0
        let first = Int(self.before[activity])
        if first >= 0, self.places[first] >= 0, self.start(activity) < self.end(first) { broken += 1 }
        for index in self.after.range(activity) {
            let next = self.after.item(index)
            if self.places[next] >= 0, self.start(next) < self.end(activity) { broken += 1 }
        }
        return broken
    }

    private func start(_ session: Int) -> Int64 { self.slotStart[Int(self.places[session]) / self.roomCount] }

    private func end(_ session: Int) -> Int64 {
        self.slotEnd[self.last(session, Int(self.places[session]) / self.roomCount)]
    }

    private func changeOfPeople(_ activity: Int) -> Int {
        var change = 0
        for index in self.peopleOf.range(activity) {
            let person = self.peopleOf.item(index)
            let cost = self.costOfDays(person)
            change += cost - Int(self.personCost[person])
            self.personCost[person] = Int32(cost)
        }
        return change
    }

    /// Short breaks and rows in a person's days: her sessions by time, then each with the one before.
    private func costOfDays(_ person: Int) -> Int {
        let rules = self.timeline.problem.rules
        var count = 0
        for index in self.sessionsOf.range(person) {
            let session = self.sessionsOf.item(index)
            guard self.places[session] >= 0 else { continue }
            var position = count
            while position > 0, self.isEarlier(session, than: Int(self.row[position - 1])) {
                self.row[position] = self.row[position - 1]
                position -= 1
            }
            self.row[position] = Int32(session)
            count += 1
        }
        var cost = 0
        var length = 1
        for position in stride(from: 1, to: count, by: 1) {
            let session = Int(self.row[position])
            let previous = Int(self.row[position - 1])
            let pause = self.start(session) - self.end(previous)
            guard self.day(session) == self.day(previous), pause >= 0 else {
                length = 1
                continue
            }
            let minutes = Int(pause / 60_000_000)
            if minutes < rules.shortestBreakMinutes { cost += rules.shortBreakWeight }
            length = minutes <= rules.rowGapMinutes ? length + 1 : 1
            if length >= 3 { cost += rules.thirdInARowWeight }
        }
        return cost
    }

    private func isEarlier(_ session: Int, than other: Int) -> Bool {
        let one = Int(self.places[session]) / self.roomCount
        let two = Int(self.places[other]) / self.roomCount
        return (one, self.last(session, one), session) < (two, self.last(other, two), other)
    }

    private func day(_ session: Int) -> Int32 { self.slotDay[Int(self.places[session]) / self.roomCount] }
}
