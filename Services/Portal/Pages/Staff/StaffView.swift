/// The staff's home: what needs doing now, and the pages of each convening.
package struct StaffView: PageView {
    package let model: StaffModel

    package init(_ model: StaffModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(StaffWord.title) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        if case .staff(let roles, _) = page.reader, !roles.isEmpty {
            html.p(words(StaffWord.signedInAs, ["roles": words.list(roles.map { words($0) })]), class: "quiet")
        }
        if self.model.isIncomplete {
            html.tag(.div, .class("warn")) { html.p(words(CommonWord.unavailable)) }
        }
        if self.model.tasks.isEmpty {
            html.tag(.div, .class("good")) { html.p(words(StaffWord.nothing)) }
        } else {
            html.tag(.ul, .class("cards")) {
                for task in self.model.tasks {
                    html.tag(.li, .class("card")) {
                        let (text, route) = self.entry(task, words)
                        html.link(page.path(route), text)
                    }
                }
            }
        }
        if let deadline = self.model.nextDeadline {
            html.p(words(StaffWord.nextDeadline, ["moment": page.moment(deadline)]))
        }
        guard !self.model.convenings.isEmpty else { return }
        html.h2(words(StaffWord.yourConvenings))
        for convening in self.model.convenings {
            html.tag(.section, .class("card")) {
                html.said(.h3, convening.name)
                html.tag(.ul, .class("tabs")) {
                    for link in convening.links {
                        html.tag(.li) { html.link(page.path(link.route), link.text(words)) }
                    }
                }
            }
        }
    }

    private func entry(_ task: StaffModel.Task, _ words: Words) -> (Prose, Route) {
        switch task {
        case .score(let count): (words(StaffCount.toScore, count: count), .scoring)
        case .check(let count, let call): (words(StaffCount.toCheck, count: count), .pool(call))
        case .clashes(let count, let id): (words(StaffCount.hardClashes, count: count), .grid(id))
        case .sign(let round): (words(StaffWord.cohortToSign), .cohort(round))
        case .confirm(let round): (words(StaffWord.cohortToConfirm), .cohort(round))
        case .release(let id): (words(StaffWord.agendaNotReleased), .grid(id))
        }
    }
}
