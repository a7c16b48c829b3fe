import Primitives

/// Step 2 of the algorithm: which nights or days count, where, and for how much of the rate.
enum SubsistenceUnits {
    struct Unit: Hashable {
        let kind: SubsistenceLine.Kind
        let date: LocalDate
        let place: String
        let country: Country
        let factor: Percent
        /// True when a night was spent at the place on this date.
        let hasNight: Bool
        /// Day of the stay for the tier of the rate, 1 being the first.
        var counter: Int
    }

    /// Units of stays that are in time order and do not overlap.
    static func build(_ stays: [Stay], profile: SubsistenceProfileRow) -> [Unit] {
        let nights = stays.flatMap { stay in stay.nights.map { (date: $0, stay: stay) } }
        var units: [Unit]
        if nights.isEmpty {
            units = Self.sameDay(stays, profile: profile)
        } else {
            switch profile.unit {
            case .night: units = Self.nights(nights, profile: profile)
            case .calendarDay: units = Self.days(nights, stays: stays, profile: profile)
            }
            units += Self.stops(stays, profile: profile)
        }
        Self.count(&units, restarts: profile.counterRestartsAtNewPlace)
        return units
    }

    private static func unit(
        _ kind: SubsistenceLine.Kind, _ date: LocalDate, _ stay: Stay, factor: Percent, hasNight: Bool
    ) -> Unit {
        Unit(
            kind: kind, date: date, place: stay.place, country: stay.country, factor: factor, hasNight: hasNight,
            counter: 1)
    }

    private static func nights(
        _ nights: [(date: LocalDate, stay: Stay)], profile: SubsistenceProfileRow
    ) -> [Unit] {
        nights.enumerated().map { index, night in
            Self.unit(
                .night, night.date, night.stay, factor: index == 0 ? profile.firstDay : .whole, hasNight: true)
        }
    }

    /// Dates from the first arrival to the last departure: the place is where the traveller is at 23:59; a date
    /// that ends in transport belongs to the place left before it, and the last date to the place of the night
    /// before.
    private static func days(
        _ nights: [(date: LocalDate, stay: Stay)], stays: [Stay], profile: SubsistenceProfileRow
    ) -> [Unit] {
        var days: [(date: LocalDate, stay: Stay, hasNight: Bool)] = []
        for (index, night) in nights.enumerated() {
            days.append((night.date, night.stay, true))
            guard index + 1 < nights.count else { break }
            // Nights in transport between this night and the next one. None across the date line eastwards, where
            // a date is lived twice and the next night may even carry an earlier date.
            var date = night.date.adding(days: 1)
            while date < nights[index + 1].date {
                days.append((date, night.stay, false))
                date = date.adding(days: 1)
            }
        }
        if let first = stays.first, let night = nights.first {
            // Same-day stops before the first night open the count on their own date.
            var date = night.date.adding(days: -1)
            while date >= first.arrivalDate {
                days.insert((date, night.stay, false), at: 0)
                date = date.adding(days: -1)
            }
        }
        if let last = stays.last, let night = nights.last {
            var date = night.date.adding(days: 1)
            while date <= last.departureDate {
                days.append((date, night.stay, false))
                date = date.adding(days: 1)
            }
        }
        return days.enumerated().map { index, day in
            let factor: Percent =
                if index == 0 {
                    profile.firstDay
                } else if index == days.count - 1, !day.hasNight {
                    profile.lastDay ?? .whole
                } else {
                    .whole
                }
            return Self.unit(.day, day.date, day.stay, factor: factor, hasNight: day.hasNight)
        }
    }

    /// Step 4: a trip without a night pays the profile's share from its minimum hours on; otherwise a line of 0.
    private static func sameDay(_ stays: [Stay], profile: SubsistenceProfileRow) -> [Unit] {
        guard let longest = stays.max(by: { Self.hours($0, $0) < Self.hours($1, $1) }),
            let first = stays.first, let last = stays.last
        else { return [] }
        let hours = Self.hours(first, last)
        let isPaid = profile.sameDayMinimumHours.map { hours >= Double($0) } ?? false
        let factor = isPaid ? profile.sameDay ?? .zero : .zero
        return [Self.unit(.sameDay, longest.arrivalDate, longest, factor: factor, hasNight: false)]
    }

    /// Step 6: hours at another place without a night there.
    private static func stops(_ stays: [Stay], profile: SubsistenceProfileRow) -> [Unit] {
        guard let share = profile.stop, let minimum = profile.stopMinimumHours else { return [] }
        let nightPlaces = stays.filter { !$0.nights.isEmpty }.map { "\($0.country):\($0.place)" }
        return stays.filter { stay in
            stay.nights.isEmpty && Self.hours(stay, stay) >= Double(minimum)
                && !nightPlaces.contains("\(stay.country):\(stay.place)")
        }
        .map { Self.unit(.stop, $0.arrivalDate, $0, factor: share, hasNight: false) }
    }

    private static func hours(_ first: Stay, _ last: Stay) -> Double {
        guard let start = first.zone.instant(first.arrivalDate, first.arrivalTime),
            let end = last.zone.instant(last.departureDate, last.departureTime)
        else { return 0 }
        return start.seconds(to: end) / 3600
    }

    private static func count(_ units: inout [Unit], restarts: Bool) {
        var counter = 0
        var place: String?
        for index in units.indices where units[index].kind != .stop {
            let current = "\(units[index].country):\(units[index].place)"
            if restarts, place != current { counter = 0 }
            counter += 1
            place = current
            units[index].counter = counter
        }
    }
}
