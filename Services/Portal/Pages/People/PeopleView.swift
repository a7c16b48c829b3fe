/// The list of everybody who works for the fund or its committees.
package struct PeopleView: PageView {
    package let model: PeopleModel

    package init(_ model: PeopleModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(PeopleWord.title) }
    package var problems: [FieldProblem] { self.model.problems }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(PeopleWord.lead))
        html.table("people", words(PeopleWord.title)) {
            html.headings([(words(PeopleWord.name), false), (words(PeopleWord.roles), false)])
            html.tag(.tbody) {
                for row in self.model.rows {
                    html.tag(.tr) {
                        html.tag(.th, .scope("row")) {
                            html.tag(.a, .href(page.path(.person(row.id)))) { html.isolated(row.name) }
                        }
                        html.cell(words.list(row.roles.map { words($0) }))
                    }
                }
            }
        }
        html.h2(words(PeopleWord.actTitle))
        html.p(words(PeopleWord.actLead))
        html.form(page.path(.act), page) {
            html.fields(
                [
                    FormField(
                        "address", words(SignInWord.address), .email, values: [self.model.address],
                        error: self.model.error("address"), isSensitive: true),
                    FormField(
                        "why", words(PeopleWord.reason), .text, hint: words(PeopleWord.reasonHint),
                        error: self.model.error("why"), isSensitive: true),
                ], words)
            html.submit(words(PeopleWord.act), isSecondary: true)
        }
    }
}

/// One person's rights, and her second factor.
package struct PersonView: PageView {
    package let model: PersonModel

    package init(_ model: PersonModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(PeopleWord.personTitle) }
    package var ownHeading: String? { self.model.name }
    package var problems: [FieldProblem] { self.model.problems }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        switch self.model.done {
        case .saved: html.tag(.div, .class("good"), .role("status")) { html.p(words(PeopleWord.saved)) }
        case .reset: html.tag(.div, .class("good"), .role("status")) { html.p(words(PeopleWord.resetDone)) }
        case nil: break
        }
        guard !self.model.isOwn else {
            html.p(words(PeopleWord.ownPage))
            return
        }
        self.access(html, page)
        html.h2(words(PeopleWord.factorTitle))
        guard self.model.isEnrolled else {
            html.p(words(PeopleWord.factorNone))
            return
        }
        html.p(words(PeopleWord.factorText))
        html.form(page.path(.resetFactor(self.model.id)), page) {
            FormFieldView.write(
                FormField(
                    "why", words(PeopleWord.reason), .text, hint: words(PeopleWord.reasonHint),
                    error: self.model.error("why"), isSensitive: true), html, words)
            html.submit(words(PeopleWord.reset), isSecondary: true)
        }
    }

    private func access(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(PeopleWord.accessText))
        html.form(page.path(.person(self.model.id)), page, version: self.model.version) {
            html.fields(
                [
                    FormField(
                        "roles", words(PeopleWord.roles),
                        .checks(RoleWord.allCases.map { .init($0.code, words($0)) }), values: self.model.roles,
                        error: self.model.error("roles")),
                    FormField(
                        "convenings", words(PeopleWord.convenings),
                        .checks(self.model.choices.map { .init($0.id, Prose(verbatim: $0.name)) }),
                        hint: words(PeopleWord.conveningsHint), values: self.model.convenings,
                        error: self.model.error("convenings"), isOptional: true),
                    FormField(
                        "closed", words(PeopleWord.closed), .box, hint: words(PeopleWord.closedHint),
                        values: self.model.isClosed ? ["yes"] : []),
                    FormField(
                        "reason", words(PeopleWord.reason), .text, hint: words(PeopleWord.reasonHint),
                        values: [self.model.reason], error: self.model.error("reason"), isSensitive: true),
                ].filter { $0.name != "convenings" || !self.model.choices.isEmpty }, words)
            html.submit(words(CommonWord.save))
        }
    }
}
