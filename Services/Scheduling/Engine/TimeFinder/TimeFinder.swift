import Primitives

/// Finds the hours for one online session that are least hard on those who join, by trying all of them.
///
/// Inconvenience of a place: 0 when the whole session lies within 9:30–21:30 local time, 1 when a part lies in
/// 7:00–9:30 or 21:30–23:00, 10 when a part lies outside 7:00–23:00 (the scale of CoSPLib's time-zone penalty:
/// Pylyavskyy, Kheiri, Jacko, GECCO 2024), times the people there. Local times are exact on the date.
package struct TimeFinder: Sendable {
    /// People who join from one zone and country.
    package struct Place: Hashable, Sendable, Codable {
        package let zone: Zone
        package let country: Country
        package let count: Int
        /// ISO weekdays of rest, when the table has them wrong for these people.
        package let restDays: Set<Int>?

        package init(zone: Zone, country: Country, count: Int, restDays: Set<Int>? = nil) {
            self.zone = zone
            self.country = country
            self.count = count
            self.restDays = restDays
        }

        var days: Set<Int> { self.restDays ?? LocalWeekend.days(of: self.country) }
    }

    /// What one start means for one place.
    package struct LocalHour: Hashable, Sendable {
        package let place: Place
        package let startDate: LocalDate
        package let startTime: LocalTime
        package let endDate: LocalDate
        package let endTime: LocalTime
        /// 0, 1 or 10 for one person.
        package let inconvenience: Int
        package var isNight: Bool { self.inconvenience == 10 }
        /// Whether a part is on a local day of rest.
        package let isWeekend: Bool
        /// 1 = Monday … 7 = Sunday, of the local start.
        package var weekday: Int { self.startDate.weekday }
    }

    /// One start, weighed.
    package struct Candidate: Hashable, Sendable {
        package let window: TimeWindow
        /// Sum over people.
        package let inconvenience: Int
        /// People for whom a part is outside 7:00–23:00.
        package let atNight: Int
        /// People for whom a part is in 7:00–9:30 or 21:30–23:00 and none outside.
        package let atEdge: Int
        package let onWeekend: Int
        /// In the order of the places asked for.
        package let local: [LocalHour]

        /// Those at fair hours: inconvenience 0.
        package var atEase: Int { self.local.reduce(0) { $0 + ($1.inconvenience == 0 ? $1.place.count : 0) } }

        /// The place that has it worst: highest inconvenience for one person, then most people, then first listed.
        package var worstOff: LocalHour? {
            var worst: LocalHour?
            for hour in self.local {
                guard let current = worst else {
                    worst = hour
                    continue
                }
                if (hour.inconvenience, hour.place.count) > (current.inconvenience, current.place.count) {
                    worst = hour
                }
            }
            return worst
        }

        /// Lower is better: inconvenience, then people on their weekend, then people at night, then the moment.
        var rank: [Int64] {
            [Int64(self.inconvenience), Int64(self.onWeekend), Int64(self.atNight), self.window.start.microseconds]
        }
    }

    private let places: [Place]
    private let minutes: Int

    /// `minutes` is the length of the session, 1…1440.
    package init(places: [Place], minutes: Int) {
        self.places = places
        self.minutes = min(1440, max(1, minutes))
    }

    /// All starts on the given UTC dates in steps of some minutes, weighed, in order of time.
    package func candidates(on dates: [LocalDate], stepMinutes: Int = 15) -> [Candidate] {
        var found: [Candidate] = []
        for date in Set(dates).sorted() {
            let midnight = Int64(date.daysSince1970) * 86_400_000_000
            for minute in stride(from: 0, to: 1440, by: max(1, stepMinutes)) {
                found.append(self.weigh(Instant(microseconds: midnight + Int64(minute) * 60_000_000)))
            }
        }
        return found
    }

    /// The best starts, best first. Exact: every start is tried. Ties go to fewer people on their weekend, then to
    /// fewer people at night, then to the earlier start.
    package func best(_ count: Int, on dates: [LocalDate], stepMinutes: Int = 15) -> [Candidate] {
        let all = self.candidates(on: dates, stepMinutes: stepMinutes)
        return Array(all.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.prefix(max(0, count)))
    }

    /// Weighs one start.
    package func weigh(_ start: Instant) -> Candidate {
        let window = TimeWindow(start: start, end: start.adding(seconds: Double(self.minutes) * 60))
        var inconvenience = 0
        var atNight = 0
        var atEdge = 0
        var onWeekend = 0
        var local: [LocalHour] = []
        for place in self.places {
            let spans = LocalSpan.spans(of: window, in: place.zone)
            let worst = spans.map(Self.inconvenience).max() ?? 0
            let isWeekend = spans.contains { place.days.contains($0.date.weekday) }
            let first = place.zone.local(window.start)
            let last = place.zone.local(window.end)
            local.append(
                LocalHour(
                    place: place, startDate: first.date, startTime: first.time, endDate: last.date,
                    endTime: last.time, inconvenience: worst, isWeekend: isWeekend))
            inconvenience += worst * place.count
            if worst == 10 { atNight += place.count }
            if worst == 1 { atEdge += place.count }
            if isWeekend { onWeekend += place.count }
        }
        return Candidate(
            window: window, inconvenience: inconvenience, atNight: atNight, atEdge: atEdge, onWeekend: onWeekend,
            local: local)
    }

    private static func inconvenience(_ span: LocalSpan) -> Int {
        if span.minutes.lowerBound < 7 * 60 || span.minutes.upperBound > 23 * 60 { return 10 }
        if span.minutes.lowerBound < 9 * 60 + 30 || span.minutes.upperBound > 21 * 60 + 30 { return 1 }
        return 0
    }
}
