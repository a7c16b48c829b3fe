import Primitives

/// What a stretch of time is for people in a zone and country: night, weekend. Exact on the date: the zone's
/// offset is followed through daylight-saving changes.
package struct LocalNight: Sendable {
    /// Minutes since local midnight when the night begins and ends; it spans midnight when it begins later.
    let fromMinutes: Int
    let toMinutes: Int

    package init(fromMinutes: Int, toMinutes: Int) {
        self.fromMinutes = fromMinutes
        self.toMinutes = toMinutes
    }

    /// Whether any minute of a window is in the night.
    package func touches(_ window: TimeWindow, in zone: Zone) -> Bool {
        for span in LocalSpan.spans(of: window, in: zone) {
            if self.fromMinutes > self.toMinutes {
                if span.overlaps(0..<self.toMinutes) || span.overlaps(self.fromMinutes..<1440) { return true }
            } else if span.overlaps(self.fromMinutes..<self.toMinutes) {
                return true
            }
        }
        return false
    }
}

/// The part of a window that lies within one local date at one offset, in minutes since that date's midnight by
/// the clock on the wall.
package struct LocalSpan: Hashable, Sendable {
    package let date: LocalDate
    /// Half-open; a fraction of a minute counts as the whole.
    package let minutes: Range<Int>

    package func overlaps(_ other: Range<Int>) -> Bool { self.minutes.overlaps(other) }

    /// Cuts a window at local midnights and at changes of the zone's offset.
    package static func spans(of window: TimeWindow, in zone: Zone) -> [LocalSpan] {
        var spans: [LocalSpan] = []
        for piece in self.piecesOfOneOffset(window, zone) {
            let offset = Int64(zone.offsetSeconds(at: piece.start)) * 1_000_000
            var start = piece.start.microseconds + offset
            let end = piece.end.microseconds + offset
            while start < end {
                let day = self.floorDivide(start, by: 86_400_000_000)
                let midnight = day * 86_400_000_000
                let stop = min(end, midnight + 86_400_000_000)
                let first = Int((start - midnight) / 60_000_000)
                let last = Int((stop - midnight + 59_999_999) / 60_000_000)
                spans.append(LocalSpan(date: LocalDate(daysSince1970: Int(day)), minutes: first..<last))
                start = stop
            }
        }
        return spans
    }

    private static func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }

    /// Offsets change at most once in any few weeks; between two moments with different offsets the change is
    /// found by halving, to the second.
    private static func piecesOfOneOffset(_ window: TimeWindow, _ zone: Zone) -> [TimeWindow] {
        var pieces: [TimeWindow] = []
        var start = window.start
        let step: Int64 = 7 * 86_400_000_000
        while start < window.end {
            let probe = Instant(microseconds: min(window.end.microseconds, start.microseconds + step))
            let offset = zone.offsetSeconds(at: start)
            if zone.offsetSeconds(at: Instant(microseconds: probe.microseconds - 1)) == offset {
                pieces.append(TimeWindow(start: start, end: probe))
                start = probe
                continue
            }
            var before = start.microseconds / 1_000_000
            var after = (probe.microseconds - 1) / 1_000_000 + 1
            while after - before > 1 {
                let middle = before + (after - before) / 2
                if zone.offsetSeconds(at: Instant(microseconds: middle * 1_000_000)) == offset {
                    before = middle
                } else {
                    after = middle
                }
            }
            let change = Instant(microseconds: after * 1_000_000)
            pieces.append(TimeWindow(start: start, end: change))
            start = change
        }
        return pieces.filter { $0.start < $0.end }
    }
}
