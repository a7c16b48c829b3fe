import Primitives

/// The frame around every page: head, header with the way out, languages, navigation, `main`, footer.
package enum PageFrame {
    /// Writes a whole page.
    package static func render(_ view: some PageView, _ page: PageContext) -> [UInt8] {
        let html = HTMLWriter()
        let words = page.words
        let title = view.title(words)
        html.markup("<!doctype html>")
        html.tag(.html, .language(page.language.rawValue), .direction(rightToLeft: page.language.isRightToLeft)) {
            self.head(
                html, page, title: view.problems.isEmpty ? title : words(CommonWord.errorPrefix, ["title": title]))
            html.tag(.body, .class(view.isWide ? "wide" : "")) {
                html.tag(.a, .class("skip"), .href("#main"), text: words(CommonWord.skip))
                self.header(html, page)
                self.languages(html, page)
                self.acting(html, page)
                self.navigation(html, page)
                html.tag(.main, .id("main"), .tabIndex(-1)) {
                    self.summary(html, words, view.problems)
                    if let caption = view.caption(words) { html.p(caption, class: "quiet") }
                    if let own = view.ownHeading {
                        html.said(.h1, own)
                    } else {
                        html.tag(.h1, text: title)
                    }
                    view.write(html, page)
                }
                self.footer(html, page)
            }
        }
        return html.bytes
    }

    private static func head(_ html: HTMLWriter, _ page: PageContext, title: Prose) {
        html.tag(.head) {
            html.markup(#"<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">"#)
            html.markup(#"<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">"#)
            html.tag(.title, text: Prose(verbatim: "\(title.text) \u{2013} \(page.siteName.text)"))
            html.void(.link, .rel("stylesheet"), .href(page.site.stylesheet))
            html.void(.link, .rel("icon"), .href(page.site.icon))
            html.tag(.script, .source(page.site.script), .defer) {}
        }
    }

    private static func header(_ html: HTMLWriter, _ page: PageContext) {
        html.tag(.header, .class("top")) {
            html.tag(.div) {
                html.tag(
                    .a, .class("exit"), .href("/exit"), .quickExit, .rel("nofollow"), text: page.words(CommonWord.leave)
                )
                html.tag(.a, .class("name"), .href(page.path(.start)), text: page.siteName)
            }
        }
    }

    private static func languages(_ html: HTMLWriter, _ page: PageContext) {
        html.tag(.nav, .class("tongues"), .label(page.words(CommonWord.languages))) {
            html.tag(.ul) {
                for language in Language.allCases {
                    html.tag(.li) {
                        html.tag(
                            .a, .href(page.route.path(in: language, query: page.query)),
                            .language(language.rawValue), .hrefLanguage(language.rawValue),
                            .direction(rightToLeft: language.isRightToLeft),
                            .current(language == page.language ? "true" : nil),
                            text: Prose(verbatim: language.endonym))
                    }
                }
            }
        }
    }

    /// Says on every page that somebody looks as another person, and lets her stop.
    private static func acting(_ html: HTMLWriter, _ page: PageContext) {
        guard let until = page.actingUntil else { return }
        html.tag(.section, .class("acting"), .label(page.words(PeopleWord.actingLabel))) {
            html.p(page.words(PeopleWord.acting, ["moment": page.moment(until)]))
            html.form(page.path(.stopActing), page) { html.submit(page.words(PeopleWord.stopActing)) }
        }
    }

    private static func navigation(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        var links: [(Prose, Route)] = []
        switch page.reader {
        case .visitor: return
        case .applicant: links = [(words(CommonWord.yourApplications), .applications)]
        case .staff(_, let entries): links = entries.map { ($0.text(words), $0.route) }
        }
        html.tag(.nav, .class("work"), .label(words(CommonWord.navigation))) {
            html.tag(.ul) {
                for (text, route) in links {
                    html.tag(.li) {
                        html.tag(
                            .a, .href(page.path(route)), .current(route == page.route ? "page" : nil), text: text)
                    }
                }
                html.tag(.li) {
                    html.tag(.form, .post, .action(page.path(.signOut))) {
                        html.hidden("csrf", page.tokens.csrf)
                        html.tag(.button, .type("submit"), text: words(CommonWord.signOut))
                    }
                }
            }
        }
    }

    private static func summary(_ html: HTMLWriter, _ words: Words, _ problems: [FieldProblem]) {
        guard !problems.isEmpty else { return }
        html.tag(.div, .class("errors"), .id("errors"), .role("alert"), .tabIndex(-1)) {
            html.h2(words(CommonWord.problem))
            html.tag(.ul) {
                for problem in problems {
                    html.tag(.li) {
                        html.tag(.a, .href("#f-\(problem.field)")) {
                            if let label = problem.label {
                                html.text(label)
                                html.markup(" \u{2013} ")
                            }
                            html.text(words(problem.code))
                        }
                    }
                }
            }
        }
    }

    private static func footer(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.tag(.footer, .class("foot")) {
            html.tag(.div) {
                html.tag(.nav, .label(words(CommonWord.footer))) {
                    html.tag(.ul) {
                        let links: [(CommonWord, Route)] = [
                            (.safety, .safety), (.privacy, .privacy), (.accessibility, .accessibility),
                            (.contact, .contact),
                        ]
                        for (word, route) in links {
                            html.tag(.li) { html.link(page.path(route), words(word)) }
                        }
                        if case .visitor = page.reader {
                            html.tag(.li) { html.link(page.path(.signIn), words(CommonWord.signIn)) }
                        } else if page.actingUntil == nil {
                            html.tag(.li) { html.link(page.path(.sessions), words(SessionWord.title)) }
                        }
                    }
                }
            }
        }
    }
}
