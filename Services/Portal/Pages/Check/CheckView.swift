/// The answers once more, what is missing, the agreement in plain words, and the button that sends.
package struct CheckView: PageView {
    package let model: CheckModel

    package init(_ model: CheckModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(SendWord.checkTitle) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.tag(.div, .class("note")) { html.p(words(SendWord.notSentYet)) }
        self.missing(html, page)
        for (index, part) in self.model.parts.enumerated() {
            html.h2(part.name)
            html.tag(.dl, .class("pairs")) {
                for answer in part.answers {
                    self.answer(answer, part: index + 1, html, page)
                }
            }
        }
        html.h2(words(SendWord.consentTitle))
        html.p(words(SendWord.consentText))
        if let date = self.model.keptUntil {
            html.p(words(SendWord.consentUntil, ["date": page.date(date)]))
        }
        html.form(page.path(.check(self.model.id)), page, version: self.model.version) {
            html.fields(self.consents(words), words)
            html.tag(.div, .class("buttons")) { html.submit(words(SendWord.send)) }
        }
    }

    private func missing(_ html: HTMLWriter, _ page: PageContext) {
        guard !self.model.missing.isEmpty else { return }
        html.tag(.div, .class("errors"), .id("errors"), .tabIndex(-1), .role("alert")) {
            html.h2(page.words(CommonWord.problem))
            html.p(page.words(SendWord.missingIntro))
            html.tag(.ul) {
                for item in self.model.missing {
                    html.tag(.li) {
                        html.tag(
                            .a, .href(page.path(.application(self.model.id, part: item.part)) + "#f-\(item.field)")
                        ) {
                            html.text(item.label)
                            html.markup(" \u{2013} ")
                            html.text(page.words(item.code))
                        }
                    }
                }
            }
        }
    }

    private func answer(_ answer: CheckModel.Answer, part: Int, _ html: HTMLWriter, _ page: PageContext) {
        html.pair(answer.label) {
            if answer.values.isEmpty {
                html.tag(.span, .class("quiet"), text: page.words(CommonWord.notProvided))
            }
            if answer.values.count == 1, let value = answer.values.first {
                html.said(.div, value.text)
            } else if !answer.values.isEmpty {
                html.text(page.words.list(answer.values))
            }
        } action: {
            html.tag(
                .a, .href(page.path(.application(self.model.id, part: part))),
                .label(page.words(SendWord.changeNamed, ["label": answer.label])),
                text: page.words(CommonWord.change))
        }
    }

    private func consents(_ words: Words) -> [FormField] {
        [
            FormField(
                "agree_read", words(SendWord.consentRead), .box, values: self.model.hasAgreed ? ["yes"] : [],
                error: self.model.consentError)
        ]
    }
}
