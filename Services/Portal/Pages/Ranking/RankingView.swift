/// The ranking with its uncertainty: an interval in every row and the chance of a place in words.
package struct RankingView: PageView {
    package let model: RankingModel

    package init(_ model: RankingModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(RankingWord.title) }
    package var isWide: Bool { true }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.failure(self.model.failure)
        if self.model.isComputing {
            html.tag(.div, .class("note"), .role("status")) { html.p(words(BudgetWord.computing)) }
        }
        guard let rows = self.model.rows else {
            html.p(words(RankingWord.noRanking))
            if self.model.canCalibrate, !self.model.isComputing {
                html.form(page.path(.calibrate(self.model.round)), page) {
                    html.tag(.div, .class("buttons")) { html.submit(words(RankingWord.calibrate)) }
                }
            }
            return
        }
        html.p(words(RankingWord.explain))
        html.p(words(RankingWord.explainLine))
        self.filters(html, page)
        html.table("ranking", words(RankingWord.caption)) {
            html.headings([
                (words(RankingWord.rank), true), (words(ScoringWord.candidate), false),
                (words(RankingWord.score), true), (words(BudgetWord.range), false), (words(RankingWord.chance), false),
                (words(RankingWord.raw), true), (words(RankingWord.count), true), (words(RankingWord.spread), true),
            ])
            html.tag(.tbody) {
                for row in rows {
                    self.row(row, html, words)
                    if self.model.order == .rank, row.rank == self.model.places {
                        html.tag(.tr, .class("cut")) {
                            html.tag(
                                .td, .columnSpan(8), text: words(StaffCount.placesEnd, count: self.model.places))
                        }
                    }
                }
            }
        }
    }

    private func row(_ row: RankingModel.Row, _ html: HTMLWriter, _ words: Words) {
        let format = words.format
        html.tag(.tr) {
            html.cell(Prose(verbatim: format.number(row.rank)), isNumber: true)
            html.tag(.th, .scope("row")) { html.isolated(row.code) }
            html.cell(Prose(verbatim: format.number(row.score, digits: 2)), isNumber: true)
            html.tag(.td) {
                let ends = self.model.scale
                let share = { (value: Double) in
                    (value - ends.lowerBound) / max(ends.upperBound - ends.lowerBound, .ulpOfOne)
                }
                Charts.interval(
                    html, low: share(row.low), middle: share(row.score), high: share(row.high),
                    label: words(
                        RankingWord.interval,
                        [
                            "low": Prose(verbatim: format.number(row.low, digits: 2)),
                            "high": Prose(verbatim: format.number(row.high, digits: 2)),
                            "from": Prose(verbatim: format.number(Int(ends.lowerBound.rounded()))),
                            "to": Prose(verbatim: format.number(Int(ends.upperBound.rounded()))),
                        ]))
            }
            html.cell(Self.chance(row.chance, words))
            html.cell(Self.optional(row.rawMean, format), isNumber: true)
            html.cell(Prose(verbatim: format.number(row.count)), isNumber: true)
            html.cell(Self.optional(row.spread, format), isNumber: true)
        }
    }

    private static func optional(_ value: Double?, _ format: LocaleFormat) -> Prose {
        Prose(verbatim: value.map { format.number($0, digits: 2) } ?? "\u{2013}")
    }

    /// A probability in words. A close call is what portal.md calls it: between 3 and 7 in 10.
    package static func chance(_ chance: Double, _ words: Words) -> Prose {
        let tenths = Int((chance * 10).rounded())
        let value = Prose(verbatim: words.format.number(tenths))
        return switch tenths {
        case ..<1: words(ChanceWord.almostNone)
        case 1...2: words(ChanceWord.unlikely, ["tenths": value])
        case 3...7: words(ChanceWord.closeCall, ["tenths": value])
        case 8...9: words(ChanceWord.likely, ["tenths": value])
        default: words(ChanceWord.almostSure)
        }
    }

    private func filters(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        let address = { (order: RankingModel.Order, extent: RankingModel.Extent) in
            var query = [("sort", order.rawValue)]
            switch extent {
            case .first: break
            case .closeCalls: query.append(("show", "close"))
            case .everyone: query.append(("show", "all"))
            }
            return Route.ranking(self.model.round).path(in: page.language, query: query)
        }
        let order = self.model.order
        let extent = self.model.extent
        let first = RankingModel.Extent.first(RankingModel.firstRows)
        html.choices(
            [
                (
                    words(
                        RankingWord.firstRows,
                        ["count": Prose(verbatim: words.format.number(RankingModel.firstRows))]),
                    address(order, first), extent == first
                ), (words(RankingWord.closeCalls), address(order, .closeCalls), extent == .closeCalls),
                (words(RankingWord.everyone), address(order, .everyone), extent == .everyone),
            ], label: words(PoolWord.filters), class: "filters")
        html.p(words(RankingWord.sort), class: "quiet")
        html.choices(
            RankingModel.Order.allCases.map { order in
                let word: RankingWord =
                    switch order {
                    case .rank: .rank
                    case .spread: .spread
                    case .chance: .chance
                    }
                return (words(word), address(order, extent), order == self.model.order)
            }, label: words(RankingWord.sort), class: "filters")
    }
}
