import Primitives
import Testing
import TravelBudgetEngine

@Suite("exchange and rounding")
struct ExchangeTests {
    private func table(_ rows: String, lookback: Int = 7) throws -> ExchangeTable {
        let text = "rate_source,base,quote,rate,ratio,valid_from,valid_to,basis,source\n" + rows
        let table = try ReferenceTable<ExchangeRateRow>(try CSVDocument(bytes: Array(text.utf8)), version: "t")
        return ExchangeTable(table, lookbackDays: lookback)
    }

    @Test("direct, inverse and cross rates without rounding in between")
    func cross() throws {
        let table = try self.table(
            "ECB,EUR,USD,1.1172,1,2026-10-30,2026-10-30,published,s\n"
                + "ECB,EUR,CHF,0.9194,1,2026-10-30,2026-10-30,published,s\n")
        let day = try date("2026-10-30")
        #expect(try table.convert(try money("90.00", "EUR"), to: .usd, on: day).amount == (try money("100.55")))
        #expect(try table.convert(try money("100.00"), to: .eur, on: day).amount == (try money("89.51", "EUR")))
        // 1000 / 1.1172 x 0.9194 = 822.9502...
        let francs = try table.convert(try money("1000.00"), to: try currency("CHF"), on: day)
        #expect(francs.amount == (try money("822.95", "CHF")))
        #expect(francs.provenance.map(\.line) == [2, 3])
    }

    @Test("the ratio of a weak currency is part of the rate")
    func ratio() throws {
        let table = try self.table("UN,USD,UGX,3.65,1000,2026-10-15,,published,s\n")
        let amount = try table.convert(try money("10.00"), to: try currency("UGX"), on: try date("2026-11-01")).amount
        #expect(amount == (try money("36500", "UGX")))
        let back = try table.convert(amount, to: .usd, on: try date("2026-11-01")).amount
        #expect(back == (try money("10.00")))
    }

    @Test("a weekend takes the day before; an old rate of a dead currency is an error")
    func lookback() throws {
        let rows = "ECB,EUR,USD,1.10,1,2026-10-30,2026-10-30,published,s\n"
        let table = try self.table(rows)
        let sunday = try table.convert(try money("1.00", "EUR"), to: .usd, on: try date("2026-11-01"))
        #expect(sunday.amount == (try money("1.10")))
        #expect(sunday.provenance.first?.validFrom == (try date("2026-10-30")))
        #expect(throws: Refusal(.noExchangeRate, "EUR-USD")) {
            try table.convert(try money("1.00", "EUR"), to: .usd, on: try date("2026-11-07"))
        }
        #expect(throws: Refusal.self) {
            try table.convert(try money("1.00", "EUR"), to: .usd, on: try date("2026-10-29"))
        }
    }

    @Test("fixed parities hold, and a currency without a source is refused")
    func shipped() throws {
        let tables = try Shipped.tables()
        let table = ExchangeTable(tables.exchangeRates, lookbackDays: 45)
        let day = try date("2026-11-23")
        let francs = try table.convert(try money("1.00", "EUR"), to: try currency("XOF"), on: day)
        #expect(francs.amount == (try money("656", "XOF")))
        #expect(throws: Refusal.self) { try table.convert(try money("1.00"), to: try currency("NGN"), on: day) }
    }

    @Test("rounding modes")
    func rounding() {
        #expect(Rounding.halfAwayFromZero.quotient(5, by: 2) == 3)
        #expect(Rounding.halfAwayFromZero.quotient(-5, by: 2) == -3)
        #expect(Rounding.halfEven.quotient(5, by: 2) == 2)
        #expect(Rounding.halfEven.quotient(7, by: 2) == 4)
        #expect(Rounding.towardsZero.quotient(-5, by: 2) == -2)
        #expect(Rounding.halfAwayFromZero.quotient(Int128.max, by: 1) == nil)
    }

    @Test("decimals are kept as written")
    func decimals() {
        #expect(ExactDecimal("655.957")?.description == "655.957")
        #expect(ExactDecimal("-0.50")?.description == "-0.5")
        #expect(ExactDecimal("1e3") == nil)
        #expect(ExactDecimal("1.") == nil)
        #expect(ExactDecimal("+1") == nil)
        #expect(ExactDecimal("1234567890123456") == nil)
        #expect(Percent("7.5")?.hundredths == 750)
        #expect(Percent("7.555") == nil)
    }
}
