/// A Kempe chain between two periods: an activity goes over, everything there that must not be at its time comes
/// back, everything here that must not be at *its* time goes over, and so on. No two activities of the chain can
/// clash afterwards in either period; only the rooms have to suffice.
///
/// Only activities of one period's length take part; a longer one in the way ends the attempt.
struct KempeChain {
    private var members: [Int] = []
    private var sources: [Int] = []
    private var targets: [Int] = []
    private var isMember: [Bool]
    private var isTaken: [Bool]
    private let rooms: Int

    init(activities: Int, rooms: Int) {
        self.isMember = [Bool](repeating: false, count: activities)
        self.isTaken = [Bool](repeating: false, count: 2 * rooms)
        self.rooms = rooms
    }

    /// Collects the chain that starts with an activity and leads to a period. False when there is none: the same
    /// period, a member that may not move or is too long, or not rooms enough.
    mutating func build(
        from activity: Int, toward period: Int, in model: some TimetableModel, isMovable: FlatTable<Bool>
    ) -> Bool {
        for member in self.members { self.isMember[member] = false }
        self.members.removeAll(keepingCapacity: true)
        self.sources.removeAll(keepingCapacity: true)
        self.targets.removeAll(keepingCapacity: true)
        let home = model.place(of: activity) / self.rooms
        guard home != period, model.length(of: activity) == 1 else { return false }
        self.members.append(activity)
        self.isMember[activity] = true
        var next = 0
        while next < self.members.count {
            let member = self.members[next]
            next += 1
            let isHere = model.place(of: member) / self.rooms == home
            let across = (isHere ? period : home) * self.rooms
            for place in across..<(across + self.rooms) {
                let occupant = model.occupant(of: place)
                guard occupant >= 0, !self.isMember[occupant], model.excludes(member, occupant) else { continue }
                guard isMovable[occupant], model.length(of: occupant) == 1 else { return false }
                self.isMember[occupant] = true
                self.members.append(occupant)
            }
        }
        return self.assignRooms(home: home, period: period, in: model)
    }

    /// Everyone keeps her room where it is free on the other side; the others take the first free room that they
    /// may have, beginning after their own.
    private mutating func assignRooms(home: Int, period: Int, in model: some TimetableModel) -> Bool {
        for room in 0..<self.rooms {
            let here = model.occupant(of: home * self.rooms + room)
            let there = model.occupant(of: period * self.rooms + room)
            self.isTaken[room] = here >= 0 && !self.isMember[here]
            self.isTaken[self.rooms + room] = there >= 0 && !self.isMember[there]
        }
        for member in self.members {
            let source = model.place(of: member)
            let room = source % self.rooms
            let isHere = source / self.rooms == home
            let side = isHere ? self.rooms : 0
            let target = (isHere ? period : home) * self.rooms + room
            self.sources.append(source)
            if !self.isTaken[side + room], model.allows(member, at: target) {
                self.isTaken[side + room] = true
                self.targets.append(target)
            } else {
                self.targets.append(-1)
            }
        }
        for index in self.members.indices where self.targets[index] < 0 {
            let isHere = self.sources[index] / self.rooms == home
            let side = isHere ? self.rooms : 0
            let first = (isHere ? period : home) * self.rooms
            for step in 1...self.rooms {
                let room = (self.sources[index] + step) % self.rooms
                if !self.isTaken[side + room], model.allows(self.members[index], at: first + room) {
                    self.isTaken[side + room] = true
                    self.targets[index] = first + room
                    break
                }
            }
            if self.targets[index] < 0 { return false }
        }
        return true
    }

    /// Makes the move and returns the change of cost.
    func apply(to model: some TimetableModel) -> SearchCost {
        var change = SearchCost.zero
        for member in self.members { change += model.remove(member) }
        for (index, member) in self.members.enumerated() { change += model.insert(member, at: self.targets[index]) }
        return change
    }

    func undo(in model: some TimetableModel) {
        for member in self.members { _ = model.remove(member) }
        for (index, member) in self.members.enumerated() { _ = model.insert(member, at: self.sources[index]) }
    }
}
