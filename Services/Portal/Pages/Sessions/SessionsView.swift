import Primitives

/// A person's own sessions, each with a button that ends it, and for staff the recovery codes.
package struct SessionsView: PageView {
    package let model: SessionsModel

    package init(_ model: SessionsModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(SessionWord.title) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(SessionWord.lead))
        html.tag(.div) {
            for entry in self.model.entries {
                html.tag(.section, .class("card")) {
                    html.tag(.h2, text: self.name(entry.client, words))
                    if entry.isThis { html.tag(.p) { html.state(words(SessionWord.thisOne), .good) } }
                    html.p(words(SessionWord.begun, ["moment": page.moment(entry.begunAt)]))
                    html.p(words(SessionWord.used, ["moment": page.moment(entry.usedAt)]))
                    if !entry.isThis {
                        html.form(page.path(.endSession(entry.id)), page) {
                            html.submit(words(SessionWord.end), isSecondary: true)
                        }
                    }
                }
            }
        }
        if self.model.entries.count > 1 {
            html.form(page.path(.endOthers), page) { html.submit(words(SessionWord.endOthers)) }
        }
        guard let left = self.model.recoveryCodesLeft else { return }
        html.h2(words(SessionWord.recoveryTitle))
        html.p(words(SessionCount.codesLeft, count: left))
        html.tag(.p) { html.link(page.path(.tokens), words(TokenWord.title)) }
        html.form(page.path(.renewCodes), page) { html.submit(words(SessionWord.renewCodes), isSecondary: true) }
    }

    private func name(_ client: ClientName, _ words: Words) -> Prose {
        switch (client.browser.name, client.system.name) {
        case (let browser?, let system?):
            words(
                SessionWord.client, ["browser": Prose(verbatim: browser), "system": Prose(verbatim: system)])
        case (let browser?, nil): words(SessionWord.clientBrowser, ["browser": Prose(verbatim: browser)])
        case (nil, let system?): words(SessionWord.clientSystem, ["system": Prose(verbatim: system)])
        case (nil, nil): words(SessionWord.clientOther)
        }
    }
}
