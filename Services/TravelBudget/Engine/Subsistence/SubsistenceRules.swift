import Primitives

/// The subsistence algorithm of the handbook (section 1.2), driven by a profile.
package struct SubsistenceRules: Sendable {
    package let profile: SourcedRow<SubsistenceProfileRow>
    let scheme: String
    private let rates: ReferenceTable<SubsistenceRateRow>
    private let rounding: Rounding

    package init(
        profile: SourcedRow<SubsistenceProfileRow>, scheme: String, rates: ReferenceTable<SubsistenceRateRow>,
        rounding: Rounding = .halfAwayFromZero
    ) {
        self.profile = profile
        self.scheme = scheme
        self.rates = rates
        self.rounding = rounding
    }

    /// One line per unit, in time order. The order of the input does not matter.
    package func sheet(
        stays: [Stay], provisions: [Provision] = [], personalDates: Set<LocalDate> = []
    ) throws(Refusal) -> SubsistenceSheet {
        let ordered = try Self.checked(stays)
        let units = SubsistenceUnits.build(ordered, profile: self.profile.row)
        var items: [LocalDate: Set<Provision.Item>] = [:]
        for provision in provisions { items[provision.date, default: []].formUnion(provision.items) }
        guard let tripStart = units.first?.date else { throw Refusal(.tooFewPoints, "itinerary") }
        var lines: [SubsistenceLine] = []
        for unit in units {
            let rateDate = self.profile.row.rateDate == .tripStart ? tripStart : unit.date
            let (rate, isElsewhere) = try self.rate(unit, on: rateDate)
            let provided = self.provided(unit, items)
            lines.append(
                try self.line(
                    unit, rate: rate, isElsewhere: isElsewhere, provided: provided,
                    isPersonal: personalDates.contains(unit.date)))
        }
        return SubsistenceSheet(profile: self.profile.row.profile, unit: self.profile.row.unit, lines: lines)
    }

    /// Step 1: refuses what cannot be computed, and sorts by the moment of arrival.
    private static func checked(_ stays: [Stay]) throws(Refusal) -> [Stay] {
        guard !stays.isEmpty else { throw Refusal(.tooFewPoints, "itinerary") }
        var timed: [(arrival: Instant, departure: Instant, stay: Stay)] = []
        for stay in stays {
            guard !stay.place.isEmpty else { throw Refusal(.stayWithoutPlace, stay.country.code) }
            guard let arrival = stay.zone.instant(stay.arrivalDate, stay.arrivalTime),
                let departure = stay.zone.instant(stay.departureDate, stay.departureTime)
            else { throw Refusal(.timeDoesNotExist, stay.place) }
            guard arrival <= departure else { throw Refusal(.departureBeforeArrival, stay.place) }
            timed.append((arrival, departure, stay))
        }
        timed.sort { ($0.arrival, $0.departure, $0.stay.place) < ($1.arrival, $1.departure, $1.stay.place) }
        for (earlier, later) in zip(timed, timed.dropFirst()) where later.arrival < earlier.departure {
            throw Refusal(.overlappingStays, later.stay.place)
        }
        return timed.map(\.stay)
    }

    /// Step 3: the rate of the place and tier on the date; else of the rest of the country, and says so.
    private func rate(
        _ unit: SubsistenceUnits.Unit, on date: LocalDate
    ) throws(Refusal) -> (SourcedRow<SubsistenceRateRow>, isElsewhere: Bool) {
        for place in [unit.place, SubsistenceRateRow.elsewhere] {
            let candidates = self.rates.rows.filter {
                $0.row.scheme == self.scheme && $0.row.place == place && $0.row.country == unit.country
                    && $0.row.fromDay <= unit.counter && $0.row.validity.contains(date)
            }
            if let best = candidates.max(by: { $0.row.fromDay < $1.row.fromDay }) {
                return (best, place != unit.place)
            }
        }
        throw Refusal(.noRate, unit.place)
    }

    /// What is provided within a unit. The breakfast after a night belongs to it where the profile says so.
    private func provided(
        _ unit: SubsistenceUnits.Unit, _ items: [LocalDate: Set<Provision.Item>]
    ) -> [Provision.Item] {
        var provided = items[unit.date, default: []]
        if self.profile.row.breakfastBelongsTo == .previousNight, unit.kind == .night {
            provided.remove(.breakfast)
            if items[unit.date.adding(days: 1), default: []].contains(.breakfast) { provided.insert(.breakfast) }
        }
        if unit.kind == .stop { return [] }
        return provided.sorted()
    }

    private func percent(_ item: Provision.Item) throws(Refusal) -> Percent {
        let percent =
            switch item {
            case .lodging: self.profile.row.lodging
            case .breakfast: self.profile.row.breakfast
            case .lunch: self.profile.row.lunch
            case .dinner: self.profile.row.dinner
            }
        guard let percent else { throw Refusal(.itemWithoutPercentage, item.rawValue) }
        return percent
    }

    /// Steps 4 to 9 for one unit: exact integers until the one rounding at the end.
    private func line(
        _ unit: SubsistenceUnits.Unit, rate: SourcedRow<SubsistenceRateRow>, isElsewhere: Bool,
        provided: [Provision.Item], isPersonal: Bool
    ) throws(Refusal) -> SubsistenceLine {
        let factor = isPersonal ? Percent.zero : unit.factor
        var deductions: [SubsistenceLine.Deduction] = []
        for item in provided {
            deductions.append(SubsistenceLine.Deduction(item: item, percent: try self.percent(item)))
        }
        let parts = Int128(factor.hundredths)
        let whole = Int128(Percent.whole.hundredths)
        let paid: Int128
        if self.profile.row.base == .parts, let lodging = rate.row.lodging, let meals = rate.row.mealsAndIncidentals {
            // Lodging is paid for a date with a night, whole; factors and meal shares are of the other part.
            let hasLodging = unit.hasNight && !isPersonal
            let isLodgingProvided = deductions.contains { $0.item == .lodging }
            let lodgingPaid = hasLodging && !isLodgingProvided ? Int128(lodging.minorUnits) : 0
            let mealShare = deductions.filter { $0.item != .lodging }.reduce(0) { $0 + $1.percent.hundredths }
            let mealsNet = self.net(Int128(meals.minorUnits), factor: parts, share: Int128(mealShare))
            paid = lodgingPaid * whole * whole + mealsNet
        } else {
            let share = deductions.reduce(0) { $0 + $1.percent.hundredths }
            paid = self.net(Int128(rate.row.total.minorUnits), factor: parts, share: Int128(share))
        }
        guard let net = self.rounding.quotient(paid, by: whole * whole) else {
            throw Refusal(.amountTooLarge, unit.place)
        }
        return SubsistenceLine(
            kind: unit.kind, date: unit.date, place: unit.place, country: unit.country, isElsewhereRate: isElsewhere,
            gross: rate.row.total, factor: factor, isPersonal: isPersonal, deductions: deductions,
            net: Money(minorUnits: net, currency: rate.row.total.currency), provenance: rate.provenance)
    }

    /// Amount times factor less the share provided, in hundred-millionths; never below 0. Each factor is applied
    /// exactly once: on the full rate by default, on the reduced one where the profile says so.
    private func net(_ amount: Int128, factor: Int128, share: Int128) -> Int128 {
        let whole = Int128(Percent.whole.hundredths)
        let deduction =
            switch self.profile.row.deductOn {
            case .full: amount * share * whole
            case .reduced: amount * share * factor
            }
        return max(0, amount * factor * whole - deduction)
    }
}
