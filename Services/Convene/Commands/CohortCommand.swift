import ArgumentParser
import SelectionEngine

/// The cohort engine on files.
package struct CohortCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "cohort",
        abstract: "Choose a cohort under quotas and a cost ceiling, exactly.",
        subcommands: [CohortSolveCommand.self])

    package init() {}
}

package struct CohortSolveCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Solve an instance and print the proven answer.",
        discussion: """
            The file is JSON: name, select (places), budget, applicants [{id, score, cost}], quotas [{name, members, \
            min, max}], and, if wanted, include and exclude (ids).

            The answer is the best sum of scores; among equal ones, the lowest cost. Where no cohort meets all rules, \
            the answer is "infeasible" with the rules that clash and what would be enough.

            Exit code 0: the answer is proven (optimal or infeasible). 2: the time ran out before the proof.
            """)

    @Argument(help: ArgumentHelp("The instance; - for standard input.", valueName: "file"))
    package var file: String

    @Option(name: .long, help: "How to print: text or json.")
    package var format: CohortCommandOutput.Format = .text

    @Option(name: .long, help: "Decides between cohorts that are equal in everything.")
    package var seed: UInt64 = 1

    @Option(name: .long, help: "Processor seconds for each level of the objective.")
    package var seconds: Double = 60

    package init() {}

    package func validate() throws {
        guard self.seconds > 0, self.seconds <= 86_400 else {
            throw ValidationError("Seconds must be more than 0 and at most 86400.")
        }
    }

    package func run() throws {
        let bytes = try InputFile.bytes(self.file)
        let output: CohortCommandOutput
        do {
            output = try CohortCommandOutput(
                solving: bytes, format: self.format, seed: self.seed, secondsLimit: self.seconds)
        } catch {
            throw CommandFailure("\(self.file): \(error)", advice: "see: convene help cohort solve")
        }
        Terminal(hasColour: false).write(output.text)
        if output.status == .notProven { throw ExitCode(2) }
    }
}

extension CohortCommandOutput.Format: ExpressibleByArgument {}
