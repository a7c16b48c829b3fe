/// An ITC-2007 course timetable as a ``TimetableModel``: activities are lectures, periods and rooms are those of
/// the instance. Unavailable periods are left out of the allowed places, so that rule cannot be broken.
final class CourseModel: TimetableModel {
    let movable: [Int]
    let activityCount: Int
    let roomCount: Int
    let periodCount: Int
    let greatestGain = 60

    // Of the instance; fixed.
    private let words: Int
    private let courseOf: FlatTable<Int32>
    private let periodOf: FlatTable<Int32>
    private let roomOf: FlatTable<Int32>
    private let dayOf: FlatTable<Int32>
    private let paddedPeriod: FlatTable<Int32>
    private let conflicts: FlatTable<UInt64>
    private let excess: FlatTable<Int32>
    private let minimumDays: FlatTable<Int32>
    private let curricula: FlatLists
    private let allowedFlags: FlatTable<Bool>
    private let allowedLists: FlatLists
    private let days: Int
    private let paddedPeriods: Int

    // Of the present timetable.
    private let places: FlatTable<Int32>
    private let firstAt: FlatTable<Int32>
    private let nextAt: FlatTable<Int32>
    private let present: FlatTable<UInt64>
    private let lecturesAt: FlatTable<Int32>
    private let lecturesOnDay: FlatTable<Int32>
    private let workingDays: FlatTable<Int32>
    private let lecturesInRoom: FlatTable<Int32>
    private let roomsUsed: FlatTable<Int32>
    private let load: FlatTable<Int32>

    init(_ instance: CourseInstance) {
        let courses = instance.courses.count
        let rooms = instance.rooms.count
        let periods = instance.periodCount
        let perDay = instance.periodsPerDay
        let courseOf = instance.courses.enumerated().flatMap { index, course in
            [Int32](repeating: Int32(index), count: course.lectures)
        }
        self.activityCount = courseOf.count
        self.movable = Array(courseOf.indices)
        self.roomCount = rooms
        self.periodCount = periods
        self.days = instance.days
        self.paddedPeriods = instance.days * (perDay + 2)
        self.words = (courses + 63) / 64
        self.courseOf = FlatTable(courseOf, or: 0)
        self.periodOf = FlatTable((0..<(periods * rooms)).map { Int32($0 / rooms) }, or: 0)
        self.roomOf = FlatTable((0..<(periods * rooms)).map { Int32($0 % rooms) }, or: 0)
        self.dayOf = FlatTable((0..<periods).map { Int32($0 / perDay) }, or: 0)
        // A day of a curriculum has an empty cell on both sides: neighbours need no test for the day's edge.
        self.paddedPeriod = FlatTable(
            (0..<periods).map { Int32($0 / perDay * (perDay + 2) + $0 % perDay + 1) }, or: 0)
        self.minimumDays = FlatTable(instance.courses.map { Int32($0.minimumDays) }, or: 0)
        self.excess = FlatTable(
            instance.courses.flatMap { course in
                instance.rooms.map { Int32(max(0, course.students - $0.capacity)) }
            }, or: 0)
        var curriculaOf = [[Int]](repeating: [], count: courses)
        for (index, curriculum) in instance.curricula.enumerated() {
            for course in curriculum.courses { curriculaOf[course].append(index) }
        }
        self.curricula = FlatLists(curriculaOf)
        self.conflicts = Self.conflictBits(instance, words: self.words)
        var isOpen = [Bool](repeating: true, count: courses * periods)
        for entry in instance.unavailable { isOpen[entry.course * periods + entry.period] = false }
        var flags: [Bool] = []
        var lists: [[Int]] = []
        for course in 0..<courses {
            let open = (0..<(periods * rooms)).map { isOpen[course * periods + $0 / rooms] }
            flags += open
            lists.append(open.indices.filter { open[$0] })
        }
        self.allowedFlags = FlatTable(flags, or: false)
        self.allowedLists = FlatLists(lists)
        self.places = FlatTable(repeating: -1, count: courseOf.count)
        self.firstAt = FlatTable(repeating: -1, count: periods * rooms)
        self.nextAt = FlatTable(repeating: -1, count: courseOf.count)
        self.present = FlatTable(repeating: 0, count: periods * self.words)
        self.lecturesAt = FlatTable(repeating: 0, count: courses * periods)
        self.lecturesOnDay = FlatTable(repeating: 0, count: courses * instance.days)
        self.workingDays = FlatTable(repeating: 0, count: courses)
        self.lecturesInRoom = FlatTable(repeating: 0, count: courses * rooms)
        self.roomsUsed = FlatTable(repeating: 0, count: courses)
        self.load = FlatTable(repeating: 0, count: instance.curricula.count * self.paddedPeriods)
    }

