/// The reader's own list with progress and one button: start next.
package struct ScoringView: PageView {
    package let model: ScoringModel

    package init(_ model: ScoringModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(ScoringWord.title) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        guard !self.model.items.isEmpty else {
            html.p(words(ScoringWord.nothing))
            return
        }
        let done = self.model.items.count { if case .open = $0.state { false } else { true } }
        html.p(
            words(
                ScoringWord.progress,
                [
                    "done": Prose(verbatim: words.format.number(done)),
                    "total": Prose(verbatim: words.format.number(self.model.items.count)),
                ]), class: "lead")
        if self.model.isClosed {
            html.tag(.div, .class("note")) { html.p(words(ScoringWord.closed)) }
        } else if let closes = self.model.closesAt {
            html.p(words(ScoringWord.closes, ["moment": page.moment(closes)]))
        }
        let next = self.model.items.first { if case .open = $0.state { true } else { false } }
        if let next, !self.model.isClosed {
            html.tag(.div, .class("buttons")) {
                html.buttonLink(page.path(.score(next.id)), words(ScoringWord.startNext))
            }
        } else if !self.model.isClosed {
            html.tag(.div, .class("good")) { html.p(words(ScoringWord.allDone)) }
        }
        self.table(html, page)
    }

    private func table(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.table("scoring", words(ScoringWord.caption)) {
            html.headings([
                (words(ScoringWord.candidate), false), (words(CommonWord.statusLabel), false),
                (words(ScoringWord.myScore), true),
            ])
            html.tag(.tbody) {
                for item in self.model.items {
                    let code = Prose(verbatim: item.code)
                    html.tag(.tr) {
                        html.tag(.th, .scope("row")) {
                            let act: ScoringWord = if case .open = item.state { .scoreNamed } else { .seeNamed }
                            html.tag(.a, .href(page.path(.score(item.id))), .label(words(act, ["code": code]))) {
                                html.isolated(item.code)
                            }
                        }
                        switch item.state {
                        case .open:
                            html.tag(.td) { html.state(words(ScoringWord.stateOpen), .plain) }
                            html.cell(Prose(verbatim: "\u{2013}"), isNumber: true)
                        case .scored(let value):
                            html.tag(.td) { html.state(words(ScoringWord.stateDone), .good) }
                            html.cell(
                                Prose(verbatim: value.map { words.format.number($0, digits: 2) } ?? "\u{2013}"),
                                isNumber: true)
                        case .steppedBack:
                            html.tag(.td) { html.state(words(ScoringWord.stateSteppedBack), .attention) }
                            html.cell(Prose(verbatim: "\u{2013}"), isNumber: true)
                        }
                    }
                }
            }
        }
    }
}
