import Primitives
import SelectionDomain
import Testing

@Suite("Quotas as a policy writes them")
struct QuotaRuleTests {
    private static func candidate(
        _ code: String, size: String = "small", themes: [String] = [], firstTime: Bool = false
    ) throws -> CandidateTraits {
        CandidateTraits(
            country: try #require(Country(code)), language: .english, size: size, kind: "cso", isWomenLed: true,
            isMember: false, answers: ["themes": themes, "first_time": [firstTime ? "yes" : "no"]])
    }

    @Test("without values: one rule for each value that occurs")
    func eachValue() throws {
        let candidates = [try Self.candidate("COL"), try Self.candidate("HTI"), try Self.candidate("COL")]
        let rules = QuotaRule.counted(
            [QuotaRule(attribute: "country", values: [], minimum: 0, maximum: 1)], among: candidates)
        #expect(rules.map(\.name) == ["country:COL", "country:HTI"])
        #expect(rules.map(\.members) == [[0, 2], [1]])
        let regions = QuotaRule.counted(
            [QuotaRule(attribute: "region", values: [], minimum: 1, maximum: nil)], among: candidates)
        #expect(regions.map(\.name) == ["region:americas"])
        #expect(regions.map(\.maximum) == [3])
    }

    @Test("with values: one rule over all who have any of them; answers count like facts")
    func groups() throws {
        let candidates = [
            try Self.candidate("COL", size: "large", themes: ["leadership", "data"], firstTime: true),
            try Self.candidate("UKR", size: "medium", themes: ["data"]), try Self.candidate("FJI"),
        ]
        let rules = QuotaRule.counted(
            [
                QuotaRule(attribute: "size", values: ["small", "medium"], minimum: 1, maximum: 2),
                QuotaRule(attribute: "answer:themes", values: ["data"], minimum: 1, maximum: nil),
                QuotaRule(attribute: "answer:first_time", values: ["yes"], minimum: 2, maximum: nil),
            ], among: candidates)
        #expect(rules.map(\.name) == ["size:medium+small", "answer:themes:data", "answer:first_time:yes"])
        #expect(rules.map(\.members) == [[1, 2], [0, 1], [0]])
        // A minimum that nobody can reach stays a rule, and the solver says that it cannot be met.
        #expect(rules.map(\.maximum) == [2, 2, 2])
    }

    @Test("every country of the programme has one region")
    func regions() {
        for country in Country.programme {
            #expect(ProgrammeRegion.allCases.count { $0.countries.contains(country.code) } == 1)
        }
        #expect(ProgrammeRegion.allCases.flatMap(\.countries).count == Country.programme.count)
    }
}
