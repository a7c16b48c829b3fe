import Primitives

/// One part of the application form, with its questions on one page: it can be saved incomplete, and nothing typed
/// is ever refused before "send".
package struct ApplicationView: PageView {
    package let model: ApplicationModel

    package init(_ model: ApplicationModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(FormWord.title) }
    package var problems: [FieldProblem] { self.model.fields.compactMap(\.problem) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        if self.model.isJustSaved, let saved = self.model.savedAt {
            html.tag(.div, .class("good"), .role("status")) {
                html.p(SavedNote.text(saved, page))
                html.p(words(SaveWord.savedSafe))
            }
        }
        self.changes(html, words)
        self.deadline(html, page)
        html.choices(
            self.model.parts.enumerated().map { index, part in
                let state = words(part.isComplete ? FormWord.completed : FormWord.notCompleted)
                return (
                    Prose(verbatim: "\(index + 1). \(part.name.text) (\(state.text))"),
                    page.path(.application(self.model.id, part: index + 1)), index + 1 == self.model.part
                )
            }, label: words(FormWord.parts), class: "parts")
        let current = self.model.parts[self.model.part - 1]
        html.h2(
            words(
                FormWord.part,
                [
                    "part": Prose(verbatim: words.format.number(self.model.part)),
                    "parts": Prose(verbatim: words.format.number(self.model.parts.count)), "name": current.name,
                ]))
        html.p(words(FormWord.anyLanguage), class: "hint")
        html.form(page.path(.application(self.model.id, part: self.model.part)), page, version: self.model.version) {
            html.fields(self.model.fields, words)
            html.tag(.div, .class("buttons")) {
                html.submit(words(CommonWord.saveAndContinue), name: "then", value: "next")
                html.submit(words(CommonWord.saveAndReturn), name: "then", value: "stay", isSecondary: true)
            }
        }
        html.p(words(CommonWord.sessionEnding), class: "quiet")
        html.tag(.p) { html.link(page.path(.check(self.model.id)), words(FormWord.check)) }
        html.tag(.p) { html.link(page.path(.delete(self.model.id)), words(FormWord.delete)) }
    }

    private func changes(_ html: HTMLWriter, _ words: Words) {
        guard !self.model.changedElsewhere.isEmpty else { return }
        html.tag(.div, .class("warn"), .role("status")) {
            html.p(words(SaveWord.changedElsewhere))
            html.tag(.dl) {
                for change in self.model.changedElsewhere {
                    html.tag(.dt, text: change.label)
                    html.said(.dd, change.text)
                }
            }
        }
    }

    private func deadline(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        let days = Int(page.now.seconds(to: self.model.closesAt) / 86_400)
        html.tag(.p) {
            html.text(words(FormWord.draftNumber, ["code": Prose(verbatim: self.model.code)]))
            html.markup("<br>")
            html.text(words(OpportunityWord.closes, ["moment": page.moment(self.model.closesAt)]))
            if (0...14).contains(days) {
                html.markup("<br>")
                html.tag(.strong, text: words(FormCount.daysLeft, count: days))
            }
        }
        let done = self.model.parts.filter(\.isComplete).count
        html.p(
            words(
                FormCount.partsDone, count: done,
                ["total": Prose(verbatim: words.format.number(self.model.parts.count))]))
    }
}

/// "Saved at 14:02 (Khartoum)."
package enum SavedNote {
    package static func text(_ moment: Instant, _ page: PageContext) -> Prose {
        let time = Prose(verbatim: page.zone.local(moment).time.description)
        return page.words(
            SaveWord.savedAt, ["time": time, "place": Prose(verbatim: page.words.format.zoneName(page.zone))])
    }
}