    deinit {
        self.courseOf.free()
        self.periodOf.free()
        self.roomOf.free()
        self.dayOf.free()
        self.paddedPeriod.free()
        self.conflicts.free()
        self.excess.free()
        self.minimumDays.free()
        self.curricula.free()
        self.allowedFlags.free()
        self.allowedLists.free()
        self.places.free()
        self.firstAt.free()
        self.nextAt.free()
        self.present.free()
        self.lecturesAt.free()
        self.lecturesOnDay.free()
        self.workingDays.free()
        self.lecturesInRoom.free()
        self.roomsUsed.free()
        self.load.free()
    }

    /// The worth of a timetable without any lecture: each course misses all its days.
    var emptyCost: SearchCost {
        var missing = 0
        for course in 0..<self.minimumDays.count { missing += Int(self.minimumDays[course]) }
        return SearchCost(hard: 0, soft: 5 * missing)
    }

    var timetable: CourseTimetable {
        CourseTimetable(
            lectures: (0..<self.activityCount).filter { self.places[$0] >= 0 }.map { lecture in
                let place = Int(self.places[lecture])
                return CourseTimetable.Lecture(
                    course: Int(self.courseOf[lecture]), room: place % self.roomCount,
                    period: place / self.roomCount)
            })
    }

    @inline(__always)
    func place(of activity: Int) -> Int { Int(self.places[activity]) }

    @inline(__always)
    func occupant(of place: Int) -> Int { Int(self.firstAt[place]) }

    @inline(__always)
    func allowedPlaces(of activity: Int) -> UnsafeBufferPointer<Int32> {
        let range = self.allowedLists.range(Int(self.courseOf[activity]))
        return UnsafeBufferPointer(start: self.allowedLists.items.base + range.lowerBound, count: range.count)
    }

    @inline(__always)
    func allows(_ activity: Int, at place: Int) -> Bool {
        self.allowedFlags[Int(self.courseOf[activity]) * self.periodCount * self.roomCount + place]
    }

    @inline(__always)
    func length(of activity: Int) -> Int { 1 }

    @inline(__always)
    func excludes(_ activity: Int, _ other: Int) -> Bool {
        let course = Int(self.courseOf[activity])
        let second = Int(self.courseOf[other])
        if course == second { return true }
        return self.conflicts[course * self.words + second >> 6] & (1 << UInt64(second & 63)) != 0
    }

    @inline(__always)
    func clashes(of activity: Int, at place: Int, ignoring other: Int) -> Int {
        let course = Int(self.courseOf[activity])
        let period = Int(self.periodOf[place])
        var count = self.coursesInConflict(course, period)
        var same = self.lecturesAt[course * self.periodCount + period]
        if self.isAt(period, activity) { same -= 1 }
        if other >= 0, self.isAt(period, other) {
            let second = Int(self.courseOf[other])
            if second == course {
                same -= 1
            } else if self.lecturesAt[second * self.periodCount + period] == 1, self.excludes(activity, other) {
                count -= 1
            }
        }
        return count + (same > 0 ? 1 : 0)
    }

    /// Courses of a period that share a curriculum or a teacher with a course.
    @inline(__always)
    private func coursesInConflict(_ course: Int, _ period: Int) -> Int {
        var count = 0
        for word in 0..<self.words {
            let both = self.present[period * self.words + word] & self.conflicts[course * self.words + word]
            count &+= both.nonzeroBitCount
        }
        return count
    }

    @inline(__always)
    private func isAt(_ period: Int, _ lecture: Int) -> Bool {
        let place = Int(self.places[lecture])
        return place >= 0 && Int(self.periodOf[place]) == period
    }

