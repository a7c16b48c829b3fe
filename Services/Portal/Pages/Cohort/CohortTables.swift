import Foundation
import Primitives

/// The tables of the cohort's page.
package enum CohortTables {
    package static func quotas(_ quotas: [CohortModel.Quota], _ html: HTMLWriter, _ words: Words) {
        guard !quotas.isEmpty else { return }
        html.h2(words(CohortWord.quotas))
        html.table("quotas", words(CohortWord.quotasCaption)) {
            html.headings([
                (words(CohortWord.rule), false), (words(CohortWord.atLeast), true), (words(CohortWord.atMost), true),
                (words(CohortWord.have), true), (words(CohortWord.picture), false), (words(CohortWord.result), false),
            ])
            html.tag(.tbody) { for quota in quotas { self.quota(quota, html, words) } }
        }
    }

    private static func quota(_ quota: CohortModel.Quota, _ html: HTMLWriter, _ words: Words) {
        let none = Prose(verbatim: "\u{2013}")
        let number = { (value: Int) in Prose(verbatim: words.format.number(value)) }
        let missing = max(0, (quota.least ?? 0) - quota.have)
        let surplus = max(0, quota.have - (quota.most ?? .max))
        let target = quota.least.flatMap { $0 > 0 ? $0 : nil } ?? quota.most ?? quota.have
        let scale = Double(max(quota.have, target, quota.most ?? 0, 1))
        html.tag(.tr) {
            html.rowHeading(quota.name)
            html.cell(quota.least.map(number) ?? none, isNumber: true)
            html.cell(quota.most.map(number) ?? none, isNumber: true)
            html.cell(number(quota.have), isNumber: true)
            html.tag(.td) {
                Charts.bar(
                    html, share: Double(quota.have) / scale, needed: Double(target) / scale,
                    isMet: missing == 0 && surplus == 0,
                    label: words(CohortWord.barLabel, ["have": number(quota.have), "needed": number(target)]))
            }
            html.tag(.td) {
                if missing > 0 {
                    html.state(words(StaffCount.short, count: missing), .attention)
                } else if surplus > 0 {
                    html.state(words(StaffCount.over, count: surplus), .attention)
                } else {
                    html.state(words(CohortWord.met), .good)
                }
            }
        }
    }

    /// Countries as tiles with a number: no map, so no frontier is drawn.
    package static func countries(_ countries: [CohortModel.CountryCount], _ html: HTMLWriter, _ words: Words) {
        guard !countries.isEmpty else { return }
        html.h2(words(CohortWord.countries))
        let named = countries.map { (name: words.format.country($0.country), count: $0.count) }
            .sorted { $0.name.localizedStandardCompare($1.name) == .orderedAscending }
        html.tag(.ul, .class("tiles")) {
            for entry in named {
                html.tag(.li, .class(entry.count == 0 ? "none" : "some")) {
                    html.tag(.span, text: Prose(verbatim: entry.name))
                    html.tag(.b, text: Prose(verbatim: words.format.number(entry.count)))
                }
            }
        }
    }

    package static func cost(_ cost: CohortModel.Cost, _ html: HTMLWriter, _ words: Words) {
        html.h2(words(CohortWord.budget))
        html.tag(.dl, .class("pairs")) {
            let rows: [(CohortWord, Money?)] = [
                (.cost, cost.estimate), (.p50, cost.p50), (.p80, cost.p80), (.p95, cost.p95), (.ceiling, cost.ceiling),
            ]
            for (word, money) in rows {
                guard let money else { continue }
                html.pair(words(word)) {
                    html.text(Prose(verbatim: words.format.money(money, inWholeUnits: true)))
                }
            }
        }
        if let ceiling = cost.ceiling, let judged = cost.p80 ?? cost.estimate {
            let isWithin = judged.currency == ceiling.currency && judged.minorUnits <= ceiling.minorUnits
            html.tag(.p) {
                html.state(
                    words(isWithin ? CohortWord.within : CohortWord.above), isWithin ? .good : .attention)
            }
        }
    }

    package static func members(
        _ members: [CohortModel.Member], _ id: String, _ caption: Prose, _ html: HTMLWriter, _ words: Words
    ) {
        html.table(id, caption) {
            html.headings([
                (words(CohortWord.position), true), (words(ScoringWord.candidate), false),
                (words(CommonWord.country), false), (words(CommonWord.language), false),
                (words(RankingWord.rank), true), (words(CohortWord.reason), false),
            ])
            html.tag(.tbody) {
                for (index, member) in members.enumerated() {
                    html.tag(.tr) {
                        html.cell(Prose(verbatim: words.format.number(index + 1)), isNumber: true)
                        html.tag(.th, .scope("row")) { html.isolated(member.code) }
                        html.cell(Prose(verbatim: member.country.map { words.format.country($0) } ?? "\u{2013}"))
                        html.cell(Prose(verbatim: member.language.map { words.format.languageName($0) } ?? "\u{2013}"))
                        html.cell(
                            Prose(verbatim: member.rank.map { words.format.number($0) } ?? "\u{2013}"),
                            isNumber: true)
                        html.cell(member.reason)
                    }
                }
            }
        }
    }
}
