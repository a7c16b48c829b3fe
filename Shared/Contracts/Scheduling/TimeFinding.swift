import Primitives

/// A day of the week.
package enum Weekday: String, CaseIterable, Codable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// 1 = Monday … 7 = Sunday (ISO 8601).
    package var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// People who join from one zone and country: counts, never names.
package struct TimeFinderPlace: Codable, Sendable, Equatable {
    package let zone: Zone
    package let country: Country
    package let count: Int
    /// Days of rest, when the usual ones of the country are wrong for these people.
    package let restDays: [Weekday]?

    package init(zone: Zone, country: Country, count: Int, restDays: [Weekday]? = nil) {
        self.zone = zone
        self.country = country
        self.count = count
        self.restDays = restDays
    }
}

/// What is sent to find the hours of one online session.
package struct TimeFinderInput: Codable, Sendable, Equatable {
    package let places: [TimeFinderPlace]
    package let minutes: Int
    /// UTC dates on which it may begin.
    package let dates: [LocalDate]
    /// How many to answer with.
    package let count: Int

    package init(places: [TimeFinderPlace], minutes: Int, dates: [LocalDate], count: Int = 3) {
        self.places = places
        self.minutes = minutes
        self.dates = dates
        self.count = count
    }
}

/// What one start means in one place.
package struct LocalHourEntry: Codable, Sendable, Equatable {
    package let zone: Zone
    package let country: Country
    package let count: Int
    package let startDate: LocalDate
    package let startTime: LocalTime
    package let endTime: LocalTime
    /// 1 = Monday … 7 = Sunday, of the local start.
    package let weekday: Int
    /// 0, 1 or 10 for one person.
    package let inconvenience: Int
    package let isNight: Bool
    package let isWeekend: Bool

    package init(
        zone: Zone, country: Country, count: Int, startDate: LocalDate, startTime: LocalTime, endTime: LocalTime,
        weekday: Int, inconvenience: Int, isNight: Bool, isWeekend: Bool
    ) {
        self.zone = zone
        self.country = country
        self.count = count
        self.startDate = startDate
        self.startTime = startTime
        self.endTime = endTime
        self.weekday = weekday
        self.inconvenience = inconvenience
        self.isNight = isNight
        self.isWeekend = isWeekend
    }
}

/// One start, weighed.
package struct TimeCandidate: Codable, Sendable, Equatable {
    package let startsAt: Instant
    package let endsAt: Instant
    /// Sum over people.
    package let inconvenience: Int
    package let people: Int
    /// People at fair hours, at the edges of the day, at night, and on their weekend.
    package let atEase: Int
    package let atEdge: Int
    package let atNight: Int
    package let onWeekend: Int
    /// Index in `local` of the place that has it worst.
    package let worstOff: Int?
    /// In the order of the places sent.
    package let local: [LocalHourEntry]

    package init(
        startsAt: Instant, endsAt: Instant, inconvenience: Int, people: Int, atEase: Int, atEdge: Int, atNight: Int,
        onWeekend: Int, worstOff: Int?, local: [LocalHourEntry]
    ) {
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.inconvenience = inconvenience
        self.people = people
        self.atEase = atEase
        self.atEdge = atEdge
        self.atNight = atNight
        self.onWeekend = onWeekend
        self.worstOff = worstOff
        self.local = local
    }
}

/// The best starts, best first; every start of the dates in steps of 15 minutes was tried.
package struct TimeFinderReport: Codable, Sendable, Equatable {
    package let tried: Int
    package let best: [TimeCandidate]

    package init(tried: Int, best: [TimeCandidate]) {
        self.tried = tried
        self.best = best
    }
}

/// What is sent to create or change an online session: a webinar, a Peer Exchange Session, a Knowledge Café.
package struct OnlineSessionInput: Codable, Sendable, Equatable {
    package let conveningId: ConveningID?
    package let kind: ScheduleKind
    package let title: LocalizedText
    package let summary: LocalizedText?
    /// Local date and time in `zone`; one inside a daylight-saving gap is refused.
    package let day: LocalDate
    package let start: LocalTime
    package let zone: Zone
    package let minutes: Int
    package let language: String
    package let interpretation: [String]
    package let audience: [ScheduleAudience]

    package init(
        conveningId: ConveningID?, kind: ScheduleKind, title: LocalizedText, summary: LocalizedText? = nil,
        day: LocalDate, start: LocalTime, zone: Zone, minutes: Int, language: String = "en",
        interpretation: [String] = [], audience: [ScheduleAudience]
    ) {
        self.conveningId = conveningId
        self.kind = kind
        self.title = title
        self.summary = summary
        self.day = day
        self.start = start
        self.zone = zone
        self.minutes = minutes
        self.language = language
        self.interpretation = interpretation
        self.audience = audience
    }
}

/// An online session, with what its hours mean where people are.
package struct OnlineSession: Codable, Sendable, Equatable {
    package let id: OnlineSessionID
    package let details: OnlineSessionInput
    package let hours: TimeCandidate
    package let version: Int

    package init(id: OnlineSessionID, details: OnlineSessionInput, hours: TimeCandidate, version: Int) {
        self.id = id
        self.details = details
        self.hours = hours
        self.version = version
    }
}

package enum OnlineSessionTag {}
package typealias OnlineSessionID = ID<OnlineSessionTag>
