import Primitives

/// Everything about one venue for a set of travellers: estimates, simulation, feasibility and emissions.
package struct VenueAssessment: Sendable {
    package let estimator: Estimator
    /// In the order of the travellers' ids.
    package let estimates: [TravellerEstimate]
    package let eventLines: [BudgetLine]

    /// Prices all travellers. Throws the first reason why one cannot be priced.
    package init(
        _ estimator: Estimator, travellers: [Traveller], eventLines: [BudgetLine] = []
    ) throws(Refusal) {
        guard !travellers.isEmpty else { throw Refusal(.nobody, estimator.plan.venue) }
        var estimates: [TravellerEstimate] = []
        for traveller in travellers.sorted(by: { $0.id < $1.id }) {
            estimates.append(try estimator.estimate(traveller))
        }
        self.init(estimator, estimates: estimates, eventLines: eventLines)
    }

    /// Uses estimates that were made earlier with the same estimator.
    package init(_ estimator: Estimator, estimates: [TravellerEstimate], eventLines: [BudgetLine] = []) {
        self.estimator = estimator
        self.estimates = estimates
        self.eventLines = eventLines
    }

    package func simulate(
        seed: UInt64, draws: Int? = nil, approved: Money? = nil
    ) throws(Refusal) -> SimulationResult {
        let otherAbsence = self.estimator.settings.number(.otherAbsence)
        let model = SimulationModel(
            travellers: self.estimates.map { SimulatedTraveller($0, otherAbsence: otherAbsence) },
            eventLines: self.eventLines.map {
                SimulatedLine(
                    section: $0.code, mean: Double($0.planned.minorUnits), spread: .certain,
                    currency: $0.planned.currency)
            },
            reporting: self.estimator.reporting,
            rules: SimulationRules(self.estimator, seed: seed, draws: draws))
        return try Simulation(model).run(approved: approved)
    }

    package func outcome(_ simulation: SimulationResult) -> VenueOutcome {
        let otherAbsence = self.estimator.settings.number(.otherAbsence)
        let kilometres = self.estimates.map { $0.fare?.kilometres ?? 0 }.sorted()
        var hotel: Double? = 0
        for estimate in self.estimates {
            guard let carbon = estimate.carbon else { continue }
            hotel = hotel.flatMap { sum in carbon.hotel.map { sum + $0 } }
        }
        let visas = self.estimates.map(\.visa)
        return VenueOutcome(
            venue: self.estimator.plan.venue, country: self.estimator.venue.row.country, simulation: simulation,
            invited: self.estimates.count,
            expectedAttendance: visas.reduce(0) { $0 + (1 - $1.unable) * (1 - otherAbsence) },
            attendanceByRegion: self.regions(otherAbsence: otherAbsence),
            consularVisas: visas.count { $0.needsConsulate }, unknownVisas: visas.count { $0.isUnknown },
            mustTravelForVisa: visas.count { $0.needsConsulate && $0.decidedCount == nil },
            countriesAtRisk: self.countriesAtRisk(),
            carbonWithForcing: self.estimates.reduce(0) { $0 + ($1.carbon?.airWithForcing ?? 0) },
            carbonWithoutForcing: self.estimates.reduce(0) { $0 + ($1.carbon?.airWithoutForcing ?? 0) },
            carbonFactorSet: self.estimates.compactMap(\.carbon).first?.factorSet, carbonHotel: hotel,
            medianKilometres: SimulationSummary.percentile(kilometres, 0.5),
            maximumKilometres: kilometres.last ?? 0,
            incompleteEstimates: self.estimates.count { !$0.missing.isEmpty })
    }

    private func countriesAtRisk() -> [VenueOutcome.CountryRisk] {
        let alarm = self.estimator.settings.number(.visaAlarmShare)
        let countries = Set(self.estimates.map(\.passport)).sorted()
        let risks = countries.map { country in
            let people = self.estimates.filter { $0.passport == country }
            return VenueOutcome.CountryRisk(
                country: country, people: people.count, unable: people.map(\.visa.unable).max() ?? 0)
        }
        return risks.filter { $0.unable > alarm }.sorted {
            ($0.unable, $1.country) > ($1.unable, $0.country)
        }
    }

    private func regions(otherAbsence: Double) -> [VenueOutcome.RegionAttendance] {
        var invited: [String: Int] = [:]
        var expected: [String: Double] = [:]
        for estimate in self.estimates {
            let origin = self.estimator.tables.origins.row(estimate.origin.code, on: self.estimator.plan.pricedOn)
            let region = origin?.row.region ?? ""
            invited[region, default: 0] += 1
            expected[region, default: 0] += (1 - estimate.visa.unable) * (1 - otherAbsence)
        }
        return invited.keys.sorted().map {
            VenueOutcome.RegionAttendance(
                region: $0, invited: invited[$0] ?? 0, expected: expected[$0] ?? 0)
        }
    }
}
