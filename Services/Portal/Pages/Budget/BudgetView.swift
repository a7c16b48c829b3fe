import Primitives

/// Money by category in three states, and what each venue probably costs, against the ceiling.
package struct BudgetView: PageView {
    package let model: BudgetModel

    package init(_ model: BudgetModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(BudgetWord.title) }
    package var isWide: Bool { true }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        guard self.model.exists else {
            html.p(words(BudgetWord.none))
            return
        }
        if let chosen = self.model.venues.first(where: \.isChosen) {
            html.p(
                words(
                    BudgetWord.lead,
                    ["place": Prose(verbatim: chosen.name), "amount": self.money(chosen.p80, words)]), class: "lead")
        }
        if let ceiling = self.model.ceiling {
            html.tag(.p) {
                html.text(words(CohortWord.ceiling))
                html.markup(": ")
                html.text(self.money(ceiling, words))
            }
        }
        html.p(words(StaffCount.travellers, count: self.model.travellers))
        if self.model.isComputing {
            html.tag(.div, .class("note"), .role("status")) { html.p(words(BudgetWord.computing)) }
        }
        if !self.model.lines.isEmpty { self.lines(html, words) }
        self.venues(html, words)
        self.comparison(html, page)
        if let seed = self.model.seed, let count = self.model.simulations {
            html.p(
                words(
                    BudgetWord.run,
                    ["seed": Prose(verbatim: seed), "count": Prose(verbatim: words.format.number(count))]),
                class: "quiet")
        }
    }

    private func money(_ money: Money, _ words: Words) -> Prose {
        Prose(verbatim: words.format.money(money, inWholeUnits: true))
    }

    private func lines(_ html: HTMLWriter, _ words: Words) {
        html.table("lines", words(BudgetWord.caption)) {
            html.headings([
                (words(BudgetWord.category), false), (words(BudgetWord.planned), true),
                (words(BudgetWord.committed), true), (words(BudgetWord.actual), true), (words(BudgetWord.left), true),
            ])
            html.tag(.tbody) {
                for line in self.model.lines {
                    html.tag(.tr) {
                        html.rowHeading(words(line.category))
                        self.amounts([line.planned, line.committed, line.actual, line.left], html, words)
                    }
                }
            }
            if let first = self.model.lines.first {
                let zero = Money.zero(first.planned.currency)
                html.tag(.tfoot) {
                    html.tag(.tr) {
                        html.rowHeading(words(BudgetWord.total))
                        self.amounts(
                            [
                                self.model.lines.reduce(zero) { $0 + $1.planned },
                                self.model.lines.reduce(zero) { $0 + $1.committed },
                                self.model.lines.reduce(zero) { $0 + $1.actual },
                                self.model.lines.reduce(zero) { $0 + $1.left },
                            ], html, words)
                    }
                }
            }
        }
    }

    private func comparison(_ html: HTMLWriter, _ page: PageContext) {
        guard self.model.choices.count > 1 else { return }
        let words = page.words
        html.h2(words(BudgetWord.compare))
        html.form(page.path(.budget(self.model.convening)), page) {
            html.fields(
                [
                    FormField("first", words(BudgetWord.firstVenue), .select(self.model.choices)),
                    FormField("second", words(BudgetWord.secondVenue), .select(self.model.choices)),
                ], words)
            html.submit(words(BudgetWord.compare), isSecondary: true)
        }
    }

    private func amounts(_ amounts: [Money], _ html: HTMLWriter, _ words: Words) {
        for amount in amounts { html.cell(self.money(amount, words), isNumber: true) }
    }

    private func venues(_ html: HTMLWriter, _ words: Words) {
        guard !self.model.venues.isEmpty else { return }
        html.h2(words(BudgetWord.venues))
        let amounts =
            self.model.venues.flatMap { [$0.p50.minorUnits, $0.p95.minorUnits] }
            + (self.model.ceiling.map { [$0.minorUnits] } ?? [])
        let lowest = Double(amounts.min() ?? 0) * 0.95
        let highest = Double(amounts.max() ?? 1) * 1.02
        let share = { (money: Money) in (Double(money.minorUnits) - lowest) / max(highest - lowest, 1) }
        html.table("venues", words(BudgetWord.venuesCaption)) {
            let result = self.model.ceiling == nil ? [] : [(words(CohortWord.result), isNumber: false)]
            html.headings(
                [
                    (words(BudgetWord.venue), false), (words(CohortWord.p50), true), (words(CohortWord.p80), true),
                    (words(CohortWord.p95), true), (words(BudgetWord.range), false),
                ] + result)
            html.tag(.tbody) {
                for venue in self.model.venues {
                    html.tag(.tr) {
                        html.tag(.th, .scope("row")) { html.isolated(venue.name) }
                        for money in [venue.p50, venue.p80, venue.p95] {
                            html.cell(self.money(money, words), isNumber: true)
                        }
                        html.tag(.td) {
                            Charts.interval(
                                html, low: share(venue.p50), middle: share(venue.p80), high: share(venue.p95),
                                limit: self.model.ceiling.map(share),
                                label: words(
                                    BudgetWord.rangeLabel,
                                    [
                                        "low": self.money(venue.p50, words), "high": self.money(venue.p95, words),
                                        "middle": self.money(venue.p80, words),
                                    ]))
                        }
                        if let ceiling = self.model.ceiling, ceiling.currency == venue.p80.currency {
                            let isWithin = venue.p80.minorUnits <= ceiling.minorUnits
                            html.tag(.td) {
                                html.state(
                                    words(isWithin ? CohortWord.within : CohortWord.above),
                                    isWithin ? .good : .attention)
                            }
                        }
                    }
                }
            }
        }
    }
}
