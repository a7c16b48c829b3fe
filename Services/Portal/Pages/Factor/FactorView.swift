import Primitives

/// Asks for a code of the authenticator, or for a recovery code in the same field.
package struct FactorView: PageView {
    package let model: FactorModel

    package init(_ model: FactorModel) { self.model = model }

    package func title(_ words: Words) -> Prose {
        words(self.model.isStepUp ? FactorWord.stepUpTitle : FactorWord.title)
    }

    package var problems: [FieldProblem] {
        self.model.isWrong ? [FieldProblem(field: "code", label: nil, code: .wrongCode)] : []
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(self.model.isStepUp ? FactorWord.stepUpLead : FactorWord.lead))
        html.form(page.path(self.model.isStepUp ? .stepUp : .factor), page) {
            html.hidden("next", self.model.next)
            FormFieldView.write(
                FormField(
                    "code", words(FactorWord.code), .secondFactor, hint: words(FactorWord.codeHint),
                    error: self.model.isWrong ? .wrongCode : nil, isSensitive: true),
                html, words)
            if !self.model.isStepUp {
                FormFieldView.write(
                    FormField(
                        "device", words(FactorWord.own), .box, hint: words(FactorWord.ownHint),
                        values: self.model.isOwn ? ["yes"] : []),
                    html, words)
            }
            html.submit(words(CommonWord.continue))
        }
        html.h2(words(FactorWord.lostTitle))
        html.p(words(FactorWord.lostText))
    }
}

/// Shows the seed for the authenticator and asks for its first code, and for the enrolment code of an administrator where
/// one was made. With one that has expired there is nothing to do here.
package struct EnrolmentView: PageView {
    package let model: EnrolmentModel

    package init(_ model: EnrolmentModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(FactorWord.setUpTitle) }
    package var problems: [FieldProblem] { self.model.problems }

    /// The seed in groups of four letters, as it is easily copied by hand.
    private var groups: String {
        let letters = Array(self.model.seed)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: " ")
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        guard self.model.given != .expired else {
            html.p(words(FactorWord.givenExpired))
            return
        }
        html.p(words(FactorWord.setUpLead))
        html.tag(.ol) {
            html.tag(.li, text: words(FactorWord.setUpApp))
            html.tag(.li) {
                html.p(words(FactorWord.setUpSeed))
                html.tag(.p) { html.tag(.code, .id("seed"), .leftToRight, text: Prose(verbatim: self.groups)) }
                html.tag(.p) {
                    html.tag(
                        .a, .authenticator(self.model.seed, issuer: Words(.english)(CommonWord.portalName).text),
                        text: words(FactorWord.setUpLink))
                }
            }
            html.tag(.li, text: words(FactorWord.setUpCode))
        }
        html.form(page.path(.enrol), page) {
            html.hidden("next", self.model.next)
            if self.model.given == .needed {
                FormFieldView.write(
                    FormField(
                        "given", words(FactorWord.given), .text, hint: words(FactorWord.givenHint),
                        error: self.model.error("given"), isSensitive: true),
                    html, words)
            }
            FormFieldView.write(
                FormField(
                    "code", words(FactorWord.code), .oneTimeCode, error: self.model.error("code"), isSensitive: true),
                html, words)
            html.submit(words(CommonWord.continue))
        }
    }
}

/// Recovery codes, shown once.
package struct RecoveryCodesView: PageView {
    package let model: RecoveryCodesModel

    package init(_ model: RecoveryCodesModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(FactorWord.codesTitle) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(FactorWord.codesLead))
        html.tag(.ul) {
            for code in self.model.codes {
                html.tag(.li) { html.tag(.code, .leftToRight, text: Prose(verbatim: code)) }
            }
        }
        html.p(words(FactorWord.codesOnce))
        html.tag(.div, .class("buttons")) { html.buttonLink(self.model.address, words(CommonWord.continue)) }
    }
}
