import Primitives

/// An agenda as one static page: a table for each day, readable by screen readers, without scripts, in one of the
/// four languages.
package struct AgendaHTMLExport {
    private let agenda: PublishedAgenda
    private let names: ScheduleNames
    private let language: Language
    private let zone: Zone

    /// Times are shown in `zone`; nil for the event's own.
    package init(_ agenda: PublishedAgenda, language: Language = .english, zone: Zone? = nil) {
        self.agenda = agenda
        self.names = ScheduleNames(agenda)
        self.language = language
        self.zone = zone ?? agenda.zone
    }

    package var text: String {
        let words = ExportWords.of(self.language)
        let title = self.agenda.title.best(for: self.language)
        let direction = self.language.isRightToLeft ? "rtl" : "ltr"
        var html = "<!doctype html>\n<html lang=\"\(self.language.rawValue)\" dir=\"\(direction)\">\n<head>\n"
        html += "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        html += "<title>\(words.agenda): \(MarkupText.escaped(title.text))</title>\n"
        html += "<style>\(Self.style)</style>\n</head>\n<body>\n<main>\n"
        html += "<h1>\(self.phrase(title))</h1>\n"
        html += "<p>\(words.allTimesIn) <bdi>\(MarkupText.escaped(self.zone.name))</bdi>. "
        html += "\(words.version): <bdi>\(MarkupText.escaped(self.agenda.version))</bdi></p>\n"
        let days = self.days
        html += "<nav aria-label=\"\(words.days)\">\n<ul>\n"
        for day in days {
            html += "<li><a href=\"#d\(day)\">\(self.heading(day, words))</a></li>\n"
        }
        html += "</ul>\n</nav>\n"
        for day in days { html += self.section(day, words) }
        return html + "</main>\n</body>\n</html>\n"
    }

    /// SHA-256 of the page's only style sheet, base64: what a content security policy has to allow.
    package static let styleHash = "Fa+B/liv002uADZrbVVOlZW51Do9rDtNwFAP3tA0HuU="

    private static let style = """
        body{font:1rem/1.5 system-ui,sans-serif;margin:0;color:#111;background:#fff}\
        main{max-inline-size:60rem;margin-inline:auto;padding:1rem}\
        table{border-collapse:collapse;inline-size:100%;overflow-wrap:anywhere}\
        th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-block-end:1px solid #767676}\
        th[scope=row]{font-weight:600;min-inline-size:7rem}time{white-space:nowrap}a{color:#0b4f9e}\
        @media(max-width:30rem){main{padding:.5rem}th,td{padding:.4rem .3rem}}
        """

    /// Days as they are in the zone shown.
    private var days: [LocalDate] {
        let used = self.agenda.sessions.map { self.zone.local($0.window.start).date }
        return Set(self.zone == self.agenda.zone ? used + self.agenda.days : used).sorted()
    }

    private func section(_ day: LocalDate, _ words: ExportWords) -> String {
        let sessions = self.agenda.sessions.filter { self.zone.local($0.window.start).date == day }
        var html = "<section aria-labelledby=\"d\(day)\">\n<h2 id=\"d\(day)\">\(self.heading(day, words))</h2>\n"
        guard !sessions.isEmpty else { return html + "<p>\(words.nothing)</p>\n</section>\n" }
        html += "<table>\n<thead>\n<tr>"
        for word in [words.time, words.session, words.room, words.languages] {
            html += "<th scope=\"col\">\(word)</th>"
        }
        html += "</tr>\n</thead>\n<tbody>\n"
        for session in sessions { html += self.row(session, words) }
        return html + "</tbody>\n</table>\n</section>\n"
    }

    private func row(_ session: PublishedAgenda.Session, _ words: ExportWords) -> String {
        let start = self.zone.local(session.window.start).time
        let end = self.zone.local(session.window.end).time
        var html = "<tr id=\"\(self.names.slug(session))\"><td><bdi><time datetime=\"\(session.window.start)\">"
        html += "\(start)</time>–<time datetime=\"\(session.window.end)\">\(end)</time></bdi></td>"
        html += "<th scope=\"row\">\(self.phrase(session.title.best(for: self.language)))"
        if !session.speakers.isEmpty {
            let names = session.speakers.map { "<bdi>\(MarkupText.escaped($0.name))</bdi>" }
            html += "<br>\(names.joined(separator: ", "))"
        }
        html += "</th><td><bdi>\(MarkupText.escaped(self.agenda.roomName(session.room)))</bdi></td><td>"
        html += "<bdi>\(MarkupText.escaped(session.language))</bdi>"
        if !session.interpretation.isEmpty {
            let pairs = session.interpretation.map { "<bdi>\($0)</bdi>" }
            html += "<br>\(words.interpretation): \(pairs.joined(separator: ", "))"
        }
        return html + "</td></tr>\n"
    }

    private func heading(_ day: LocalDate, _ words: ExportWords) -> String {
        "\(words.weekdays[day.weekday - 1]) <bdi><time datetime=\"\(day)\">\(day)</time></bdi>"
    }

    /// Text that says its own language when it is not the page's.
    private func phrase(_ text: (text: String, language: Language)) -> String {
        let escaped = MarkupText.escaped(text.text)
        guard text.language != self.language else { return "<span dir=\"auto\">\(escaped)</span>" }
        let direction = text.language.isRightToLeft ? "rtl" : "ltr"
        return "<span lang=\"\(text.language.rawValue)\" dir=\"\(direction)\">\(escaped)</span>"
    }
}
