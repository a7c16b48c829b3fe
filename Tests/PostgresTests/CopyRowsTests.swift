import Postgres
import Primitives
import Testing

struct CopyRowsTests {
    private func text(_ write: (inout CopyRows) -> Void) -> String {
        var rows = CopyRows()
        write(&rows)
        rows.endRow()
        return String(decoding: rows.bytes, as: UTF8.self)
    }

    @Test func escapesWhatHasAMeaning() {
        let line = self.text {
            $0.append("a\tb\\c\nd\re")
            $0.append(String?.none)
            $0.append("\\N")
            $0.append("")
        }
        #expect(line == "a\\tb\\\\c\\nd\\re\t\\N\t\\\\N\t\n")
    }

    @Test func writesEachType() {
        let line = self.text {
            $0.append(true)
            $0.append(-7)
            $0.append(Double.infinity)
            $0.append([0x00, 0xFF] as [UInt8])
            $0.append(Instant(microseconds: 1))
            $0.append(LocalDate(daysSince1970: 0))
            $0.append(JSONText("{}"))
            $0.append(["a\"b", nil, "NULL"] as [String?])
            $0.append([Int]())
        }
        let wanted = [
            "t", "-7", "Infinity", "\\\\x00ff", "1970-01-01T00:00:00.000001Z", "1970-01-01", "{}",
            "{\"a\\\\\"b\",NULL,\"NULL\"}", "{}",
        ]
        #expect(line == wanted.joined(separator: "\t") + "\n")
    }
}
