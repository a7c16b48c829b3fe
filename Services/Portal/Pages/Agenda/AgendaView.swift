import Primitives

/// The public agenda as a list by day, with every time in the zone that the reader chose.
package struct AgendaView: PageView {
    package let model: AgendaModel

    package init(_ model: AgendaModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(AgendaWord.title) }
    package var ownHeading: String? { self.model.name }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        guard let day = self.model.day, let first = self.model.sessions.first else {
            html.p(words(self.model.days.isEmpty ? AgendaWord.notPublished : AgendaWord.nothing))
            return
        }
        html.p(
            words(
                AgendaWord.timesShown,
                [
                    "place": Prose(verbatim: words.format.zoneName(page.zone)),
                    "offset": Prose(verbatim: words.format.offset(page.zone, at: first.start)),
                ]))
        html.zoneChoice(
            page, label: words(AgendaWord.chooseZone),
            zones: self.model.zones.map { zone in
                let text = page.zoneText(zone)
                return (zone, zone == self.model.place ? words(AgendaWord.eventPlace, ["place": text]) : text)
            }, keeping: [("day", day.description)])
        html.choices(
            self.model.days.map { date in
                (
                    Prose(verbatim: words.format.shortDate(date)),
                    Route.agenda(self.model.id).path(
                        in: page.language, query: [("day", date.description), ("zone", page.zone.name)]),
                    date == day
                )
            }, label: words(AgendaWord.days), class: "tabs")
        html.h2(Prose(verbatim: words.format.weekdayAndDate(day)))
        html.tag(.ol, .class("plan")) {
            for session in self.model.sessions { self.session(session, on: day, html, page) }
        }
        if let date = self.model.publishedOn {
            html.p(
                words(
                    AgendaWord.version, ["version": Prose(verbatim: self.model.version), "date": page.date(date)]),
                class: "quiet")
        }
        html.p(words(AgendaWord.print), class: "quiet")
    }

    private func session(
        _ session: AgendaModel.Session, on day: LocalDate, _ html: HTMLWriter, _ page: PageContext
    ) {
        let words = page.words
        let start = page.zone.local(session.start)
        let end = page.zone.local(session.end)
        html.tag(.li) {
            html.tag(.div, .class("when")) {
                html.tag(.time, .dateTime(session.start.description)) {
                    html.text(
                        words(
                            CommonWord.fromTo,
                            [
                                "from": Prose(verbatim: start.time.description),
                                "to": Prose(verbatim: end.time.description),
                            ]))
                }
                if end.date != start.date {
                    html.p(
                        words(
                            AgendaWord.nextDayMark,
                            ["date": Prose(verbatim: words.format.shortDate(end.date))]), class: "quiet")
                }
            }
            html.tag(.div) {
                html.said(.h3, session.title)
                if session.kind != .session { html.p(words(session.kind), class: "quiet") }
                if let room = session.room {
                    html.p(words(AgendaWord.room, ["room": Prose(verbatim: room)]))
                }
                if !session.interpretation.isEmpty {
                    let names = session.interpretation.map { Prose(verbatim: words.format.languageName($0)) }
                    html.p(words(AgendaWord.interpretation, ["languages": words.list(names)]))
                }
            }
        }
    }
}
