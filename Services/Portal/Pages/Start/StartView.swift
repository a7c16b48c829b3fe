import Primitives

/// The start page: in ten seconds, what is open and whether it is for me.
package struct StartView: PageView {
    package let model: StartModel

    package init(_ model: StartModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(StartWord.title) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(StartWord.lead), class: "lead")
        if self.model.hasApplications {
            html.tag(.div, .class("note")) {
                html.tag(.p) {
                    html.text(words(StartWord.yourApplications))
                    html.markup(" ")
                    html.link(page.path(.applications), words(CommonWord.yourApplications))
                }
            }
        }
        self.openings(html, page)
        self.closed(html, page)
        self.agendas(html, page)
        html.zoneChoice(
            page, label: words(StartWord.timesIn), zones: self.model.zones.map { ($0, page.zoneText($0)) })
        html.h2(words(StartWord.need))
        html.list([words(StartWord.needTime), words(StartWord.needEmail), words(StartWord.needNothing)])
        html.h2(words(StartWord.otherWays))
        html.tag(.p) {
            html.text(words(StartWord.otherWaysText))
            html.markup(" ")
            html.link(page.path(.contact), words(CommonWord.contact))
        }
    }

    private func openings(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        guard let open = self.model.open else {
            html.tag(.div, .class("warn")) { html.p(words(CommonWord.unavailable)) }
            return
        }
        if open.isEmpty {
            html.tag(.div, .class("note")) {
                html.p(words(StartWord.nothing))
                html.p(words(StartWord.nothingNext))
            }
            return
        }
        html.p(words(StartWord.leadSecond))
        html.tag(.ul, .class("cards")) {
            for opening in open {
                html.tag(.li, .class("card")) {
                    html.tag(.p, .class("quiet"), text: words(opening.kind))
                    html.said(.h2, opening.name)
                    html.p(words(StartWord.closes, ["moment": page.moment(opening.closesAt)]))
                    if let draft = opening.draftID {
                        html.buttonLink(
                            page.path(.application(draft, part: 1)), words(OpportunityWord.continueDraft),
                            about: opening.name)
                    } else {
                        html.buttonLink(
                            page.path(.opportunity(opening.id)), words(StartWord.view), about: opening.name)
                    }
                }
            }
        }
    }

    private func closed(_ html: HTMLWriter, _ page: PageContext) {
        guard !self.model.closed.isEmpty else { return }
        html.h2(page.words(StartWord.closed))
        html.tag(.ul) {
            for item in self.model.closed {
                html.tag(.li) {
                    html.tag(.a, .href(page.path(.opportunity(item.id)))) { html.isolated(item.name) }
                    html.tag(
                        .span, .class("quiet under"),
                        text: page.words(StartWord.closedOn, ["moment": page.moment(item.closesAt)]))
                }
            }
        }
    }

    private func agendas(_ html: HTMLWriter, _ page: PageContext) {
        guard let agendas = self.model.agendas, !agendas.isEmpty else { return }
        html.h2(page.words(StartWord.agendas))
        html.tag(.ul) {
            for agenda in agendas {
                html.tag(.li) {
                    html.tag(.a, .href(page.path(.agenda(agenda.id)))) { html.isolated(agenda.name) }
                }
            }
        }
    }
}
