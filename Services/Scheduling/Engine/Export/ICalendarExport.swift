import Primitives

/// An agenda as an iCalendar file (RFC 5545, with NAME, REFRESH-INTERVAL and URL of RFC 7986).
///
/// Times are in UTC: every calendar shows them in its owner's zone, and no VTIMEZONE can be out of date. A session's
/// UID never changes and its SEQUENCE is the release in which it last changed, so a calendar that reads the file
/// again moves the session instead of doubling it.
package struct ICalendarExport {
    package enum Titles: Sendable {
        case full
        /// Number and time only: for shared phones and calendars that others see.
        case neutral
    }

    private let agenda: PublishedAgenda
    private let language: Language
    private let titles: Titles

    package init(_ agenda: PublishedAgenda, language: Language = .english, titles: Titles = .full) {
        self.agenda = agenda
        self.language = language
        self.titles = titles
    }

    /// The file, with CRLF line ends.
    package var text: String {
        let words = ExportWords.of(self.language)
        let title =
            self.titles == .neutral ? words.agenda : self.agenda.title.best(for: self.language).text
        var lines = ICalendarText()
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//Convene//Agenda//EN")
        lines.add("CALSCALE", "GREGORIAN")
        lines.add("METHOD", "PUBLISH")
        lines.add("NAME", ICalendarText.escaped(title))
        lines.add("X-WR-CALNAME", ICalendarText.escaped(title))
        lines.add("X-WR-TIMEZONE", self.agenda.zone.name)
        lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
        if self.titles == .full { lines.add("URL;VALUE=URI", self.agenda.address) }
        for session in self.agenda.sessions { self.add(session, isCancelled: false, words, to: &lines) }
        for session in self.agenda.cancelled { self.add(session, isCancelled: true, words, to: &lines) }
        lines.add("END", "VCALENDAR")
        return lines.text
    }

    private func add(
        _ session: PublishedAgenda.Session, isCancelled: Bool, _ words: ExportWords, to lines: inout ICalendarText
    ) {
        lines.add("BEGIN", "VEVENT")
        // RFC 7986 §5.3: a UUID alone, so that nothing about the place that made it is told.
        lines.add("UID", session.id.description)
        lines.add("DTSTAMP", Self.utc(self.agenda.publishedAt))
        lines.add("LAST-MODIFIED", Self.utc(self.agenda.publishedAt))
        lines.add("DTSTART", Self.utc(session.window.start))
        lines.add("DTEND", Self.utc(session.window.end))
        lines.add("SEQUENCE", String(isCancelled ? self.agenda.release : session.changedIn))
        lines.add("STATUS", isCancelled ? "CANCELLED" : "CONFIRMED")
        lines.add("TRANSP", "OPAQUE")
        switch self.titles {
        case .neutral:
            lines.add("SUMMARY", "\(words.session) \(session.number)")
            lines.add("CLASS", "PRIVATE")
        case .full:
            lines.add("SUMMARY", ICalendarText.escaped(session.title.best(for: self.language).text))
            let room = self.agenda.roomName(session.room)
            if !room.isEmpty { lines.add("LOCATION", ICalendarText.escaped(room)) }
            let about = self.about(session, words)
            if !about.isEmpty { lines.add("DESCRIPTION", ICalendarText.escaped(about)) }
            if let theme = session.theme { lines.add("CATEGORIES", ICalendarText.escaped(theme)) }
        }
        lines.add("END", "VEVENT")
    }

    private func about(_ session: PublishedAgenda.Session, _ words: ExportWords) -> String {
        var parts: [String] = []
        let summary = session.summary?.best(for: self.language).text ?? ""
        if !summary.isEmpty { parts.append(summary) }
        if !session.interpretation.isEmpty {
            let pairs = session.interpretation.map(\.description).joined(separator: ", ")
            parts.append("\(words.interpretation): \(pairs)")
        }
        return parts.joined(separator: "\n")
    }

    /// `20270315T060000Z`.
    private static func utc(_ moment: Instant) -> String {
        let text = Instant(microseconds: moment.microseconds / 1_000_000 * 1_000_000).description
        return text.filter { $0 != "-" && $0 != ":" }
    }
}