    @inline(__always)
    func insert(_ activity: Int, at place: Int) -> SearchCost {
        let course = Int(self.courseOf[activity])
        let period = Int(self.periodOf[place])
        let room = Int(self.roomOf[place])
        var cost = SearchCost(hard: self.firstAt[place] >= 0 ? 1 : 0, soft: 0)
        self.nextAt[activity] = self.firstAt[place]
        self.firstAt[place] = Int32(activity)
        self.places[activity] = Int32(place)

        let cell = course * self.periodCount + period
        if self.lecturesAt[cell] == 0 {
            cost.hard &+= self.coursesInConflict(course, period)
            self.present[period * self.words + course >> 6] |= 1 << UInt64(course & 63)
        } else {
            cost.hard += 1
        }
        self.lecturesAt[cell] += 1

        cost.soft = Int(self.excess[course * self.roomCount + room])
        let dayCell = course * self.days + Int(self.dayOf[period])
        if self.lecturesOnDay[dayCell] == 0 {
            if self.workingDays[course] < self.minimumDays[course] { cost.soft -= 5 }
            self.workingDays[course] += 1
        }
        self.lecturesOnDay[dayCell] += 1
        let roomCell = course * self.roomCount + room
        if self.lecturesInRoom[roomCell] == 0 {
            if self.roomsUsed[course] > 0 { cost.soft += 1 }
            self.roomsUsed[course] += 1
        }
        self.lecturesInRoom[roomCell] += 1

        let padded = Int(self.paddedPeriod[period])
        for index in self.curricula.range(course) {
            let cell = self.curricula.item(index) * self.paddedPeriods + padded
            cost.soft += 2 * self.isolationOfOneMore(at: cell)
            self.load[cell] += 1
        }
        return cost
    }

    @inline(__always)
    func remove(_ activity: Int) -> SearchCost {
        let place = Int(self.places[activity])
        let course = Int(self.courseOf[activity])
        let period = Int(self.periodOf[place])
        let room = Int(self.roomOf[place])
        var cost = SearchCost.zero
        self.unlink(activity, from: place)
        if self.firstAt[place] >= 0 { cost.hard -= 1 }
        self.places[activity] = -1

        let cell = course * self.periodCount + period
        self.lecturesAt[cell] -= 1
        if self.lecturesAt[cell] == 0 {
            self.present[period * self.words + course >> 6] &= ~(1 << UInt64(course & 63))
            cost.hard &-= self.coursesInConflict(course, period)
        } else {
            cost.hard -= 1
        }

        cost.soft = -Int(self.excess[course * self.roomCount + room])
        let dayCell = course * self.days + Int(self.dayOf[period])
        self.lecturesOnDay[dayCell] -= 1
        if self.lecturesOnDay[dayCell] == 0 {
            self.workingDays[course] -= 1
            if self.workingDays[course] < self.minimumDays[course] { cost.soft += 5 }
        }
        let roomCell = course * self.roomCount + room
        self.lecturesInRoom[roomCell] -= 1
        if self.lecturesInRoom[roomCell] == 0 {
            self.roomsUsed[course] -= 1
            if self.roomsUsed[course] > 0 { cost.soft -= 1 }
        }

        let padded = Int(self.paddedPeriod[period])
        for index in self.curricula.range(course) {
            let cell = self.curricula.item(index) * self.paddedPeriods + padded
            self.load[cell] -= 1
            cost.soft -= 2 * self.isolationOfOneMore(at: cell)
        }
        return cost
    }

    /// How many more lectures of a curriculum are isolated when one is added to a period.
    @inline(__always)
    private func isolationOfOneMore(at cell: Int) -> Int {
        let before = self.load[cell - 1]
        let after = self.load[cell + 1]
        if before == 0 && after == 0 { return 1 }
        guard self.load[cell] == 0 else { return 0 }
        var change: Int32 = 0
        if before > 0, self.load[cell - 2] == 0 { change -= before }
        if after > 0, self.load[cell + 2] == 0 { change -= after }
        return Int(change)
    }

    @inline(__always)
    private func unlink(_ activity: Int, from place: Int) {
        if Int(self.firstAt[place]) == activity {
            self.firstAt[place] = self.nextAt[activity]
            return
        }
        var current = Int(self.firstAt[place])
        while Int(self.nextAt[current]) != activity { current = Int(self.nextAt[current]) }
        self.nextAt[current] = self.nextAt[activity]
    }

    private static func conflictBits(_ instance: CourseInstance, words: Int) -> FlatTable<UInt64> {
        let bits = FlatTable<UInt64>(repeating: 0, count: instance.courses.count * words)
        func join(_ first: Int, _ second: Int) {
            bits[first * words + second >> 6] |= 1 << UInt64(second & 63)
        }
        for curriculum in instance.curricula {
            for first in curriculum.courses {
                for second in curriculum.courses where first != second { join(first, second) }
            }
        }
        for first in instance.courses.indices {
            for second in instance.courses.indices
            where first != second && instance.courses[first].teacher == instance.courses[second].teacher {
                join(first, second)
            }
        }
        return bits
    }
}
