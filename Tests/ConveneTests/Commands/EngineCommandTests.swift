import ArgumentParser
import ConveneCommands
import Foundation
import SchedulingEngine
import TestSupport
import Testing

@Suite struct EngineCommandTests {
    @Test func scoresAreWrittenInWords() {
        var score = CourseScore()
        score.conflicts = 3
        score.roomOccupations = 2
        score.roomCapacity = 8
        let words = AgendaEvaluateCommand.words(score)
        #expect(words.hasSuffix("Violations: 5\nCost: 8\n"))
        #expect(words.contains("Conflicts: 3\n"))
        #expect(!words.contains("Skipped"))
    }

    @Test func aSmallInstanceIsSolvedIntoAFile() async throws {
        try await withTemporaryFolder { folder in
            let instance = """
                Name: Small
                Courses: 2
                Rooms: 1
                Days: 2
                Periods_per_day: 2
                Curricula: 1
                Constraints: 0

                COURSES:
                A TeacherA 1 1 10
                B TeacherB 1 1 10

                ROOMS:
                R1 20

                CURRICULA:
                C1 2 A B

                UNAVAILABILITY_CONSTRAINTS:

                END.

                """
            try instance.write(toFile: folder + "/small.ctt", atomically: true, encoding: .utf8)
            let command = try AgendaSolveCommand.parse([
                "--format", "itc2007", "--moves", "2000", "--out", folder + "/small.sol", folder + "/small.ctt",
            ])
            try command.run()
            let solution = try String(contentsOfFile: folder + "/small.sol", encoding: .utf8)
            #expect(try CourseCompetition.score(solution, of: instance).violations == 0)
        }
    }

    @Test func filesThatCannotBeReadAreNamed() throws {
        let command = try CohortSolveCommand.parse(["/nowhere/file.json"])
        let failure = #expect(throws: CommandFailure.self) { try command.run() }
        #expect(failure?.message == "cannot read /nowhere/file.json")
    }
}
