import Foundation
import PortalService
import Primitives
import Testing

@Suite("Numbers, dates and names")
struct LocaleFormatTests {
    private func locale(_ language: Language) -> Locale {
        switch language {
        case .english: Locale(identifier: "en_GB")
        case .french: Locale(identifier: "fr_FR")
        case .spanish: Locale(identifier: "es_ES")
        case .arabic: Locale(identifier: "ar-u-nu-latn")
        }
    }

    @Test("numbers are written as the system's locale data writes them", arguments: Language.allCases)
    func numbersEqualFoundation(_ language: Language) {
        let format = LocaleFormat(language)
        for value in [0, 7, 999, 1000, 4321, 9999, 10_000, 123_456, 1_234_567, 1_000_000_000] {
            #expect(format.number(value) == value.formatted(.number.locale(self.locale(language))))
        }
        for value in [0.0, 0.5, 1.25, 3.999, 1234.5, 98_765.4321] {
            #expect(
                format.number(value, digits: 2)
                    == value.formatted(.number.precision(.fractionLength(2)).locale(self.locale(language))))
        }
        #expect(format.number(-1234, digits: 1).hasPrefix("\u{2212}"))
    }

    @Test("money keeps the minor unit of its currency")
    func money() throws {
        let format = LocaleFormat(.english)
        #expect(format.money(Money(minorUnits: 41_200_450, currency: .usd)) == "412,004.50\u{A0}USD")
        #expect(format.money(Money(minorUnits: 41_200_450, currency: .usd), inWholeUnits: true) == "412,005\u{A0}USD")
        #expect(format.money(Money(minorUnits: -150, currency: .usd), inWholeUnits: true) == "\u{2212}2\u{A0}USD")
        let francs = try #require(Currency("XOF"))
        #expect(LocaleFormat(.french).money(Money(minorUnits: 1500, currency: francs)) == "1\u{202F}500\u{A0}XOF")
        let dinars = try #require(Currency("IQD"))
        #expect(LocaleFormat(.spanish).money(Money(minorUnits: 1_234_567, currency: dinars)) == "1234,567\u{A0}IQD")
    }

    @Test("every country of the programme has a name in every language, without a second name in brackets")
    func countries() {
        for language in Language.allCases {
            let format = LocaleFormat(language)
            for country in Country.programme {
                let name = format.country(country)
                #expect(name != country.code && !name.contains("("), "\(country) \(language)")
            }
        }
    }

    @Test("Arabic dates and times have Latin digits", arguments: ["2026-11-30", "2027-03-05"])
    func latinDigits(_ text: String) throws {
        let date = try #require(LocalDate(iso8601: text))
        let format = LocaleFormat(.arabic)
        for written in [format.date(date), format.weekdayAndDate(date), format.shortDate(date)] {
            #expect(!written.unicodeScalars.contains { (0x0660...0x0669).contains($0.value) })
            #expect(written.contains("\(date.components.day)"))
        }
    }

    @Test("a moment says the reader's day and UTC's when they differ")
    func moments() {
        let models = SampleModels(.english)
        let page = models.context(.start)
        #expect(page.moment(SampleModels.closes).text == "30 November 2026 at 18:00 in Khartoum (16:00 UTC)")
        let late = page.moment(SampleModels.moment("2026-12-04T22:30:00Z")).text
        #expect(late == "5 December 2026 at 00:30 in Khartoum (Fri 4 Dec, 22:30 UTC)")
    }
}
