import Testing
import TravelBudgetEngine

@Suite("CSV, by the letter of RFC 4180")
struct CSVDocumentTests {
    private func read(_ text: String) throws(CSVFaults) -> CSVDocument { try CSVDocument(bytes: Array(text.utf8)) }

    private func fault(_ bytes: [UInt8]) -> CSVFault? {
        do {
            _ = try CSVDocument(bytes: bytes)
            return nil
        } catch {
            return error.faults.first
        }
    }

    @Test("quotes, doubled quotes, line breaks in fields, both line ends, byte order mark")
    func reads() throws {
        let document = try self.read("\u{FEFF}a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\n,last")
        #expect(document.header == ["a", "b"])
        #expect(document.records.map(\.fields) == [["x, \"y\"", "two\nlines"], ["", "last"]])
        #expect(document.records.map(\.line) == [2, 4])
    }

    @Test(
        "every fault names line, column and rule",
        arguments: [
            ("", 1, 0, CSVFault.Rule.noHeader),
            ("a,b\n1\n", 2, 1, .fieldCount),
            ("a,b\n1,2,3\n", 2, 2, .fieldCount),
            ("a,a\n1,2\n", 1, 2, .duplicateColumn),
            ("a,\n1,2\n", 1, 2, .emptyColumnName),
            ("a,b\n1,x\"y\n", 2, 2, .quoteInUnquotedField),
            ("a,b\n\"1\"x,2\n", 2, 1, .textAfterQuote),
            ("a,b\n1,\"open\n", 2, 2, .unclosedQuote),
            ("a,b\r1,2\n", 1, 2, .bareCarriageReturn),
            ("a,b\n1,\u{0}\n", 2, 2, .forbiddenCharacter),
            ("a,b\n1,\u{202E}x\n", 2, 2, .forbiddenCharacter),
        ])
    func refuses(text: String, line: Int, column: Int, rule: CSVFault.Rule) throws {
        let fault = try #require(self.fault(Array(text.utf8)))
        #expect(fault.line == line)
        #expect(fault.column == column)
        #expect(fault.rule == rule)
    }

    @Test("bytes that are not UTF-8")
    func notText() {
        #expect(self.fault([0x61, 0x0A, 0xFF])?.rule == .notUTF8)
        #expect(self.fault([0x61, 0x0A, 0xED, 0xA0, 0x80])?.rule == .notUTF8)
    }

    @Test("a typed table reports every bad cell at once")
    func typed() throws {
        let text = """
            country,airport,return_price,currency,low,high,extra_nights,valid_from,valid_to,basis,source
            XXX,AMM,1.005,USD,,,0,2026-02-30,,judgement,x
            PSE,AMM,10,ZZZ,,,-1,2026-01-01,2025-01-01,guess,
            """
        do {
            _ = try TableName.surfaceLegs.check(Array(text.utf8))
            Issue.record("accepted")
        } catch {
            let found = error.faults.map { "\($0.line):\($0.column):\($0.rule.rawValue)" }
            #expect(
                found == [
                    "2:1:not-a-country", "2:3:not-a-number", "2:8:not-a-date", "3:4:not-a-currency",
                    "3:3:inconsistent", "3:7:out-of-range", "3:9:dates-reversed", "3:10:unknown-value",
                    "3:11:required",
                ])
        }
    }

    @Test("missing, unknown and overlapping")
    func structure() throws {
        func rules(_ text: String) -> [CSVFault.Rule] {
            do {
                _ = try TableName.budgetCategories.check(Array(text.utf8))
                return []
            } catch {
                return error.faults.map(\.rule)
            }
        }
        #expect(rules("category,name,valid_from,valid_to\n") == [.missingColumn])
        #expect(rules("category,name,valid_from,valid_to,source,extra\n") == [.unknownColumn])
        #expect(rules("category,name,valid_from,valid_to,source\n") == [.noRows])
        let rows = "category,name,valid_from,valid_to,source\n5,A,2020-01-01,2020-12-31,s\n5,B,"
        #expect(rules(rows + "2021-01-01,,s\n").isEmpty)
        #expect(rules(rows + "2020-12-31,,s\n") == [.overlappingValidity])
    }

    @Test("the preview of a new version shows what changes")
    func difference() throws {
        let head = "category,name,valid_from,valid_to,source\n"
        let old = Array((head + "1,A,2020-01-01,,s\n2,B,2020-01-01,,s\n3,C,2020-01-01,,s\n").utf8)
        let new = Array((head + "3,C,2020-01-01,,s\n2,Bee,2020-01-01,,s\n4,D,2020-01-01,,s\n").utf8)
        let difference = try TableName.budgetCategories.difference(from: old, to: new)
        #expect(difference.added == ["4 2020-01-01"])
        #expect(difference.removed == ["1 2020-01-01"])
        #expect(difference.unchangedCount == 1)
        #expect(difference.changed.map(\.row) == ["2 2020-01-01"])
        #expect(difference.changed.first?.cells.first?.after == "Bee")
    }
}
