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
        case nil: break
        }
        guard !self.model.isOwn else {
            html.p(words(PeopleWord.ownPage))
            return
        }
        self.access(html, page)
        html.h2(words(PeopleWord.factorTitle))
        switch self.model.factor {
        case .notNeeded: html.p(words(PeopleWord.factorNone))
        case .enrolled:
            html.p(words(PeopleWord.factorText))
            self.reset(PeopleWord.reset, html, page)
        case .open:
            html.p(words(PeopleWord.factorNone))
            html.p(words(PeopleWord.codeNone))
            self.renew(html, page)
        case .waits(let until):
            html.p(words(PeopleWord.codeWaits, ["moment": page.moment(until)]))
            self.renew(html, page)
        case .expired:
            html.p(words(PeopleWord.codeExpired))
            self.renew(html, page)
        }
    }

    private func renew(_ html: HTMLWriter, _ page: PageContext) {
        html.p(page.words(PeopleWord.codeText))
        self.reset(PeopleWord.makeCode, html, page)
    }

    /// Takes the factor away where there is one; a new enrolment code either way.
    private func reset(_ button: PeopleWord, _ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(PeopleWord.tokensEnd))
        html.form(page.path(.resetFactor(self.model.id)), page) {
            html.hidden("seen", self.model.factorMark)
            FormFieldView.write(
                FormField(
                    "why", words(PeopleWord.reason), .text, hint: words(PeopleWord.reasonHint),
                    error: self.model.error("why"), isSensitive: true), html, words)
            html.submit(words(button), isSecondary: true)
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

/// The enrolment code that was just made for somebody, the only time that it can be read.
package struct EnrolmentCodeView: PageView {
    package let model: EnrolmentCodeModel

    package init(_ model: EnrolmentCodeModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(PeopleWord.codeTitle) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        let done: PeopleWord =
            switch self.model.cause {
            case .firstRole: .saved
            case .reset: .resetDone
            case .renewed: .codeMade
            }
        html.tag(.div, .class("good"), .role("status")) { html.p(words(done)) }
        html.said(.h2, self.model.name)
        html.p(words(PeopleWord.codeLead))
        html.tag(.p) { html.tag(.code, .id("secret"), .leftToRight, text: Prose(verbatim: self.model.code)) }
        html.p(words(PeopleWord.codeHand))
        html.p(words(PeopleWord.codeEnds, ["moment": page.moment(self.model.expiresAt)]))
        html.tag(.div, .class("buttons")) {
            html.buttonLink(page.path(.person(self.model.person)), words(CommonWord.continue))
        }
    }
}
