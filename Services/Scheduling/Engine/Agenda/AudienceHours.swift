import Primitives

/// How the hours of an online session are for the people who join it.
package struct AudienceHours: Sendable {
    package let people: Int
    /// Those for whom any minute is in the night.
    package let atNight: Int
    /// Those for whom any minute is on their local weekend.
    package let onWeekend: Int

    package init(_ audience: [AudiencePlace], during window: TimeWindow, night: LocalNight) {
        var people = 0
        var atNight = 0
        var onWeekend = 0
        for place in audience {
            people += place.count
            if night.touches(window, in: place.zone) { atNight += place.count }
            let dates = Set(LocalSpan.spans(of: window, in: place.zone).map(\.date))
            if dates.contains(where: { LocalWeekend.contains($0, in: place.country) }) { onWeekend += place.count }
        }
        self.people = people
        self.atNight = atNight
        self.onWeekend = onWeekend
    }

    /// Whether a part of the audience is more than a share of it. Exact, without division.
    package func exceeds(_ part: Int, percent: Int) -> Bool { part * 100 > self.people * percent }
}
