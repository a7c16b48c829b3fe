import Primitives

/// The proposed cohort with everything that a signature needs to know.
package struct CohortView: PageView {
    package let model: CohortModel

    package init(_ model: CohortModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(CohortWord.title) }
    package var isWide: Bool { true }
    package var problems: [FieldProblem] {
        self.model.error.map { [FieldProblem(field: "read", label: nil, code: $0)] } ?? []
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.failure(self.model.failure)
        switch self.model.state {
        case .none:
            html.p(words(CohortWord.none))
            self.compose(html, page)
            return
        case .computing:
            html.tag(.div, .class("note"), .role("status")) { html.p(words(CohortWord.computing)) }
            return
        case .infeasible(let rules):
            html.tag(.div, .class("warn")) {
                html.tag(.p) { html.tag(.strong, text: words(CohortWord.infeasible)) }
                html.p(words(CohortWord.infeasibleText))
                html.list(rules)
            }
            self.compose(html, page)
            return
        case .proposed:
            html.tag(.p) { html.state(words(CohortWord.stateProposed), .plain) }
        case .signed:
            html.tag(.p) { html.state(words(CohortWord.stateSigned), .attention) }
        case .confirmed:
            html.tag(.p) { html.state(words(CohortWord.stateConfirmed), .good) }
        }
        html.p(
            words.list([
                words(StaffCount.places, count: self.model.members.count),
                words(StaffCount.countries, count: self.model.countries.count { $0.count > 0 }),
            ]), class: "lead")
        html.p(words(self.model.isOptimal ? CohortWord.optimal : CohortWord.notProven))
        CohortTables.quotas(self.model.quotas, html, words)
        CohortTables.countries(self.model.countries, html, words)
        if let cost = self.model.cost { CohortTables.cost(cost, html, words) }
        html.h2(words(CohortWord.members))
        CohortTables.members(self.model.members, "members", words(CohortWord.membersCaption), html, words)
        if !self.model.waiting.isEmpty {
            html.h2(words(CohortWord.waiting))
            if self.model.waitingTotal > self.model.waiting.count {
                html.p(
                    words(
                        CohortWord.waitingFirst,
                        [
                            "shown": Prose(verbatim: words.format.number(self.model.waiting.count)),
                            "total": Prose(verbatim: words.format.number(self.model.waitingTotal)),
                        ]))
            }
            CohortTables.members(self.model.waiting, "waiting", words(CohortWord.waitingCaption), html, words)
        }
        self.sign(html, page)
        if case .proposed = self.model.state { self.compose(html, page) }
    }

    private func compose(_ html: HTMLWriter, _ page: PageContext) {
        guard self.model.canCompose else { return }
        html.form(page.path(.compose(self.model.round)), page) {
            html.tag(.div, .class("buttons")) {
                let isAgain = !self.model.members.isEmpty
                html.submit(
                    page.words(isAgain ? CohortWord.composeAgain : CohortWord.compose), isSecondary: isAgain)
            }
        }
    }

    private func sign(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        guard self.model.canSign || self.model.canConfirm else { return }
        let isSigning = self.model.canSign
        html.h2(words(isSigning ? CohortWord.signTitle : CohortWord.confirmTitle))
        html.p(words(isSigning ? CohortWord.signText : CohortWord.confirmText))
        guard !self.model.mustStepUp else {
            html.p(words(FactorWord.stepUpLead))
            let next = Route.cohort(self.model.round).bare
            html.tag(.div, .class("buttons")) {
                html.buttonLink(
                    Route.stepUp.path(in: page.language, query: [("next", next)]), words(FactorWord.stepUpTitle))
            }
            return
        }
        let route: Route = isSigning ? .signCohort(self.model.id) : .confirmCohort(self.model.id)
        html.form(page.path(route), page, version: self.model.version) {
            html.hidden("round", self.model.round)
            html.fields(
                [
                    FormField("read", words(CohortWord.signBox), .box, error: self.model.error),
                    FormField(
                        "note", words(CohortWord.signReason), .area(words: nil, characters: 2000), isOptional: true),
                ], words)
            html.submit(words(isSigning ? CohortWord.sign : CohortWord.confirm))
        }
    }
}
