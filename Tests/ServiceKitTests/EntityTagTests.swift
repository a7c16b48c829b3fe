import ServiceKit
import Testing

@Suite("Entity tags")
struct EntityTagTests {
    @Test(arguments: [
        ("\"v3\"", 3, true), ("\"v3\"", 4, false), ("*", 9, true), ("W/\"v3\"", 3, false),
        ("\"v+3\"", 3, false), ("\"v03\"", 3, false), ("\"v1\", \"v3\"", 3, true), ("\"v1\",W/\"v3\"", 3, false),
        (" \"v3\" ", 3, true), ("\"a,b\" ,\t\"v3\"", 3, true),
    ])
    func compares(_ field: String, _ version: Int, _ expected: Bool) throws {
        let condition = try #require(EntityTagCondition(field))
        #expect(condition.matches(version: version) == expected)
        #expect((condition.versions?.contains(version) ?? true) == expected)
    }

    @Test(arguments: [
        "", "v3", "\"v3", "\"v3\",", ",", "\"a\" \"b\"", "w/\"v3\"", "\"a\u{1}\"", "\"é\"", "*, \"v3\"", "W/",
    ])
    func refusesWhatIsNoList(_ field: String) {
        #expect(EntityTagCondition(field) == nil)
    }

    @Test func cursorsSurviveTheirCoding() {
        let keys = ["0190-a", "تونس", ""]
        #expect(Cursor.decode(Cursor.encode(keys)) == keys)
        #expect(Cursor.decode("%%%") == nil)
    }
}
