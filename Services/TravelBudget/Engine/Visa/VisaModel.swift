import Primitives

/// Visa feasibility (handbook of travel budgeting, sections 3.3 to 3.5).
package struct VisaModel: Sendable {
    private let tables: ReferenceTables
    private let settings: Settings
    private let date: LocalDate

    package init(_ tables: ReferenceTables, settings: Settings, on date: LocalDate) {
        self.tables = tables
        self.settings = settings
        self.date = date
    }

    /// The class for a passport; a citizen of the destination needs nothing.
    package func requirement(passport: Country, destination: Country) -> SourcedRow<VisaRequirementRow>? {
        self.tables.visaRequirements.row(
            VisaRequirementRow.key(passport: passport, destination: destination), on: self.date)
    }

    /// Conditions of a class: the destination's own row, else the row for all.
    package func condition(_ visaClass: VisaClass, destination: Country) -> SourcedRow<VisaConditionRow>? {
        self.tables.visaConditions.row(VisaConditionRow.key(destination, visaClass), on: self.date)
            ?? self.tables.visaConditions.row(VisaConditionRow.key(nil, visaClass), on: self.date)
    }

    /// - Parameters:
    ///   - residence: where the traveller applies from; refusal counts are by the consulate's country.
    ///   - invitation: day on which the letter goes out.
    ///   - transit: probability of failing on the way, known to staff only.
    package func outlook(
        passport: Country, residence: Country, destination: Country, invitation: LocalDate, departure: LocalDate,
        transit: Double = 0
    ) -> VisaOutlook {
        let requirement = self.requirement(passport: passport, destination: destination)
        let visaClass = passport == destination ? VisaClass.own : requirement?.row.visaClass
        guard let visaClass else {
            // No data is no visa class; for the arithmetic the heaviest class stands in, and the result is marked.
            return self.outlook(
                .consular, shownAs: nil, residence: residence, destination: destination, invitation: invitation,
                departure: departure, transit: transit, sources: [])
        }
        return self.outlook(
            visaClass, shownAs: visaClass, residence: residence, destination: destination, invitation: invitation,
            departure: departure, transit: transit, sources: requirement.map { [$0.provenance] } ?? [])
    }

    private func outlook(
        _ visaClass: VisaClass, shownAs shown: VisaClass?, residence: Country, destination: Country,
        invitation: LocalDate, departure: LocalDate, transit: Double, sources: [Provenance]
    ) -> VisaOutlook {
        guard visaClass.needsVisa, let condition = self.condition(visaClass, destination: destination) else {
            return VisaOutlook(
                visaClass: shown, refusal: 0, refusalBasis: visaClass.needsVisa ? .none : .published,
                decidedCount: nil, late: 0, transit: transit, unable: transit, latestSafeInvitation: nil,
                provenance: sources)
        }
        let counts = condition.row.refusalArea.flatMap { area in
            self.tables.visaRefusals.row("\(area):\(residence)", on: self.date)
        }
        let refusal = self.refusal(condition.row, counts: counts?.row)
        let waits = [condition.row.appointment, condition.row.processing].compactMap { $0 }
        let documents = self.settings.integer(.documentsDays)
        let daysLeft = departure.daysSince1970 - invitation.daysSince1970 - documents
        let late = WaitingTime.chance(waits, last: Double(daysLeft))
        let needed = Int(WaitingTime.ninetiethPercentile(waits).rounded(.up)) + documents
        return VisaOutlook(
            visaClass: shown, refusal: refusal, refusalBasis: counts == nil ? .judgement : .published,
            decidedCount: counts?.row.decided, late: late, transit: transit,
            unable: 1 - (1 - refusal) * (1 - late) * (1 - transit),
            latestSafeInvitation: departure.adding(days: -needed),
            provenance: sources + [condition.provenance] + (counts.map { [$0.provenance] } ?? []))
    }

    /// Beta prior with the row's mean and the configured weight, updated by the counts; then the multiplier that a
    /// letter of a ministry or a UN entity earns.
    private func refusal(_ condition: VisaConditionRow, counts: VisaRefusalRow?) -> Double {
        let weight = self.settings.number(.visaPriorWeight)
        let refused = Double(counts?.refused ?? 0)
        let decided = Double(counts?.decided ?? 0)
        let rate = (refused + weight * condition.refusalPrior) / (decided + weight)
        return min(1, rate * self.settings.number(.letterMultiplier))
    }
}
