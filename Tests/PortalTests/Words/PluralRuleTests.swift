import Foundation
import PortalService
import Primitives
import Testing

@Suite("Plural rules")
struct PluralRuleTests {
    /// `Fixtures/plurals.csv` was written with PyPI Babel 2.18.0 (`Locale(…).plural_form`), which reads CLDR itself:
    /// an oracle that shares no code with ours.
    @Test("equal Babel's for 0…1000, millions and 1.5")
    func equalsBabel() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/plurals.csv").standardizedFileURL
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.dropFirst()
        #expect(lines.count == 1005)
        for line in lines {
            let cells = line.split(separator: ",").map(String.init)
            for (index, language) in [Language.english, .french, .spanish, .arabic].enumerated() {
                let expected = PluralCategory(rawValue: cells[index + 1])
                if let count = Int(cells[0]) {
                    #expect(PluralRule.category(of: count, in: language) == expected, "\(cells[0]) \(language)")
                    #expect(PluralRule.category(of: -count, in: language) == expected)
                } else {
                    let value = try #require(Double(cells[0]))
                    #expect(PluralRule.category(ofFraction: value, in: language) == expected)
                }
            }
        }
    }

    @Test("a count takes its form and its separators")
    func counts() {
        #expect(Words(.english)(FormCount.questionsLeft, count: 1).text == "1 question left")
        #expect(Words(.french)(FormCount.questionsLeft, count: 0).text == "0 question restante")
        #expect(Words(.french)(FormCount.questionsLeft, count: 1_000_000).text.hasSuffix("de questions restantes"))
        #expect(Words(.spanish)(FormCount.questionsLeft, count: 3).text == "Quedan 3 preguntas")
        #expect(Words(.arabic)(FormCount.questionsLeft, count: 2).text == "سؤالان متبقيان")
        #expect(Words(.arabic)(FormCount.questionsLeft, count: 5).text == "5 أسئلة متبقية")
        #expect(Words(.arabic)(FormCount.questionsLeft, count: 11).text == "11 سؤالًا متبقيًا")
        #expect(Words(.arabic)(FormCount.questionsLeft, count: 100).text == "100 سؤال متبقٍّ")
    }
}
