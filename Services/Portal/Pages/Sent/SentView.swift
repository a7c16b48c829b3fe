/// The confirmation: the reference, what happens next and when. The page stays good when it is opened again.
package struct SentView: PageView {
    package let model: SentModel

    package init(_ model: SentModel) { self.model = model }

    package func title(_ words: Words) -> Prose {
        self.model.state == .submitted ? words(SendWord.sentTitle) : words(FormWord.title)
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.tag(.div, .class("good"), .role("status")) {
            html.p(words(SendWord.reference))
            html.tag(.p, .class("big")) { html.isolated(self.model.code) }
            html.p(words(SendWord.referenceHint))
        }
        html.tag(.p) {
            html.text(words(CommonWord.statusLabel))
            html.markup(": ")
            html.state(words(self.model.state), .plain)
        }
        if self.model.state == .submitted || self.model.state == .eligible {
            html.h2(words(SendWord.nextTitle))
            var items = [words(SendWord.nextRead)]
            if let date = self.model.answerBy {
                items.append(words(SendWord.nextAnswer, ["date": page.date(date)]))
            } else {
                items.append(words(SendWord.nextAnswerAny))
            }
            items.append(words(SendWord.nextChange))
            if let until = self.model.withdrawUntil {
                items.append(words(SendWord.nextWithdraw, ["moment": page.moment(until)]))
            }
            html.list(items)
        }
        html.tag(.p) { html.link(page.path(.applications), words(CommonWord.yourApplications)) }
        if self.model.withdrawUntil != nil {
            html.tag(.p) { html.link(page.path(.withdraw(self.model.id)), words(SendWord.withdraw)) }
        }
    }
}

/// Asks once more before something that cannot be undone.
package struct ConfirmView: PageView {
    package enum Subject: Sendable {
        case deleteDraft(String)
        case withdraw(String)
    }

    package let subject: Subject
    package let version: String

    package init(_ subject: Subject, version: String) {
        self.subject = subject
        self.version = version
    }

    package func title(_ words: Words) -> Prose {
        switch self.subject {
        case .deleteDraft: words(SendWord.deleteTitle)
        case .withdraw: words(SendWord.withdrawTitle)
        }
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        let (text, yes, action, back): (Prose, Prose, Route, Route) =
            switch self.subject {
            case .deleteDraft(let id):
                (words(SendWord.deleteText), words(FormWord.delete), .delete(id), .application(id, part: 1))
            case .withdraw(let id):
                (words(SendWord.withdrawText), words(SendWord.withdraw), .withdraw(id), .sent(id))
            }
        html.p(text)
        html.form(page.path(action), page, version: self.version) {
            html.tag(.div, .class("buttons")) {
                html.submit(yes)
                html.buttonLink(page.path(back), words(SendWord.keepIt), isSecondary: true)
            }
        }
    }
}
