import SelectionEngine
import Testing

@Suite("Cohort: files")
struct CohortInstanceTests {
    private static let small = """
        {"name": "small", "select": 2, "budget": 50,
         "applicants": [{"id": 7, "score": 1.5, "cost": 20}, {"id": 8, "score": 2.25, "cost": 20, "theme": 3},
                        {"id": 9, "score": 3, "cost": 40}],
         "quotas": [{"name": "q", "members": [8, 7], "min": 1, "max": 2}]}
        """

    @Test("text and JSON of a solved file")
    func solved() throws {
        let text = try CohortCommandOutput(solving: Array(Self.small.utf8))
        #expect(text.status == .optimal)
        #expect(
            text.text == """
                instance   small
                status     optimal
                objective  3.75
                cost       40
                chosen     7 8

                """)
        let json = try CohortCommandOutput(solving: Array(Self.small.utf8), format: .json)
        #expect(
            json.text == """
                {"bound":3.75,"chosen":[7,8],"cost":40,"name":"small","objective":3.75,"status":"optimal"}

                """)
    }

    @Test("text of an infeasible file names the rules and what would be enough")
    func infeasible() throws {
        let file = Self.small.replacing("\"budget\": 50", with: "\"budget\": 39")
        let output = try CohortCommandOutput(solving: Array(file.utf8))
        #expect(output.status == .infeasible)
        #expect(
            output.text == """
                instance   small
                status     infeasible
                clashing rules (drop any one and the rest can be met):
                  size
                  cost-ceiling
                any one of these would be enough:
                  raise the cost ceiling to 40
                  choose 1

                """)
    }

    @Test(
        "a bad file is refused with the place",
        arguments: [
            ("\"id\": 8", "\"id\": 7", "/applicants/1/id: used twice"),
            ("[8, 7]", "[8, 6]", "/quotas/0/members: names somebody who is no applicant"),
            ("2.25", "2.2500001", "/applicants/1/score: more than six digits or too large"),
            ("\"cost\": 40", "\"cost\": \"x\"", "not a cohort instance: /applicants/2/cost has the wrong type"),
            ("\"min\": 1", "\"min\": 3", "not a cohort problem: emptyQuotaRange at position 0"),
            ("\"select\": 2,", "", "not a cohort instance: /select is missing"),
        ])
    func refused(old: String, new: String, message: String) {
        let file = Self.small.replacing(old, with: new)
        #expect(throws: CohortInstance.ReadingError(description: message)) {
            try CohortInstance(json: Array(file.utf8))
        }
    }

    @Test("pins of a file are kept, and one of nobody is refused")
    func pins() throws {
        let pinned = Self.small.replacing("\"quotas\"", with: "\"include\": [9], \"exclude\": [7], \"quotas\"")
        let instance = try CohortInstance(json: Array(pinned.utf8))
        #expect(instance.problem.pinnedIn == [2])
        #expect(instance.problem.pinnedOut == [0])
        let again = try CohortInstance(json: CohortInstance.json(instance.problem, name: "again", scale: 100))
        #expect(again.problem.pinnedIn == [2])
        #expect(again.problem.pinnedOut == [0])
        #expect(throws: CohortInstance.ReadingError(description: "/include: names somebody who is no applicant")) {
            try CohortInstance(json: Array(pinned.replacing("[9]", with: "[3]").utf8))
        }
    }

    @Test("a problem written as a file reads back as the same problem")
    func roundTrip() throws {
        let instance = try CohortInstance(json: Array(Self.small.utf8))
        let again = try CohortInstance(
            json: CohortInstance.json(instance.problem, name: "again", scale: instance.scale))
        #expect(again.problem.candidates.map(\.merit) == instance.problem.candidates.map(\.merit))
        #expect(again.problem.quotas == instance.problem.quotas)
        #expect(again.problem.costCeiling == 50)
    }
}
