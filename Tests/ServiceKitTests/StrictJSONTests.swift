import ServiceKit
import Testing

@Suite("Strict JSON")
struct StrictJSONTests {
    private func parse(_ text: String) throws -> JSONValue { try StrictJSON.parse(Array(text.utf8)) }

    private func reason(_ bytes: [UInt8]) -> StrictJSONError.Reason? {
        do {
            _ = try StrictJSON.parse(bytes)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func readsEveryKindOfValue() throws {
        let value = try self.parse(#" {"a": [1, -2.5, 1e2, true, false, null], "b": "x\né😀"} "#)
        let expected = JSONValue.object([
            ("a", .array([.integer(1), .number(-2.5), .integer(100), .bool(true), .bool(false), .null])),
            ("b", .string("x\né😀")),
        ])
        #expect(value == expected)
    }

    @Test(arguments: [
        (#"{"a":1,"a":2}"#, StrictJSONError.Reason.duplicateKey), (#""\ud800""#, .loneSurrogate),
        (#""\udc00""#, .loneSurrogate), (#""\ud800A""#, .loneSurrogate), (#""\u0000""#, .nul), ("", .empty),
        ("[1,]", .unexpected), ("01", .badNumber), ("-", .badNumber), ("1.", .badNumber), ("1e999", .badNumber),
        ("{} {}", .trailing), ("nul", .unterminated), ("\"a", .unterminated), ("\"a\tb\"", .controlCharacter),
        ("NaN", .unexpected), ("'a'", .unexpected), ("[1", .unterminated), ("{\"a\" 1}", .unexpected),
    ])
    func refuses(_ text: String, _ reason: StrictJSONError.Reason) {
        #expect(self.reason(Array(text.utf8)) == reason)
    }

    @Test func refusesOtherEncodingsAndMarks() {
        #expect(self.reason([0xFF, 0xFE, 0x7B, 0x00]) == .notUTF8)
        #expect(self.reason([0xEF, 0xBB, 0xBF, 0x7B, 0x7D]) == .unexpected)
        #expect(self.reason([0x22, 0xC0, 0x80, 0x22]) == .notUTF8)
    }

    @Test func refusesDeepNestingWithoutExhaustingTheStack() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(self.reason(Array(deep.utf8)) == .tooDeep)
        let allowed = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(self.reason(Array(allowed.utf8)) == nil)
    }

    @Test func refusesTooManyMembers() {
        let members = (0...200).map { "\"k\($0)\":1" }.joined(separator: ",")
        #expect(self.reason(Array("{\(members)}".utf8)) == .tooManyMembers)
    }
}
