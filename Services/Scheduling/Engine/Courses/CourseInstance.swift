/// An instance of curriculum-based course timetabling (second International Timetabling Competition, track 3).
///
/// Courses, rooms and curricula are numbered in the order of the file. Period `day * periodsPerDay + period`.
package struct CourseInstance: Sendable, Hashable {
    package struct Course: Sendable, Hashable {
        package let name: String
        package let teacher: String
        package let lectures: Int
        /// Days over which the lectures should be spread at least.
        package let minimumDays: Int
        package let students: Int
    }

    package struct Room: Sendable, Hashable {
        package let name: String
        package let capacity: Int
    }

    package struct Curriculum: Sendable, Hashable {
        package let name: String
        /// Course numbers.
        package let courses: [Int]
    }

    package struct Unavailability: Sendable, Hashable {
        package let course: Int
        package let period: Int
    }

    package let name: String
    package let days: Int
    package let periodsPerDay: Int
    package let courses: [Course]
    package let rooms: [Room]
    package let curricula: [Curriculum]
    package let unavailable: [Unavailability]

    package var periodCount: Int { self.days * self.periodsPerDay }
    package var lectureCount: Int { self.courses.reduce(0) { $0 + $1.lectures } }
}

/// Why a text is no instance or no timetable; never holds the text itself.
package struct CourseFormatError: Error, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case missingHeader = "missing_header"
        case missingSection = "missing_section"
        case truncated
        case notANumber = "not_a_number"
        case outOfRange = "out_of_range"
        case unknownCourse = "unknown_course"
        case unknownRoom = "unknown_room"
        case duplicateName = "duplicate_name"
        case tooLarge = "too_large"
    }

    package let code: Code
    /// The header, section or line number in question.
    package let place: String

    package var description: String { "\(self.code.rawValue) at \(self.place)" }
}
