import Foundation
import Primitives
import Synchronization

/// Numbers, dates, names of countries, languages and zones as one language writes them, from the system's locale data.
///
/// Clock times are always written with 24 hours and Latin digits: `ar-u-nu-latn` is used for Arabic, because the
/// digits of the countries of the programme differ and these are read in all of them.
package struct LocaleFormat: Sendable {
    package let language: Language
    private let locale: Locale

    package init(_ language: Language) {
        self.language = language
        self.locale =
            switch language {
            case .english: Locale(identifier: "en_GB")
            case .french: Locale(identifier: "fr_FR")
            case .spanish: Locale(identifier: "es_ES")
            case .arabic: Locale(identifier: "ar-u-nu-latn")
            }
    }

    // MARK: Numbers

    // Foundation's number styles cost about 10 µs a number, which is most of a page of 200 rows; grouping digits is
    // simple enough to do here, and a test compares the result with Foundation's.

    /// A whole number with grouping.
    package func number(_ value: Int) -> String {
        (value < 0 ? "\u{2212}" : "") + self.grouped(String(value.magnitude))
    }

    /// A number with a fixed count of digits after the decimal mark, rounded half to even.
    package func number(_ value: Double, digits: Int) -> String {
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = (value * Double(scale)).rounded(.toNearestOrEven)
        guard scaled.magnitude < 1e15 else { return "\u{2013}" }
        return self.decimal(Int(scaled), digits: digits, scale: scale)
    }

    /// A share as whole per cent.
    package func percent(_ share: Double) -> String {
        share.formatted(.percent.precision(.fractionLength(0)).locale(self.locale))
    }

    /// An amount with its ISO 4217 code, which is the same in every language. `inWholeUnits` rounds to whole major
    /// units, half away from zero, for estimates.
    package func money(_ money: Money, inWholeUnits: Bool = false) -> String {
        let scale = Int(money.currency.minorPerMajor)
        let minor = Int(money.minorUnits)
        let text: String
        if inWholeUnits || scale == 1 {
            let half = scale == 1 ? 0 : (minor < 0 ? -scale / 2 : scale / 2)
            text = self.number((minor + half) / scale)
        } else {
            text = self.decimal(minor, digits: money.currency.minorUnitDigits, scale: scale)
        }
        return "\(text)\u{A0}\(money.currency.code)"
    }

    private func decimal(_ scaled: Int, digits: Int, scale: Int) -> String {
        let whole = self.grouped(String(scaled.magnitude / UInt(scale)))
        let sign = scaled < 0 ? "\u{2212}" : ""
        if digits == 0 { return sign + whole }
        let fraction = String(scaled.magnitude % UInt(scale))
        return sign + whole + self.decimalMark + String(repeating: "0", count: digits - fraction.utf8.count) + fraction
    }

    private func grouped(_ digits: String) -> String {
        // Spanish leaves four digits together (CLDR minimumGroupingDigits 2).
        let count = digits.utf8.count
        if count <= (self.language == .spanish ? 4 : 3) { return digits }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (count - index) % 3 == 0 { result += self.groupMark }
            result.append(digit)
        }
        return result
    }

    private var decimalMark: String {
        switch self.language {
        case .english, .arabic: "."
        case .french, .spanish: ","
        }
    }

    private var groupMark: String {
        switch self.language {
        case .english, .arabic: ","
        case .french: "\u{202F}"
        case .spanish: "."
        }
    }

    // MARK: Dates

    /// "30 November 2026".
    package func date(_ date: LocalDate) -> String {
        self.day(date).formatted(self.style.day().month(.wide).year())
    }

    /// "Monday 30 November".
    package func weekdayAndDate(_ date: LocalDate) -> String {
        self.day(date).formatted(self.style.weekday(.wide).day().month(.wide))
    }

    /// "Mon 30 Nov", for narrow columns.
    package func shortDate(_ date: LocalDate) -> String {
        // Arabic days of the week are not shortened: without their article they read as numbers.
        self.day(date).formatted(
            self.style.weekday(self.language == .arabic ? .wide : .abbreviated).day().month(.abbreviated))
    }

    private var style: Date.FormatStyle {
        Date.FormatStyle(locale: self.locale, calendar: Calendar(identifier: .gregorian), timeZone: .gmt)
    }

    private func day(_ date: LocalDate) -> Date {
        Date(timeIntervalSince1970: Double(date.daysSince1970) * 86_400)
    }

    // MARK: Names

    /// The name of a country. Where the system's data carries a second name or a form that the programme does not
    /// use, ours stands first.
    package func country(_ country: Country) -> String {
        if let own = Self.ownCountryNames[country.code] { return own[self.language].description }
        return self.locale.localizedString(forRegionCode: country.alpha2) ?? country.code
    }

    /// The name of a language by its BCP 47 tag.
    package func languageName(_ tag: String) -> String {
        self.locale.localizedString(forLanguageCode: tag) ?? tag
    }

    /// Items as a list in words.
    package func list(_ items: [String]) -> String {
        items.formatted(.list(type: .and).locale(self.locale))
    }

    /// The town that names a zone ("Khartoum", "الخرطوم"); "UTC" for UTC.
    package func zoneName(_ zone: Zone) -> String {
        if zone == .utc { return "UTC" }
        return Self.towns.withLock { towns in
            let key = "\(self.language.rawValue) \(zone.name)"
            if let known = towns[key] { return known }
            let formatter = DateFormatter()
            formatter.locale = self.locale
            formatter.timeZone = TimeZone(identifier: zone.name)
            formatter.dateFormat = "VVV"
            let name = formatter.string(from: Date(timeIntervalSince1970: 0))
            towns[key] = name
            return name
        }
    }

    // A DateFormatter costs 50 µs to make and there are few zones, so names are kept.
    private static let towns = Locked<[String: String]>([:])

    /// Difference from UTC as "UTC+02:00".
    package func offset(_ zone: Zone, at moment: Instant) -> String {
        let minutes = zone.offsetSeconds(at: moment) / 60
        let hours = String(abs(minutes) / 60)
        let rest = String(abs(minutes) % 60)
        let sign = minutes < 0 ? "\u{2212}" : "+"
        return "UTC\(sign)\(hours.count < 2 ? "0" + hours : hours):\(rest.count < 2 ? "0" + rest : rest)"
    }

    private static let ownCountryNames: [String: Forms] = [
        "PSE": Forms(en: "Palestine", fr: "Palestine", es: "Palestina", ar: "فلسطين"),
        "MMR": Forms(en: "Myanmar", fr: "Myanmar", es: "Myanmar", ar: "ميانمار"),
        "COD": Forms(
            en: "Democratic Republic of the Congo", fr: "République démocratique du Congo",
            es: "República Democrática del Congo", ar: "جمهورية الكونغو الديمقراطية"),
        "COG": Forms(en: "Congo", fr: "Congo", es: "Congo", ar: "الكونغو"),
        "BGD": Forms(en: "Bangladesh", fr: "Bangladesh", es: "Bangladés", ar: "بنغلاديش"),
    ]
}
