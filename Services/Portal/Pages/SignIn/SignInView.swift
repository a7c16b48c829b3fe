/// Asks for the address to which a one-time code is sent. The answer is the same for known and unknown addresses.
package struct SignInView: PageView {
    package let model: SignInModel

    package init(_ model: SignInModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(SignInWord.title) }

    package var problems: [FieldProblem] {
        self.model.error.map {
            [FieldProblem(field: "address", label: nil, code: $0)]
        } ?? []
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(SignInWord.lead))
        html.form(page.path(.signIn), page) {
            html.hidden("next", self.model.next)
            FormFieldView.write(
                FormField(
                    "address", words(SignInWord.address), .email, hint: words(SignInWord.addressHint),
                    values: [self.model.address], error: self.model.error),
                html, words)
            html.submit(words(SignInWord.sendCode))
        }
    }
}

/// Asks for the code.
package struct SignInCodeView: PageView {
    package let model: SignInCodeModel

    package init(_ model: SignInCodeModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(SignInWord.codeTitle) }

    package var problems: [FieldProblem] {
        self.model.isWrong ? [FieldProblem(field: "code", label: nil, code: .wrongCode)] : []
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(SignInWord.codeLead))
        if page.site.isDemonstration {
            html.tag(.div, .class("note")) {
                html.p(words(SignInWord.outboxNote))
                html.tag(.p) { html.link(page.path(.outbox), words(SignInWord.outboxLink)) }
            }
        }
        html.form(page.path(.signInCode), page) {
            html.hidden("attempt", self.model.attempt)
            html.hidden("next", self.model.next)
            FormFieldView.write(
                FormField(
                    "code", words(SignInWord.code), .oneTimeCode, error: self.model.isWrong ? .wrongCode : nil,
                    isSensitive: true),
                html, words)
            html.submit(words(CommonWord.continue))
        }
        html.tag(.p) { html.link(page.path(.signIn), words(SignInWord.newCode)) }
    }
}

/// Asks whether the device is shared; "shared" is the answer when nothing is said.
package struct SignInDeviceView: PageView {
    package let model: SignInDeviceModel

    package init(_ model: SignInDeviceModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(SignInWord.deviceTitle) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.form(page.path(.signInDevice), page) {
            html.hidden("next", self.model.next)
            FormFieldView.write(
                FormField(
                    "device", words(SignInWord.deviceTitle),
                    .radios([
                        .init("shared", words(SignInWord.deviceShared), hint: words(SignInWord.deviceSharedHint)),
                        .init("own", words(SignInWord.deviceOwn), hint: words(SignInWord.deviceOwnHint)),
                    ]), values: ["shared"], isAskedByHeading: true),
                html, words)
            html.submit(words(CommonWord.continue))
        }
    }
}
