/// Scores one candidate: answers on one side, the rubric on the other, each score with its sentence. The page knows
/// no name, organisation or contact, because the model has none.
package struct ScoreView: PageView {
    package let model: ScoreModel

    package init(_ model: ScoreModel) { self.model = model }

    package func title(_ words: Words) -> Prose {
        words(ScoringWord.candidateNamed, ["code": Prose(verbatim: self.model.code)])
    }

    package func caption(_ words: Words) -> Prose? {
        words(
            ScoringWord.progress,
            [
                "done": Prose(verbatim: words.format.number(self.model.done)),
                "total": Prose(verbatim: words.format.number(self.model.total)),
            ])
    }

    package var isWide: Bool { true }

    package var problems: [FieldProblem] {
        self.model.criteria.compactMap { criterion in
            criterion.error.map {
                let field = $0 == .needsReason ? "reason-\(criterion.id)" : "score-\(criterion.id)"
                return FieldProblem(field: field, label: Prose(verbatim: criterion.name), code: $0)
            }
        }
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.tag(.div, .class("note")) { html.p(words(ScoringWord.blindNote)) }
        html.tag(.div, .class("two")) {
            html.tag(.section, .labelledBy("answers")) {
                html.h2(words(ScoringWord.answers), id: "answers")
                html.tag(.dl, .class("answers")) {
                    for answer in self.model.answers {
                        html.tag(.dt, text: answer.question)
                        html.said(.dd, answer.text, language: answer.language)
                    }
                }
            }
            html.tag(.section, .labelledBy("rubric")) {
                html.h2(words(ScoringWord.rubric), id: "rubric")
                self.rubric(html, page)
            }
        }
        guard !self.model.isReadOnly else { return }
        html.h2(words(ScoringWord.stepBack))
        html.p(words(ScoringWord.stepBackText))
        html.form(page.path(.stepBack(self.model.id)), page, version: self.model.version) {
            FormFieldView.write(
                FormField(
                    "why", words(ScoringWord.stepBackReason),
                    .radios(ConflictWord.allCases.map { .init($0.rawValue, words($0)) })), html, words)
            html.submit(words(ScoringWord.stepBack), isSecondary: true)
        }
    }

    private func rubric(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        if self.model.isReadOnly {
            html.p(words(ScoringWord.closed))
            html.tag(.dl, .class("pairs")) {
                for criterion in self.model.criteria {
                    html.pair(Prose(verbatim: criterion.name)) {
                        html.text(
                            criterion.chosen == "none"
                                ? words(ScoringWord.notEnough) : Prose(verbatim: criterion.chosen))
                        if !criterion.reason.isEmpty { html.said(.p, criterion.reason) }
                    }
                }
            }
            return
        }
        html.form(page.path(.score(self.model.id)), page, version: self.model.version) {
            for criterion in self.model.criteria { self.criterion(criterion, html, words) }
            html.tag(.div, .class("buttons")) {
                html.submit(words(ScoringWord.saveNext), name: "then", value: "next")
                html.submit(words(ScoringWord.saveStay), name: "then", value: "stay", isSecondary: true)
            }
        }
    }

    private func criterion(_ criterion: ScoreModel.Criterion, _ html: HTMLWriter, _ words: Words) {
        let name = "score-\(criterion.id)"
        let isBad = criterion.error != nil
        html.tag(
            .fieldset, .class(isBad ? "levels field bad" : "levels"), .describedBy(isBad ? "e-\(name)" : nil)
        ) {
            html.tag(.legend) {
                html.isolated(criterion.name)
                html.markup(" ")
                html.tag(
                    .small, .class("quiet"),
                    text: words(
                        ScoringWord.weight, ["percent": Prose(verbatim: words.format.percent(criterion.weight))]))
            }
            if let error = criterion.error {
                html.tag(.p, .class("wrong"), .id(text: "e-\(name)"), text: words(error))
            }
            var options = criterion.levels.map { (String($0.value), $0.sentence) }
            options.append(("none", ""))
            for (index, option) in options.enumerated() {
                let id = index == 0 ? "f-\(name)" : "f-\(name)-\(index)"
                html.tag(.div, .class("choice")) {
                    html.void(
                        .input, .type("radio"), .id(text: id), .name(name), .value(option.0),
                        .checked(criterion.chosen == option.0))
                    html.tag(.label, .labelFor(id)) {
                        if option.0 == "none" {
                            html.text(words(ScoringWord.notEnough))
                        } else {
                            html.tag(.b, text: Prose(verbatim: option.0))
                            html.markup(" \u{2013} ")
                            html.isolated(option.1)
                        }
                    }
                }
            }
            html.tag(.div) {
                html.tag(.label, .labelFor("f-reason-\(criterion.id)"), text: words(ScoringWord.reason))
                html.tag(.p, .class("hint"), .id(text: "h-reason-\(criterion.id)"), text: words(ScoringWord.reasonHint))
                html.tag(
                    .textarea, .id(text: "f-reason-\(criterion.id)"), .name("reason-\(criterion.id)"), .rows(2),
                    .directionAuto, .describedBy("h-reason-\(criterion.id)"),
                    text: Prose(verbatim: criterion.reason))
            }
        }
    }
}
