import Primitives

/// The applications of a call as a table by code, with filters that are plain links.
package struct PoolView: PageView {
    package let model: PoolModel

    package init(_ model: PoolModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(PoolWord.title) }
    package var isWide: Bool { true }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.said(.p, self.model.name)
        if let total = self.model.total { html.p(words(StaffCount.applications, count: total), class: "lead") }
        self.filters(html, page)
        if self.model.canCheck {
            html.form(page.path(.checkPool(self.model.call)), page) {
                html.tag(.div, .class("buttons")) { html.submit(words(PoolWord.checkAll), isSecondary: true) }
            }
        }
        if self.model.rows.isEmpty {
            html.p(words(PoolWord.nothing))
        } else {
            self.table(html, words)
        }
        if let cursor = self.model.nextCursor {
            html.tag(.nav, .label(words(CommonWord.pages))) {
                html.buttonLink(
                    self.address(self.model.filter, page, cursor: cursor), words(CommonWord.nextPage),
                    isSecondary: true)
            }
        }
    }

    private func table(_ html: HTMLWriter, _ words: Words) {
        html.table("pool", words(PoolWord.caption)) {
            html.headings([
                (words(CommonWord.codeLabel), false), (words(CommonWord.country), false),
                (words(CommonWord.language), false), (words(PoolWord.size), false),
                (words(CommonWord.statusLabel), false), (words(PoolWord.sentOn), false),
            ])
            html.tag(.tbody) {
                for row in self.model.rows {
                    html.tag(.tr) {
                        html.tag(.th, .scope("row")) { html.isolated(row.code) }
                        html.cell(Prose(verbatim: words.format.country(row.country)))
                        html.cell(Prose(verbatim: words.format.languageName(row.language)))
                        html.cell(words(row.size))
                        html.tag(.td) { html.state(words(row.state), Self.tone(row.state)) }
                        html.tag(
                            .td, .class("nowrap"),
                            text: row.sentOn.map { Prose(verbatim: words.format.date($0)) }
                                ?? words(PoolStateWord.draft))
                    }
                }
            }
        }
    }

    private static func tone(_ state: PoolStateWord) -> StateTone {
        switch state {
        case .eligible, .decided: .good
        case .ineligible, .withdrawn: .attention
        case .draft, .submitted: .plain
        }
    }

    private func filters(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        let filter = self.model.filter
        html.tag(.details, .class("card")) {
            html.tag(.summary) { html.text(words(PoolWord.filters)) }
            html.h3(words(PoolWord.byState))
            var states: [(text: Prose, address: String, isChosen: Bool)] = [
                (words(CommonWord.all), self.address(filter.with(state: nil), page), filter.state == nil)
            ]
            for state in PoolStateWord.allCases {
                states.append((words(state), self.address(filter.with(state: state), page), filter.state == state))
            }
            html.choices(states, label: words(PoolWord.byState), class: "filters")
            html.h3(words(PoolWord.byLanguage))
            var languages: [(text: Prose, address: String, isChosen: Bool)] = [
                (words(CommonWord.all), self.address(filter.with(language: nil), page), filter.language == nil)
            ]
            for language in Language.allCases.map(\.rawValue) {
                languages.append(
                    (
                        Prose(verbatim: words.format.languageName(language)),
                        self.address(filter.with(language: language), page), filter.language == language
                    ))
            }
            html.choices(languages, label: words(PoolWord.byLanguage), class: "filters")
            html.h3(words(PoolWord.byCountry))
            var countries: [(text: Prose, address: String, isChosen: Bool)] = [
                (words(CommonWord.all), self.address(filter.with(country: nil), page), filter.country == nil)
            ]
            for country in self.model.countries {
                countries.append(
                    (
                        Prose(verbatim: words.format.country(country)),
                        self.address(filter.with(country: country), page), filter.country == country
                    ))
            }
            html.choices(countries, label: words(PoolWord.byCountry), class: "filters")
            if filter.state != nil || filter.country != nil || filter.language != nil {
                html.tag(.p) { html.link(page.path(.pool(self.model.call)), words(PoolWord.clear)) }
            }
        }
    }

    private func address(_ filter: PoolModel.Filter, _ page: PageContext, cursor: String? = nil) -> String {
        var query: [(String, String)] = []
        if let state = filter.state { query.append(("state", state.rawValue)) }
        if let country = filter.country { query.append(("country", country.code)) }
        if let language = filter.language { query.append(("language", language)) }
        if let cursor { query.append(("cursor", cursor)) }
        return Route.pool(self.model.call).path(in: page.language, query: query)
    }
}

extension PoolModel.Filter {
    func with(state: PoolStateWord?) -> Self { Self(state: state, country: self.country, language: self.language) }
    func with(country: Country?) -> Self { Self(state: self.state, country: country, language: self.language) }
    func with(language: String?) -> Self { Self(state: self.state, country: self.country, language: language) }
}
