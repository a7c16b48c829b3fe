/// The worth of a course timetable, as the competition's validator counts it (Di Gaspero, McCollum, Schaerf:
/// "The Second International Timetabling Competition: Curriculum-based Course Timetabling", 2007, §2).
///
/// It shares no code with the search: it reads the finished timetable and counts from the beginning.
package struct CourseScore: Sendable, Hashable {
    // Hard, one violation each.
    package var missingLectures = 0
    package var conflicts = 0
    package var unavailabilities = 0
    package var roomOccupations = 0
    // Soft, as weighted penalties.
    package var roomCapacity = 0
    package var minimumWorkingDays = 0
    package var curriculumCompactness = 0
    package var roomStability = 0
    /// Lines that repeat a course in a period; the validator skips them with a warning.
    package var skippedLines = 0

    /// No fault and no penalty.
    package init() {}

    package var violations: Int {
        self.missingLectures + self.conflicts + self.unavailabilities + self.roomOccupations
    }

    package var cost: Int {
        self.roomCapacity + self.minimumWorkingDays + self.curriculumCompactness + self.roomStability
    }
}

package struct CourseEvaluator {
    private let instance: CourseInstance

    package init(_ instance: CourseInstance) {
        self.instance = instance
    }

    package func score(_ timetable: CourseTimetable) -> CourseScore {
        var score = CourseScore()
        let periods = self.instance.periodCount
        // roomOf[course][period]: the room of the lecture, or nil.
        var roomOf = [[Int?]](repeating: [Int?](repeating: nil, count: periods), count: self.instance.courses.count)
        for lecture in timetable.lectures {
            if roomOf[lecture.course][lecture.period] == nil {
                roomOf[lecture.course][lecture.period] = lecture.room
            } else {
                score.skippedLines += 1
            }
        }
        self.countHard(roomOf, &score)
        self.countSoft(roomOf, &score)
        return score
    }

    private func countHard(_ roomOf: [[Int?]], _ score: inout CourseScore) {
        let periods = self.instance.periodCount
        for (course, rooms) in roomOf.enumerated() {
            let scheduled = rooms.count { $0 != nil }
            score.missingLectures += abs(scheduled - self.instance.courses[course].lectures)
        }
        for first in self.instance.courses.indices {
            for second in self.instance.courses.indices where second > first && self.areInConflict(first, second) {
                score.conflicts += (0..<periods).count { roomOf[first][$0] != nil && roomOf[second][$0] != nil }
            }
        }
        for entry in Set(self.instance.unavailable) where roomOf[entry.course][entry.period] != nil {
            score.unavailabilities += 1
        }
        for period in 0..<periods {
            var lecturesIn = [Int](repeating: 0, count: self.instance.rooms.count)
            for rooms in roomOf {
                if let room = rooms[period] { lecturesIn[room] += 1 }
            }
            score.roomOccupations += lecturesIn.reduce(0) { $0 + max(0, $1 - 1) }
        }
    }

    private func areInConflict(_ first: Int, _ second: Int) -> Bool {
        self.instance.courses[first].teacher == self.instance.courses[second].teacher
            || self.instance.curricula.contains { $0.courses.contains(first) && $0.courses.contains(second) }
    }

    private func countSoft(_ roomOf: [[Int?]], _ score: inout CourseScore) {
        let perDay = self.instance.periodsPerDay
        for (number, rooms) in roomOf.enumerated() {
            let course = self.instance.courses[number]
            for room in rooms.compactMap({ $0 }) {
                score.roomCapacity += max(0, course.students - self.instance.rooms[room].capacity)
            }
            let days = Set(rooms.indices.filter { rooms[$0] != nil }.map { $0 / perDay })
            score.minimumWorkingDays += 5 * max(0, course.minimumDays - days.count)
            score.roomStability += max(0, Set(rooms.compactMap { $0 }).count - 1)
        }
        for curriculum in self.instance.curricula {
            let load = (0..<self.instance.periodCount).map { period in
                curriculum.courses.count { roomOf[$0][period] != nil }
            }
            for (period, count) in load.enumerated() where count > 0 {
                let hasBefore = period % perDay > 0 && load[period - 1] > 0
                let hasAfter = period % perDay < perDay - 1 && load[period + 1] > 0
                if !hasBefore && !hasAfter { score.curriculumCompactness += 2 * count }
            }
        }
    }
}
