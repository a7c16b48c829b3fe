import Access
import Primitives
import ServiceKit
import Testing

@Suite("Reading bodies")
struct BodyReaderTests {
    private struct Sample: BodyReadable {
        let name: String
        let count: Int
        let country: Country
        let nested: [Inner]

        init(_ body: BodyReader) throws {
            self.name = body.text("name", 1...10, lines: false)
            self.count = body.integer("count", 1...5)
            self.country = body.country("country")
            self.nested = body.list("nested", count: 0...2)
            try body.end()
        }
    }

    private struct Inner: BodyReadable {
        let when: Instant

        init(_ body: BodyReader) throws {
            self.when = body.instant("when")
            try body.end()
        }
    }

    private func faults(_ text: String) throws -> [String] {
        do {
            _ = try Sample(BodyReader(try StrictJSON.parse(Array(text.utf8))))
            return []
        } catch let problem as Problem {
            return problem.errors.map { "\($0.pointer) \($0.code)" }
        }
    }

    private struct Payment: BodyReadable {
        let amount: Money
        let day: LocalDate
        let title: LocalizedText
        let countries: [Country]

        init(_ body: BodyReader) throws {
            self.amount = body.money("amount")
            self.day = body.date("day")
            self.title = body.localized("title", 1...200)
            self.countries = body.countries("countries")
            try body.end()
        }
    }

    @Test(arguments: [
        (#"{"amount":"1000000000000.00","currency":"USD"}"#, []),
        (#"{"amount":"1000000000001.00","currency":"USD"}"#, ["/amount/amount out_of_range"]),
        (#"{"amount":"999999999999999.99","currency":"USD"}"#, ["/amount/amount out_of_range"]),
        (#"{"amount":"-1","currency":"USD"}"#, ["/amount/amount out_of_range"]),
        // Three digits may be right in the currency that was meant.
        (#"{"amount":"1.234","currency":"XYZ"}"#, ["/amount/currency unknown_currency"]),
        (#"{"amount":"1.234","currency":"USD"}"#, ["/amount/amount not_an_amount"]),
    ])
    func amountsHaveLimits(_ money: String, _ expected: [String]) throws {
        let text = #"{"amount":\#(money),"day":"2027-03-14","title":{"en":"T"},"countries":[]}"#
        #expect(try self.paymentFaults(text) == expected)
    }

    @Test func farDatesSecondLinesAndRepetitionsAreFaults() throws {
        let text =
            #"{"amount":{"amount":"1","currency":"USD"},"day":"9999-12-31","title":{"en":"T\nEND:VEVENT"},"#
            + #""countries":["SDN","SSD","SDN"]}"#
        #expect(
            try self.paymentFaults(text) == [
                "/day out_of_range", "/title/en forbidden_character", "/countries/2 duplicate",
            ])
        #expect(
            try self.faults(
                #"{"name":"A","count":1,"country":"SDN","nested":[{"when":"9999-12-31T23:59:59-23:59"},"#
                    + #"{"when":"1850-01-01T00:00:00Z"}]}"#)
                == ["/nested/0/when not_a_time", "/nested/1/when out_of_range"])
    }

    private func paymentFaults(_ text: String) throws -> [String] {
        do {
            _ = try Payment(BodyReader(try StrictJSON.parse(Array(text.utf8))))
            return []
        } catch let problem as Problem {
            return problem.errors.map { "\($0.pointer) \($0.code)" }
        }
    }

    @Test func readsWhatIsRight() throws {
        #expect(
            try self.faults(
                #"{"name":" Amal ","count":1.0,"country":"SDN","nested":[{"when":"2027-03-14T09:00:00+03:00"}]}"#
            ) == [])
    }

    @Test func reportsEveryFaultWithItsPointer() throws {
        let found = try self.faults(
            #"{"name":"","count":9,"country":"XYZ","nested":[{"when":"2027-02-30T09:00:00Z","x":1}],"more":true}"#)
        #expect(
            found == [
                "/name missing", "/count out_of_range", "/country unknown_country", "/nested/0/when not_a_time",
                "/nested/0/x unknown_field", "/more unknown_field",
            ])
    }

    @Test(arguments: ["\u{200B}", "\u{202E}", "\u{0007}", "\u{2066}", "\u{FEFF}"])
    func refusesInvisibleCharacters(_ character: String) throws {
        let escaped = character.unicodeScalars.map { scalar in
            let hex = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }.joined()
        let found = try self.faults(#"{"name":"a\#(escaped)b","count":1,"country":"SDN"}"#)
        #expect(found == ["/name forbidden_character"])
    }

    @Test func neverRepeatsWhatWasSent() throws {
        do {
            _ = try Sample(
                BodyReader(
                    try StrictJSON.parse(
                        Array(#"{"name":"secret-name-too-long","count":"secret","country":"secret"}"#.utf8))))
            Issue.record("the body is wrong")
        } catch let problem as Problem {
            let text = String(decoding: problem.body(requestID: "1"), as: UTF8.self)
            #expect(!text.contains("secret"))
            #expect(problem.type == .invalidFields)
        }
    }

    @Test func aBodyMustBeAnObject() throws {
        #expect(throws: Problem.self) { _ = try BodyReader(.array([])) }
    }
}
