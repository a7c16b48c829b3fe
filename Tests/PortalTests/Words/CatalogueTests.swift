import Foundation
import PortalService
import Primitives
import Testing

@Suite("Catalogue of words")
struct CatalogueTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Services/Portal/Words").standardizedFileURL

    private func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{([a-z]+)\}/).map { String($0.1) })
    }

    @Test("every catalogue in the folder is listed")
    func isComplete() throws {
        let listed = Set(
            (Catalogue.phrases.map(\.name) + Catalogue.countedPhrases.map(\.name)).compactMap {
                $0.split(separator: ".").first.map(String.init)
            })
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.sources.path) {
            let text = try String(contentsOf: Self.sources.appending(path: file), encoding: .utf8)
            if let match = text.firstMatch(of: /package enum (\w+): String, CaseIterable, (Phrase|CountedPhrase)/) {
                #expect(listed.contains(String(match.1)), "\(match.1) is not in Catalogue")
            }
        }
    }

    @Test("placeholders are the same in every language and nothing is empty")
    func placeholdersAgree() {
        for (name, forms) in Catalogue.phrases {
            let expected = self.placeholders(forms.en.description)
            for language in Language.allCases {
                let text = forms[language].description
                #expect(!text.isEmpty, "\(name) \(language)")
                #expect(self.placeholders(text) == expected, "\(name) \(language)")
            }
        }
        for (name, forms) in Catalogue.countedPhrases {
            let expected = self.placeholders(forms.en.other.description).subtracting(["n"])
            for language in Language.allCases {
                for category in PluralCategory.allCases {
                    let text = forms[language, category].description
                    #expect(!text.isEmpty, "\(name) \(language) \(category)")
                    #expect(self.placeholders(text).subtracting(["n"]) == expected, "\(name) \(language) \(category)")
                }
            }
        }
    }

    @Test("words are plain: short sentences, no exclamation marks, typographic apostrophes")
    func isPlain() {
        for (name, forms) in Catalogue.phrases {
            for language in Language.allCases {
                let text = forms[language].description
                #expect(!text.contains("!"), "\(name) \(language)")
                #expect(!text.contains("'"), "\(name) \(language)")
                #expect(!text.contains("  "), "\(name) \(language)")
                for sentence in text.split(whereSeparator: { ".?؟;".contains($0) }) {
                    let words = sentence.split(separator: " ").count
                    #expect(words <= 25, "\(name) \(language): \(words) words")
                }
            }
        }
    }

    @Test("Arabic is Arabic and keeps other scripts out except for names and units")
    func arabicIsArabic() {
        let same = [
            "CommonWord.zoneChoice", "QuotaWord.other", "QuotaWord.answer", "QuotaWord.answered",
        ]
        for (name, forms) in Catalogue.phrases where !same.contains(name) {
            let hasArabic = forms.ar.description.unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) }
            #expect(hasArabic, "\(name)")
        }
    }

    @Test("a value of the other direction is isolated, a value of the same direction is not")
    func isolates() {
        let english = Words(.english)(MineWord.reference, ["code": Prose(verbatim: "العربية")])
        #expect(english.text == "Reference \u{2068}العربية\u{2069}")
        #expect(Words(.english)(MineWord.reference, ["code": Prose(verbatim: "WP-1")]).text == "Reference WP-1")
        let arabic = Words(.arabic)(MineWord.reference, ["code": Prose(verbatim: "WP-1")])
        #expect(arabic.text.contains("\u{2068}WP-1\u{2069}"))
    }

    @Test("codes of the services find their words")
    func codes() {
        let codes = [
            "missing", "too_long", "too_short", "too_many", "unknown_field", "wrong_type", "not_a_date",
            "no_such_date", "in_daylight_saving_gap", "not_a_time", "unknown_country", "unknown_currency",
            "unknown_zone", "forbidden_character", "not_in_list", "not_a_number", "out_of_range", "not_an_email",
            "not_a_code", "duplicate", "too_many_words", "reason_needed", "unknown_criterion", "contradiction",
            "other_currency", "hard-clashes",
        ]
        for code in codes { #expect(FieldErrorWord(code: code) != nil, "\(code)") }
        let failures = [
            "too-few-reviewers", "too-little-time", "assignment-impossible", "no-scores", "cost-missing",
            "unknown-code", "policy-malformed", "no-participants", "changed-meanwhile", "superseded", "stopped",
            "cancelled", "confirmed-meanwhile",
        ]
        for code in failures { #expect(JobFailureWord(code: code) != nil, "\(code)") }
    }
}
