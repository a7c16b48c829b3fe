/// A person's own tokens for scripts: which there are, taking one back, making one.
package struct TokensView: PageView {
    package let model: TokensModel

    package init(_ model: TokensModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(TokenWord.title) }
    package var problems: [FieldProblem] { self.model.problems }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(TokenWord.lead))
        if self.model.entries.isEmpty { html.p(words(TokenWord.none)) }
        html.tag(.div) {
            for entry in self.model.entries {
                html.tag(.section, .class("card")) {
                    html.said(.h2, entry.name)
                    html.p(words.list([words(entry.role)] + (entry.isReadOnly ? [words(TokenWord.readOnly)] : [])))
                    html.p(words(TokenWord.ends, ["moment": page.moment(entry.endsAt)]))
                    html.form(page.path(.revokeToken(entry.id)), page) {
                        html.submit(words(TokenWord.revoke), isSecondary: true)
                    }
                }
            }
        }
        html.h2(words(TokenWord.makeTitle))
        html.form(page.path(.tokens), page) {
            html.fields(self.fields(words), words)
            html.submit(words(TokenWord.make))
        }
    }

    private func fields(_ words: Words) -> [FormField] {
        var fields = [
            FormField(
                "name", words(TokenWord.name), .text, hint: words(TokenWord.nameHint), values: [self.model.name],
                error: self.model.problems.first { $0.field == "name" }?.code),
            FormField(
                "role", words(TokenWord.role), .radios(self.model.roles.map { .init($0.code, words($0)) }),
                values: self.model.roles.prefix(1).map(\.code)),
            FormField(
                "days", words(TokenWord.life),
                .radios(TokensModel.lives.map { .init("\($0)", words(TokenCount.days, count: $0)) }),
                values: ["\(TokensModel.lives[0])"]),
            FormField("readonly", words(TokenWord.readOnly), .box, values: ["yes"]),
        ]
        if !self.model.convenings.isEmpty {
            fields.append(
                FormField(
                    "convenings", words(PeopleWord.convenings),
                    .checks(self.model.convenings.map { .init($0.id, Prose(verbatim: $0.name)) }),
                    hint: words(TokenWord.conveningsHint), isOptional: true))
        }
        return fields
    }
}

/// The secret of a new token, the only time that it can be read.
package struct TokenSecretView: PageView {
    private let secret: String

    package init(secret: String) { self.secret = secret }

    package func title(_ words: Words) -> Prose { words(TokenWord.secretTitle) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(TokenWord.secretLead))
        html.tag(.p) { html.tag(.code, .id("secret"), .leftToRight, text: Prose(verbatim: self.secret)) }
        html.p(words(TokenWord.secretKeep))
        html.tag(.div, .class("buttons")) { html.buttonLink(page.path(.tokens), words(CommonWord.continue)) }
    }
}
