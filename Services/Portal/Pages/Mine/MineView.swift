/// One card per application: its reference, where it is now in a sentence, one action. No outcome at a glance.
package struct MineView: PageView {
    package let model: MineModel

    package init(_ model: MineModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(MineWord.title) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        if self.model.items.isEmpty { html.p(words(MineWord.nothing)) }
        html.tag(.div) {
            for item in self.model.items {
                html.tag(.section, .class("card")) {
                    html.said(.h2, item.callName)
                    html.p(words(MineWord.reference, ["code": Prose(verbatim: item.code)]))
                    html.tag(.p) { html.state(words(item.state), .plain) }
                    if let closes = item.closesAt {
                        html.p(words(OpportunityWord.closes, ["moment": page.moment(closes)]))
                    }
                    let isDraft = item.state == .draft && item.closesAt != nil
                    let route: Route = isDraft ? .application(item.id, part: 1) : .sent(item.id)
                    html.tag(.p) {
                        html.tag(.a, .href(page.path(route))) {
                            html.text(words(isDraft ? OpportunityWord.continueDraft : OpportunityWord.seeYours))
                            html.tag(.span, .class("unseen")) {
                                html.markup(": ")
                                html.isolated(item.callName)
                            }
                        }
                    }
                }
            }
        }
        html.tag(.p) { html.link(page.path(.start), words(MineWord.seeOpen)) }
    }
}
