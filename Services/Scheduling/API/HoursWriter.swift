import Primitives
import SchedulingContract
import SchedulingEngine
import ServiceKit

/// Turns weighed hours into the contract's values.
enum HoursWriter {
    static func candidate(_ candidate: TimeFinder.Candidate) -> TimeCandidate {
        TimeCandidate(
            startsAt: candidate.window.start, endsAt: candidate.window.end, inconvenience: candidate.inconvenience,
            people: candidate.local.reduce(0) { $0 + $1.place.count }, atEase: candidate.atEase,
            atEdge: candidate.atEdge, atNight: candidate.atNight, onWeekend: candidate.onWeekend,
            worstOff: candidate.worstOff.flatMap { worst in candidate.local.firstIndex(of: worst) },
            local: candidate.local.map { hour in
                LocalHourEntry(
                    zone: hour.place.zone, country: hour.place.country, count: hour.place.count,
                    startDate: hour.startDate, startTime: hour.startTime, endTime: hour.endTime,
                    weekday: hour.weekday, inconvenience: hour.inconvenience, isNight: hour.isNight,
                    isWeekend: hour.isWeekend)
            })
    }

    /// An online session with its hours.
    /// - Throws: `Problem` conflict when a change of the zone's rules has made its time one that the clocks skip.
    static func session(_ kept: OnlineSessionStore.Kept) throws -> OnlineSession {
        let details = kept.details
        guard let start = details.zone.instant(details.day, details.start) else {
            throw Problem.conflict(
                "The clocks now skip the time of this session; give it another.", state: "time_in_gap")
        }
        let finder = TimeFinder(
            places: details.audience.map {
                TimeFinder.Place(zone: $0.zone, country: $0.country, count: $0.count)
            }, minutes: details.minutes)
        return OnlineSession(
            id: kept.id, details: details, hours: self.candidate(finder.weigh(start)), version: kept.version)
    }
}
