import Access
import ArgumentParser
import Foundation
import SchedulingEngine

package struct AgendaSolveCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Make a timetable.",
        discussion: """
            Format itc2007: an instance of curriculum-based course timetabling (.ctt); the timetable has one line for \
            each lecture: course room day period. It goes to --out, or to standard output; the report, with the numbers \
            of an evaluator that shares no code with the search, goes to standard error.

            With --moves instead of --seconds the same file and seed give the same timetable on any machine.

            Exit code 0: no hard rule is broken. 2: some are, the timetable is the best one found.
            """)

    @Option(name: .long, help: "The format of the file: itc2007.")
    package var format: AgendaFormat

    @Argument(help: ArgumentHelp("The instance; - for standard input.", valueName: "file"))
    package var file: String

    @Option(name: .long, help: "How long to search.")
    package var seconds: Double = 60

    @Option(name: .long, help: "How many moves to try, whatever time that takes.")
    package var moves: Int?

    @Option(name: .long, help: "The search's random seed.")
    package var seed: UInt64 = 1

    @Option(name: .long, help: ArgumentHelp("Where to write the timetable.", valueName: "file"))
    package var out: String?

    @Flag(name: .long, help: "Write the report as JSON.")
    package var json = false

    package init() {}

    package func validate() throws {
        guard self.seconds > 0, self.seconds <= 86_400 else {
            throw ValidationError("Seconds must be more than 0 and at most 86400.")
        }
        if let moves, moves < 1 { throw ValidationError("Moves must be 1 or more.") }
    }

    package func run() throws {
        let text = try InputFile.text(self.file)
        let showsProgress = isatty(STDERR_FILENO) == 1
        let result: (solution: String, report: CourseCompetition.Report)
        do {
            result = try CourseCompetition.solve(text, seed: self.seed, budget: self.budget) { progress in
                guard showsProgress else { return }
                let share = Int(progress.share * 100)
                Self.tell("\r\(share) %  violations \(progress.best.hard)  cost \(progress.best.soft)   ")
            }
        } catch {
            throw CommandFailure(
                "\(self.file): \(error)", advice: "is it an instance in the format \(self.format.rawValue)?")
        }
        if showsProgress { Self.tell("\r\u{1B}[K") }
        if let out {
            do {
                try AtomicFile.write(result.solution, to: out, mode: 0o644)
            } catch {
                throw CommandFailure("\(error)")
            }
        } else {
            Terminal(hasColour: false).write(result.solution)
        }
        Self.tell(try self.words(result.report) + "\n")
        if result.report.violations > 0 { throw ExitCode(2) }
    }

    private var budget: SearchBudget {
        if let moves { return SearchBudget(iterations: moves) }
        let begin = ContinuousClock.now
        let limit = Duration.seconds(self.seconds)
        return .clocked { (ContinuousClock.now - begin) / limit }
    }

    private func words(_ report: CourseCompetition.Report) throws -> String {
        guard self.json else { return report.description }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    private static func tell(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
