import Foundation
import Primitives
import SchedulingEngine
import TestSupport
import Testing

@Suite("Course timetables (ITC-2007 track 3)")
struct CourseTests {
    /// The worked example of the competition's report (Di Gaspero, McCollum, Schaerf 2007), restated.
    static let toy = """
        Name: ToyExample
        Courses: 4
        Rooms: 2
        Days: 5
        Periods_per_day: 4
        Curricula: 2
        Constraints: 8

        COURSES:
        SceCosC Ocra 3 3 30
        ArcTec Indaco 3 2 42
        TecCos Rosa 5 4 40
        Geotec Scarlatti 5 4 18

        ROOMS:
        A 32
        B 50

        CURRICULA:
        Cur1 3 SceCosC ArcTec TecCos
        Cur2 2 TecCos Geotec

        UNAVAILABILITY_CONSTRAINTS:
        TecCos 2 0
        TecCos 2 1
        TecCos 3 2
        TecCos 3 3
        ArcTec 4 0
        ArcTec 4 1
        ArcTec 4 2
        ArcTec 4 3

        END.
        """

    static let toySolution = """
        SceCosC B 3 0
        SceCosC A 3 1
        SceCosC A 4 0
        ArcTec B 0 1
        ArcTec B 1 1
        ArcTec B 1 2
        TecCos B 0 0
        TecCos A 0 1
        TecCos B 2 2
        TecCos B 4 2
        TecCos B 4 3
        Geotec A 2 2
        Geotec A 2 3
        Geotec B 3 0
        Geotec A 3 1
        Geotec A 4 2
        """

    @Test("the worked example has 5 violations and costs 8 + 15 + 4 + 3 = 30")
    func workedExample() throws {
        let score = try CourseCompetition.score(Self.toySolution, of: Self.toy)
        #expect(score.violations == 5)
        #expect(score.roomCapacity == 8)
        #expect(score.minimumWorkingDays == 15)
        #expect(score.curriculumCompactness == 4)
        #expect(score.roomStability == 3)
        #expect(score.cost == 30)
    }

    @Test("a repeated course and period is skipped and then missing")
    func repeatedLine() throws {
        let text = Self.toySolution.replacing("Geotec A 4 2", with: "Geotec B 2 2")
        let score = try CourseCompetition.score(text, of: Self.toy)
        #expect(score.skippedLines == 1)
        #expect(score.missingLectures == 1)
    }

    @Test("the worked example is solved at no cost")
    func solvesToy() throws {
        let (solution, report) = try CourseCompetition.solve(
            Self.toy, seed: 1, budget: SearchBudget(iterations: 200_000))
        #expect(report.violations == 0)
        #expect(report.cost == 0)
        #expect(solution.split(separator: "\n").count == 16)
    }

    @Test("the same seed and iterations give the same bytes")
    func determinism() throws {
        let budget = SearchBudget(iterations: 50_000)
        let text = Self.toy
        let first = try CourseCompetition.solve(text, seed: 9, budget: budget)
        let second = try CourseCompetition.solve(text, seed: 9, budget: budget)
        #expect(first.solution == second.solution)
    }

    /// Long searches are `convene agenda solve --format itc2007`; this one shows that none needs long to be feasible.
    @Test(
        "the competition's instances are feasible in a few seconds, by a scorer that shares no code with us",
        .enabled(if: SharedInstances.exists("itc2007/comp01.ctt"), SharedInstances.areMissing),
        .enabled(if: OutsideProgram.python != nil, "the Python test clients are not set up"),
        arguments: (1...8).map { "comp0\($0)" })
    func feasible(name: String) async throws {
        let file = SharedInstances.folder.appending(path: "itc2007/\(name).ctt").path
        let text = String(decoding: try SharedInstances.bytes("itc2007/\(name).ctt"), as: UTF8.self)
        let (solution, report) = try CourseCompetition.solve(text, seed: 1, budget: SearchBudget(iterations: 3_000_000))
        let python = try #require(OutsideProgram.python)
        try await withTemporaryFolder { folder in
            try solution.write(toFile: "\(folder)/solution", atomically: true, encoding: .utf8)
            let outcome = try python.run([
                "\(Repository.root)/Tests/SystemTests/Clients/course_score.py", file, "\(folder)/solution",
            ])
            #expect(outcome.lastLine == #"{"violations": 0, "cost": \#(report.cost)}"#, "\(outcome.text)")
        }
        #expect(report.violations == 0)
    }

    @Test(
        "what is no instance is refused with the place of the fault",
        arguments: [
            ("", CourseFormatError.Code.missingHeader), ("Name: x\nCourses: no", .notANumber),
            ("Name: x\nCourses: 99999999", .outOfRange),
            (toy.replacing("TecCos 2 0", with: "Nobody 2 0"), .unknownCourse),
            (toy.replacing("TecCos 2 0", with: "TecCos 9 0"), .outOfRange),
            (toy.replacing("END.", with: ""), .missingSection),
            (toy.replacing("B 50", with: "A 50"), .duplicateName),
        ])
    func badInstances(text: String, code: CourseFormatError.Code) {
        #expect {
            try CourseInstanceReader.read(text)
        } throws: { error in
            (error as? CourseFormatError)?.code == code
        }
    }
}
