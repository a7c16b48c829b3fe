/// The competition's task on texts: what `convene agenda solve --format itc2007` does.
package struct CourseCompetition {
    /// What a run says about itself.
    package struct Report: Sendable, Codable, CustomStringConvertible {
        package let instance: String
        package let courses: Int
        package let lectures: Int
        package let rooms: Int
        package let periods: Int
        package let violations: Int
        package let cost: Int
        package let roomCapacity: Int
        package let minimumWorkingDays: Int
        package let curriculumCompactness: Int
        package let roomStability: Int
        package let iterations: Int
        package let seed: UInt64

        package var description: String {
            """
            Instance: \(self.instance) (\(self.courses) courses, \(self.lectures) lectures, \(self.rooms) rooms, \
            \(self.periods) periods)
            Violations: \(self.violations)
            Cost: \(self.cost) = room capacity \(self.roomCapacity) + minimum working days \
            \(self.minimumWorkingDays) + curriculum compactness \(self.curriculumCompactness) + room stability \
            \(self.roomStability)
            Moves: \(self.iterations), seed \(self.seed)
            """
        }
    }

    /// Solves the text of an instance. Returns the text of the timetable and the report; the report's numbers come
    /// from the evaluator that shares no code with the search, applied to the timetable as it was written.
    package static func solve(
        _ text: String, seed: UInt64, budget: SearchBudget, progress: ((SearchProgress) -> Void)? = nil
    ) throws(CourseFormatError) -> (solution: String, report: Report) {
        let instance = try CourseInstanceReader.read(text)
        let result = CourseSolver(instance).solve(seed: seed, budget: budget, progress: progress)
        let solution = result.timetable.text(for: instance)
        let report = self.report(
            instance, CourseEvaluator(instance).score(try CourseTimetable(text: solution, for: instance)),
            iterations: result.iterations, seed: seed)
        return (solution, report)
    }

    /// Scores the text of a timetable.
    package static func score(_ solution: String, of text: String) throws(CourseFormatError) -> CourseScore {
        let instance = try CourseInstanceReader.read(text)
        return CourseEvaluator(instance).score(try CourseTimetable(text: solution, for: instance))
    }

    private static func report(
        _ instance: CourseInstance, _ score: CourseScore, iterations: Int, seed: UInt64
    ) -> Report {
        Report(
            instance: instance.name, courses: instance.courses.count, lectures: instance.lectureCount,
            rooms: instance.rooms.count, periods: instance.periodCount, violations: score.violations,
            cost: score.cost, roomCapacity: score.roomCapacity, minimumWorkingDays: score.minimumWorkingDays,
            curriculumCompactness: score.curriculumCompactness, roomStability: score.roomStability,
            iterations: iterations, seed: seed)
    }
}
