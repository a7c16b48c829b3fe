import Primitives

/// The weekly days of rest by country.
///
/// Base: CLDR 45 `supplementalData.xml`, `weekData` (`weekendStart`, `weekendEnd`): Saturday and Sunday unless
/// listed. Overrides, because CLDR has no row for them and so says Saturday and Sunday: Palestine, Bangladesh,
/// Djibouti, Maldives (Friday and Saturday), Somalia (Friday), Nepal (Saturday); source: national working weeks as
/// listed in Wikipedia, "Workweek and weekend", read 2026-11. A country can change its week by decree; callers may
/// correct a place, see ``TimeFinder/Place/restDays``.
package enum LocalWeekend {
    /// ISO 8601 weekdays, 1 = Monday … 7 = Sunday.
    package static func days(of country: Country) -> Set<Int> {
        self.exceptions[country.code] ?? [6, 7]
    }

    package static func contains(_ date: LocalDate, in country: Country) -> Bool {
        self.days(of: country).contains(date.weekday)
    }

    private static let exceptions: [String: Set<Int>] = {
        var table: [String: Set<Int>] = [:]
        // CLDR: Thursday and Friday.
        table["AFG"] = [4, 5]
        // CLDR: Friday.
        table["IRN"] = [5]
        // CLDR: Friday and Saturday.
        for code in "BHR DZA EGY IRQ ISR JOR KWT LBY OMN QAT SAU SDN SYR YEM".split(separator: " ") {
            table[String(code)] = [5, 6]
        }
        // CLDR: Sunday.
        table["IND"] = [7]
        table["UGA"] = [7]
        // Overrides.
        for code in "PSE BGD DJI MDV".split(separator: " ") { table[String(code)] = [5, 6] }
        table["SOM"] = [5]
        table["NPL"] = [6]
        return table
    }()
}
