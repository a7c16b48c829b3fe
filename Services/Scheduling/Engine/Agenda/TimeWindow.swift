import Primitives

/// A stretch of time: from a moment up to, not including, another.
package struct TimeWindow: Hashable, Sendable, Codable {
    package let start: Instant
    package let end: Instant

    package init(start: Instant, end: Instant) {
        self.start = start
        self.end = end
    }

    /// Whole minutes, rounded down.
    package var minutes: Int { Int((self.end.microseconds - self.start.microseconds) / 60_000_000) }

    package func overlaps(_ other: TimeWindow) -> Bool { self.start < other.end && other.start < self.end }

    package func contains(_ other: TimeWindow) -> Bool { self.start <= other.start && other.end <= self.end }
}

/// A stretch of time as a person says it: local dates and times in her own zone.
package struct LocalWindow: Hashable, Sendable, Codable {
    package let startDate: LocalDate
    package let startTime: LocalTime
    package let endDate: LocalDate
    package let endTime: LocalTime

    package init(startDate: LocalDate, startTime: LocalTime, endDate: LocalDate, endTime: LocalTime) {
        self.startDate = startDate
        self.startTime = startTime
        self.endDate = endDate
        self.endTime = endTime
    }

    /// The moments in a zone. Nil when one of the local times falls into a daylight-saving gap or the end does not
    /// come after the start. Where the clocks go back, the start is the earlier and the end the later of the two.
    package func resolved(in zone: Zone) -> TimeWindow? {
        guard let start = zone.instant(self.startDate, self.startTime),
            var end = zone.instant(self.endDate, self.endTime)
        else { return nil }
        // `instant` gives the earlier of two; clocks go back by at most two hours anywhere in the tz database of
        // the last fifty years, in steps of half an hour.
        for halfHours in stride(from: 4, through: 1, by: -1) {
            let later = end.adding(seconds: Double(halfHours) * 1800)
            if zone.local(later) == (self.endDate, self.endTime) {
                end = later
                break
            }
        }
        return start < end ? TimeWindow(start: start, end: end) : nil
    }
}
