/// Reads the `.ctt` format of ITC-2007 track 3: a header of `Name: value` pairs, then the sections `COURSES:`,
/// `ROOMS:`, `CURRICULA:`, `UNAVAILABILITY_CONSTRAINTS:` and `END.`, all separated by white space.
package struct CourseInstanceReader {
    private var words: [Substring]
    private var position = 0

    // Far above any published instance (131 courses, 45 periods, 20 rooms); keeps a made-up file from taking
    // all memory.
    private static let limits = (courses: 5_000, rooms: 1_000, periods: 1_000, curricula: 5_000, lectures: 50_000)

    package static func read(_ text: String) throws(CourseFormatError) -> CourseInstance {
        var reader = CourseInstanceReader(words: text.split(whereSeparator: \.isWhitespace))
        return try reader.readInstance()
    }

    private init(words: [Substring]) {
        self.words = words
    }

    private mutating func readInstance() throws(CourseFormatError) -> CourseInstance {
        let name = try self.header("Name:")
        let courseCount = try self.count("Courses:", in: 1...Self.limits.courses)
        let roomCount = try self.count("Rooms:", in: 1...Self.limits.rooms)
        let days = try self.count("Days:", in: 1...Self.limits.periods)
        let perDay = try self.count("Periods_per_day:", in: 1...Self.limits.periods)
        let curriculumCount = try self.count("Curricula:", in: 0...Self.limits.curricula)
        let constraintCount = try self.count("Constraints:", in: 0...1_000_000)
        guard days * perDay <= Self.limits.periods else {
            throw CourseFormatError(code: .tooLarge, place: "Periods_per_day:")
        }
        let courses = try self.readCourses(courseCount)
        var numbers: [String: Int] = [:]
        for (index, course) in courses.enumerated() {
            guard numbers.updateValue(index, forKey: course.name) == nil else {
                throw CourseFormatError(code: .duplicateName, place: "COURSES:")
            }
        }
        let rooms = try self.readRooms(roomCount)
        let curricula = try self.readCurricula(curriculumCount, numbers)
        let unavailable = try self.readUnavailable(constraintCount, numbers, days: days, perDay: perDay)
        try self.expect("END.")
        return CourseInstance(
            name: name, days: days, periodsPerDay: perDay, courses: courses, rooms: rooms, curricula: curricula,
            unavailable: unavailable)
    }

    private mutating func readCourses(_ count: Int) throws(CourseFormatError) -> [CourseInstance.Course] {
        try self.expect("COURSES:")
        var courses: [CourseInstance.Course] = []
        var lectureCount = 0
        for _ in 0..<count {
            let name = try self.word("COURSES:")
            let teacher = try self.word("COURSES:")
            let lectures = try self.number(try self.word("COURSES:"), in: 0...Self.limits.periods, "COURSES:")
            let minimumDays = try self.number(try self.word("COURSES:"), in: 0...Self.limits.periods, "COURSES:")
            let students = try self.number(try self.word("COURSES:"), in: 0...1_000_000, "COURSES:")
            lectureCount += lectures
            courses.append(
                CourseInstance.Course(
                    name: name, teacher: teacher, lectures: lectures, minimumDays: minimumDays, students: students))
        }
        guard lectureCount <= Self.limits.lectures else {
            throw CourseFormatError(code: .tooLarge, place: "COURSES:")
        }
        return courses
    }

    private mutating func readRooms(_ count: Int) throws(CourseFormatError) -> [CourseInstance.Room] {
        try self.expect("ROOMS:")
        var rooms: [CourseInstance.Room] = []
        var names: Set<String> = []
        for _ in 0..<count {
            let name = try self.word("ROOMS:")
            guard names.insert(name).inserted else {
                throw CourseFormatError(code: .duplicateName, place: "ROOMS:")
            }
            let capacity = try self.number(try self.word("ROOMS:"), in: 0...1_000_000, "ROOMS:")
            rooms.append(CourseInstance.Room(name: name, capacity: capacity))
        }
        return rooms
    }

    private mutating func readCurricula(
        _ count: Int, _ numbers: [String: Int]
    ) throws(CourseFormatError) -> [CourseInstance.Curriculum] {
        try self.expect("CURRICULA:")
        var curricula: [CourseInstance.Curriculum] = []
        for _ in 0..<count {
            let name = try self.word("CURRICULA:")
            let size = try self.number(try self.word("CURRICULA:"), in: 0...Self.limits.courses, "CURRICULA:")
            var members: [Int] = []
            for _ in 0..<size {
                let course = try self.course(numbers, "CURRICULA:")
                if !members.contains(course) { members.append(course) }
            }
            curricula.append(CourseInstance.Curriculum(name: name, courses: members))
        }
        return curricula
    }

    private mutating func readUnavailable(
        _ count: Int, _ numbers: [String: Int], days: Int, perDay: Int
    ) throws(CourseFormatError) -> [CourseInstance.Unavailability] {
        let section = "UNAVAILABILITY_CONSTRAINTS:"
        try self.expect(section)
        var entries: [CourseInstance.Unavailability] = []
        for _ in 0..<count {
            let course = try self.course(numbers, section)
            let day = try self.number(try self.word(section), in: 0...(days - 1), section)
            let period = try self.number(try self.word(section), in: 0...(perDay - 1), section)
            entries.append(CourseInstance.Unavailability(course: course, period: day * perDay + period))
        }
        return entries
    }

    private mutating func course(_ numbers: [String: Int], _ place: String) throws(CourseFormatError) -> Int {
        guard let number = numbers[try self.word(place)] else {
            throw CourseFormatError(code: .unknownCourse, place: place)
        }
        return number
    }

    private mutating func count(_ key: String, in range: ClosedRange<Int>) throws(CourseFormatError) -> Int {
        try self.number(try self.header(key), in: range, key)
    }

    private mutating func header(_ key: String) throws(CourseFormatError) -> String {
        guard self.position < self.words.count, self.words[self.position] == key else {
            throw CourseFormatError(code: .missingHeader, place: key)
        }
        self.position += 1
        return try self.word(key)
    }

    private mutating func expect(_ section: String) throws(CourseFormatError) {
        guard self.position < self.words.count, self.words[self.position] == section else {
            throw CourseFormatError(code: .missingSection, place: section)
        }
        self.position += 1
    }

    private mutating func word(_ place: String) throws(CourseFormatError) -> String {
        guard self.position < self.words.count else { throw CourseFormatError(code: .truncated, place: place) }
        defer { self.position += 1 }
        return String(self.words[self.position])
    }

    private func number(
        _ text: String, in range: ClosedRange<Int>, _ place: String
    ) throws(CourseFormatError) -> Int {
        guard let value = Int(text) else { throw CourseFormatError(code: .notANumber, place: place) }
        guard range.contains(value) else { throw CourseFormatError(code: .outOfRange, place: place) }
        return value
    }
}
