import ArgumentParser
import SchedulingEngine

package struct AgendaEvaluateCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Judge a timetable made by anybody.",
        discussion: """
            Counts as the competition's validator does: hard violations by kind, soft costs by kind, and the two sums. \
            Exit code 0 whatever the sums are.
            """)

    @Option(name: .long, help: "The format of the files: itc2007.")
    package var format: AgendaFormat

    @Argument(help: ArgumentHelp("The instance.", valueName: "file"))
    package var file: String

    @Argument(help: ArgumentHelp("The timetable; - for standard input.", valueName: "solution"))
    package var solution: String

    package init() {}

    package func run() throws {
        let instance = try InputFile.text(self.file)
        let solution = try InputFile.text(self.solution)
        let score: CourseScore
        do {
            score = try CourseCompetition.score(solution, of: instance)
        } catch {
            throw CommandFailure("\(error)", advice: "the files must be in the format \(self.format.rawValue)")
        }
        Terminal(hasColour: false).write(Self.words(score))
    }

    package static func words(_ score: CourseScore) -> String {
        var lines = [
            "Missing lectures: \(score.missingLectures)",
            "Conflicts: \(score.conflicts)",
            "Unavailable periods: \(score.unavailabilities)",
            "Room occupations: \(score.roomOccupations)",
            "Room capacity: \(score.roomCapacity)",
            "Minimum working days: \(score.minimumWorkingDays)",
            "Curriculum compactness: \(score.curriculumCompactness)",
            "Room stability: \(score.roomStability)",
        ]
        if score.skippedLines > 0 { lines.append("Skipped lines (course twice in a period): \(score.skippedLines)") }
        lines += ["Violations: \(score.violations)", "Cost: \(score.cost)"]
        return lines.joined(separator: "\n") + "\n"
    }
}
