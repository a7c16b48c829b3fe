/// The pages at the foot of every page, and the page after leaving: only words.
package struct InformationView: PageView {
    package enum Subject: Sendable {
        case privacy, accessibility, contact
        /// Staying safe; before the first question it has a button that goes on to `next`.
        case safety(next: String?)
    }

    package let subject: Subject

    package init(_ subject: Subject) { self.subject = subject }

    package func title(_ words: Words) -> Prose {
        switch self.subject {
        case .privacy: words(InformationWord.privacyTitle)
        case .accessibility: words(InformationWord.accessibilityTitle)
        case .contact: words(InformationWord.contactTitle)
        case .safety(let next): next == nil ? words(CommonWord.safety) : words(SafetyWord.title)
        }
    }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        switch self.subject {
        case .privacy: self.privacy(html, page.words)
        case .accessibility: self.accessibility(html, page)
        case .contact: self.contact(html, page)
        case .safety(let next): self.safety(html, page, next: next)
        }
    }

    private func privacy(_ html: HTMLWriter, _ words: Words) {
        html.p(words(InformationWord.privacyLead), class: "lead")
        html.h2(words(InformationWord.privacyWhat))
        html.list([
            words(InformationWord.privacyWhatAnswers), words(InformationWord.privacyWhatSession),
            words(InformationWord.privacyWhatNone),
        ])
        html.h2(words(InformationWord.privacyWho))
        html.list([words(InformationWord.privacyWhoCommittee), words(InformationWord.privacyWhoTravel)])
        html.h2(words(InformationWord.privacyUntil))
        html.p(words(InformationWord.privacyUntilText))
        html.h2(words(InformationWord.privacyRights))
        html.p(words(InformationWord.privacyRightsText))
    }

    private func accessibility(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(InformationWord.accessibilityLead), class: "lead")
        html.list([
            words(InformationWord.accessibilityKeyboard), words(InformationWord.accessibilityZoom),
            words(InformationWord.accessibilityScript), words(InformationWord.accessibilityStandard),
        ])
        html.tag(.p) {
            html.text(words(InformationWord.accessibilityTell))
            html.markup(" ")
            html.link(page.path(.contact), words(CommonWord.contact))
        }
    }

    private func contact(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(InformationWord.contactLead), class: "lead")
        html.tag(.p) {
            html.tag(
                .a, .href("mailto:" + page.site.contactAddress),
                text: words(
                    InformationWord.contactEmail, ["address": Prose(verbatim: page.site.contactAddress)]))
        }
        html.tag(.div, .class("warn")) { html.p(words(InformationWord.contactSafe)) }
        html.p(words(InformationWord.contactFocal))
    }

    private func safety(_ html: HTMLWriter, _ page: PageContext, next: String?) {
        let words = page.words
        html.tag(.div, .class("note")) {
            html.p(words(SafetyWord.leaveHow))
            html.p(words(SafetyWord.leaveKeeps))
            html.p(words(SafetyWord.leaveHistory))
        }
        if let next { html.tag(.div, .class("buttons")) { html.buttonLink(next, words(SafetyWord.understood)) } }
        html.h2(words(SafetyWord.shared))
        html.list([
            words(SafetyWord.sharedWindow), words(SafetyWord.sharedSignOut), words(SafetyWord.sharedHistory),
        ])
        html.h2(words(SafetyWord.cannot))
        html.p(words(SafetyWord.cannotText))
        html.h2(words(SafetyWord.danger))
        html.p(words(SafetyWord.dangerText))
    }
}
