import Primitives

/// The pages for what went wrong. They blame nobody and say what is safe.
package struct ProblemView: PageView {
    package enum Kind: Sendable {
        case notFound, forbidden, failed, signedOut, tooMany, badForm, closed, conflict
        case unavailable
        case maintenance(until: Instant?)
    }

    package let kind: Kind
    /// Id of the request, to be told to the people who help.
    package let reference: String?
    /// Where to come back to after signing in, without the language.
    package let next: String?

    package init(_ kind: Kind, reference: String? = nil, next: String? = nil) {
        self.kind = kind
        self.reference = reference
        self.next = next
    }

    package func title(_ words: Words) -> Prose {
        switch self.kind {
        case .notFound: words(ProblemWord.notFound)
        case .forbidden: words(ProblemWord.forbidden)
        case .failed, .unavailable: words(ProblemWord.failed)
        case .signedOut: words(ProblemWord.signedOut)
        case .tooMany: words(ProblemWord.tooMany)
        case .badForm: words(ProblemWord.badForm)
        case .closed: words(ProblemWord.closed)
        case .conflict: words(ProblemWord.conflict)
        case .maintenance: words(ProblemWord.maintenance)
        }
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(self.text(page))
        if case .signedOut = self.kind {
            let query = self.next.map { [("next", $0)] } ?? []
            html.tag(.div, .class("buttons")) {
                html.buttonLink(
                    Route.signIn.path(in: page.language, query: query), words(CommonWord.signIn))
            }
        }
        if let reference = self.reference {
            html.tag(.p) {
                html.text(words(ProblemWord.reference))
                html.markup(" ")
                html.isolated(reference)
            }
        }
        html.tag(.p) { html.link(page.path(.start), words(CommonWord.startPage)) }
        html.tag(.p) { html.link(page.path(.contact), words(CommonWord.contact)) }
    }

    private func text(_ page: PageContext) -> Prose {
        let words = page.words
        switch self.kind {
        case .notFound: return words(ProblemWord.notFoundText)
        case .forbidden: return words(ProblemWord.forbiddenText)
        case .failed: return words(ProblemWord.failedText)
        case .unavailable: return words(CommonWord.unavailable)
        case .signedOut: return words(ProblemWord.signedOutText)
        case .tooMany: return words(ProblemWord.tooManyText)
        case .badForm: return words(ProblemWord.badFormText)
        case .closed: return words(ProblemWord.closedText)
        case .conflict: return words(ProblemWord.conflictText)
        case .maintenance(let until):
            guard let until else { return words(CommonWord.unavailable) }
            return words(ProblemWord.maintenanceText, ["moment": page.moment(until)])
        }
    }
}
