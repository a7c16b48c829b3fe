import Primitives

/// One unit of subsistence: a night or a calendar day, as printed on the cost sheet.
package struct SubsistenceLine: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        case night, day
        /// A trip without a night.
        case sameDay = "same-day"
        /// Some hours at another place on the way.
        case stop
    }

    package struct Deduction: Hashable, Sendable, Codable {
        package let item: Provision.Item
        package let percent: Percent
    }

    package let kind: Kind
    /// Local at the place.
    package let date: LocalDate
    package let place: String
    package let country: Country
    /// True when the rate is the one for the rest of the country.
    package let isElsewhereRate: Bool
    /// The full published rate of the unit.
    package let gross: Money
    /// Share of the rate that is paid before deductions: 100 % except on first, last, same-day and personal units.
    package let factor: Percent
    package let isPersonal: Bool
    package let deductions: [Deduction]
    /// Rounded once, here.
    package let net: Money
    package let provenance: Provenance
}

/// The units of a whole trip. Totals are per currency: two currencies are never added.
package struct SubsistenceSheet: Hashable, Sendable, Codable {
    package let profile: String
    package let unit: SubsistenceProfileRow.Unit
    package let lines: [SubsistenceLine]

    package var nights: Int { self.lines.count { $0.kind == .night } }

    /// Sums in the order in which the currencies first appear.
    package var totals: [Money] {
        var totals: [Money] = []
        for line in self.lines {
            if let index = totals.firstIndex(where: { $0.currency == line.net.currency }) {
                totals[index] = totals[index] + line.net
            } else {
                totals.append(line.net)
            }
        }
        return totals
    }
}
