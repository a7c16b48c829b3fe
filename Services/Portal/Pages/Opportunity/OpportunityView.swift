/// Who a call is for, when and where, what is paid, how the choice is made, who reads the answers.
package struct OpportunityView: PageView {
    package let model: OpportunityModel

    package init(_ model: OpportunityModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(self.model.kind) }
    package var ownHeading: String? { self.model.name }
    package func caption(_ words: Words) -> Prose? { words(self.model.kind) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        self.window(html, page)
        html.h2(words(OpportunityWord.who))
        html.said(.p, self.model.about)
        if !self.model.rules.isEmpty {
            html.p(words(OpportunityWord.conditions))
            html.tag(.ul) { for rule in self.model.rules { html.said(.li, rule) } }
        }
        html.h2(words(OpportunityWord.when))
        if let place = self.model.place {
            html.p(self.place(place, page))
        } else {
            html.p(words(OpportunityWord.online))
        }
        html.h2(words(OpportunityWord.paid))
        if self.model.place == nil {
            html.p(words(OpportunityWord.paidOnline))
        } else {
            html.list([words(OpportunityWord.paidTravel), words(OpportunityWord.paidCare)])
        }
        html.h2(words(OpportunityWord.criteria))
        html.p(words(OpportunityWord.criteriaText))
        if !self.model.criteria.isEmpty {
            html.tag(.ul) { for item in self.model.criteria { html.said(.li, item) } }
        }
        html.h2(words(OpportunityWord.readers))
        html.p(words(OpportunityWord.readersText))
        html.h2(words(OpportunityWord.notAsked))
        html.p(words(OpportunityWord.notAskedText))
        if let date = self.model.answerBy {
            html.p(words(OpportunityWord.answerBy, ["date": page.date(date)]))
        }
    }

    private func window(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        let closes = page.moment(self.model.closesAt)
        switch self.model.own {
        case .sent(let id):
            html.tag(.div, .class("good")) {
                html.p(words(OpportunityWord.sentAlready))
                html.tag(.p) { html.link(page.path(.sent(id)), words(OpportunityWord.seeYours)) }
            }
            return
        case .draft(let id) where self.model.window == .open:
            html.p(words(OpportunityWord.closes, ["moment": closes]), class: "lead")
            html.tag(.div, .class("buttons")) {
                html.buttonLink(page.path(.application(id, part: 1)), words(OpportunityWord.continueDraft))
            }
            return
        case .draft(let id):
            html.tag(.div, .class("warn")) {
                html.p(words(OpportunityWord.closed, ["moment": closes]))
                html.p(words(OpportunityWord.closedHelp))
                html.tag(.p) { html.link(page.path(.sent(id)), words(OpportunityWord.seeYours)) }
            }
            return
        case .none: break
        }
        switch self.model.window {
        case .notYet:
            html.tag(.div, .class("note")) {
                html.p(words(OpportunityWord.opens, ["moment": page.moment(self.model.opensAt)]))
            }
        case .closed:
            html.tag(.div, .class("warn")) { html.p(words(OpportunityWord.closed, ["moment": closes])) }
        case .open:
            html.p(words(OpportunityWord.closes, ["moment": closes]), class: "lead")
            html.form(page.path(.apply(self.model.id)), page) {
                html.tag(.div, .class("buttons")) { html.submit(words(OpportunityWord.apply)) }
            }
        }
    }

    private func place(_ place: String, _ page: PageContext) -> Prose {
        guard let from = self.model.from, let to = self.model.to else { return Prose(verbatim: place) }
        return page.words(
            OpportunityWord.placeDates,
            ["place": Prose(verbatim: place), "from": page.date(from), "to": page.date(to)])
    }
}
