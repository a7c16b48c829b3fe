/// A course timetable as the competition writes it: one line `course room day period` for each lecture.
package struct CourseTimetable: Sendable, Hashable {
    package struct Lecture: Sendable, Hashable {
        package let course: Int
        package let room: Int
        package let period: Int

        package init(course: Int, room: Int, period: Int) {
            self.course = course
            self.room = room
            self.period = period
        }
    }

    package let lectures: [Lecture]

    package init(lectures: [Lecture]) {
        self.lectures = lectures
    }

    /// Reads the lines in any order; blank lines are skipped.
    package init(text: String, for instance: CourseInstance) throws(CourseFormatError) {
        var courseNumbers: [String: Int] = [:]
        for (index, course) in instance.courses.enumerated() { courseNumbers[course.name] = index }
        var roomNumbers: [String: Int] = [:]
        for (index, room) in instance.rooms.enumerated() { roomNumbers[room.name] = index }
        var lectures: [Lecture] = []
        for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.isEmpty { continue }
            let place = "line \(index + 1)"
            guard words.count == 4 else { throw CourseFormatError(code: .truncated, place: place) }
            guard let course = courseNumbers[String(words[0])] else {
                throw CourseFormatError(code: .unknownCourse, place: place)
            }
            guard let room = roomNumbers[String(words[1])] else {
                throw CourseFormatError(code: .unknownRoom, place: place)
            }
            guard let day = Int(words[2]), let period = Int(words[3]) else {
                throw CourseFormatError(code: .notANumber, place: place)
            }
            guard (0..<instance.days).contains(day), (0..<instance.periodsPerDay).contains(period) else {
                throw CourseFormatError(code: .outOfRange, place: place)
            }
            lectures.append(Lecture(course: course, room: room, period: day * instance.periodsPerDay + period))
        }
        self.lectures = lectures
    }

    /// The competition's text, sorted by course, period and room, so that equal timetables give equal bytes.
    package func text(for instance: CourseInstance) -> String {
        let ordered = self.lectures.sorted { ($0.course, $0.period, $0.room) < ($1.course, $1.period, $1.room) }
        var text = ""
        for lecture in ordered {
            let day = lecture.period / instance.periodsPerDay
            let period = lecture.period % instance.periodsPerDay
            let course = instance.courses[lecture.course].name
            text += "\(course) \(instance.rooms[lecture.room].name) \(day) \(period)\n"
        }
        return text
    }
}
