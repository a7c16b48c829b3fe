import Primitives

/// Prices travellers at a venue from one set of tables.
package struct Estimator: Sendable {
    /// Sealed with every run: another version may give other figures for the same input.
    package static let version = "travel-budget-1"

    package let plan: EventPlan
    package let venue: SourcedRow<VenueRow>
    package let settings: Settings
    let tables: ReferenceTables
    let reporting: Currency
    let exchange: ExchangeTable
    let fares: FareModel
    let visas: VisaModel
    let subsistence: SubsistenceRules
    let terminal: TerminalExpenses
    let carbon: CarbonModel
    let venueAirport: AirportRow

    /// - Parameter reporting: currency of all totals.
    package init(
        tables: ReferenceTables, plan: EventPlan, reporting: Currency, settings override: Settings? = nil
    ) throws(Refusal) {
        guard plan.firstDay <= plan.lastDay else { throw Refusal(.datesReversed, plan.venue) }
        guard plan.lastDay.daysSince1970 - plan.firstDay.daysSince1970 < EventPlan.maximumDays else {
            throw Refusal(.eventTooLong, plan.venue)
        }
        guard let venue = tables.venues.row(plan.venue, on: plan.pricedOn) else {
            throw Refusal(.unknownVenue, plan.venue)
        }
        guard let airport = tables.airports.row(venue.row.airport, on: plan.pricedOn) else {
            throw Refusal(.unknownAirport, venue.row.airport)
        }
        let settings: Settings
        if let override {
            settings = override
        } else {
            settings = try Settings(tables.settings, on: plan.pricedOn)
        }
        let profileName = settings.text(.subsistenceProfile)
        guard let profile = tables.subsistenceProfiles.row(profileName, on: plan.pricedOn) else {
            throw Refusal(.unknownProfile, profileName)
        }
        self.plan = plan
        self.venue = venue
        self.venueAirport = airport.row
        self.settings = settings
        self.tables = tables
        self.reporting = reporting
        self.exchange = ExchangeTable(
            tables.exchangeRates, lookbackDays: settings.integer(.planningLookbackDays))
        self.fares = try FareModel(tables, settings: settings, on: plan.pricedOn)
        self.visas = VisaModel(tables, settings: settings, on: plan.pricedOn)
        self.subsistence = SubsistenceRules(
            profile: profile, scheme: settings.text(.subsistenceScheme), rates: tables.subsistenceRates)
        self.terminal = TerminalExpenses(
            tables.terminalExpenses, on: plan.pricedOn, minimumStopHours: settings.number(.minimumStopHours))
        self.carbon = CarbonModel(tables, settings: settings, on: plan.pricedOn)
    }

    /// Everything that is decided about a traveller before prices are looked up.
    struct Journey {
        let origin: SourcedRow<OriginRow>
        let airport: AirportRow
        /// Home and venue share an airport: there is nothing to fly.
        let isLocal: Bool
        let kilometres: Double
        let surfaceLeg: SourcedRow<SurfaceLegRow>?
        let stay: Stay
    }

    func journey(_ traveller: Traveller) throws(Refusal) -> Journey {
        guard let origin = self.tables.origins.row(traveller.origin.code, on: self.plan.pricedOn) else {
            throw Refusal(.unknownOrigin, traveller.origin.code)
        }
        let code = traveller.airport ?? origin.row.airport
        guard let airport = self.tables.airports.row(code, on: self.plan.pricedOn) else {
            throw Refusal(.unknownAirport, code)
        }
        let kilometres = airport.row.position.kilometres(to: self.venueAirport.position)
        let restNights = kilometres > self.settings.number(.restNightOverKilometres) ? 1 : 0
        let stay = Stay(
            place: self.venue.row.ratePlace, country: self.venue.row.country, zone: self.venue.row.zone,
            arrivalDate: self.plan.firstDay.adding(days: -self.settings.integer(.arriveDaysBefore) - restNights),
            arrivalTime: self.settings.time(.arrivalTime),
            departureDate: self.plan.lastDay.adding(days: self.settings.integer(.leaveDaysAfter)),
            departureTime: self.settings.time(.departureTime))
        return Journey(
            origin: origin, airport: airport.row, isLocal: code == self.venue.row.airport, kilometres: kilometres,
            surfaceLeg: self.tables.surfaceLegs.row("\(traveller.origin):\(code)", on: self.plan.pricedOn),
            stay: stay)
    }

    /// One traveller's estimate. Throws when a table has no row that is needed; a single line without a price is
    /// listed as missing instead.
    package func estimate(_ traveller: Traveller) throws(Refusal) -> TravellerEstimate {
        let journey = try self.journey(traveller)
        let invitation = self.plan.invitation ?? self.defaultInvitation(journey.stay.arrivalDate)
        let visa = self.visas.outlook(
            passport: traveller.passport, residence: traveller.origin, destination: self.venue.row.country,
            invitation: invitation, departure: journey.stay.arrivalDate, transit: traveller.transitRisk)
        let sheet = try self.subsistence.sheet(
            stays: [journey.stay], provisions: self.plan.provisions, personalDates: Set(traveller.personalDates))
        let fare = try self.fare(traveller, journey)
        let carbon =
            journey.isLocal
            ? nil
            : try self.carbon.returnJourney(
                kilometres: journey.kilometres, nights: journey.stay.nights.count, country: self.venue.row.country)
        var lines: [EstimateLine] = []
        for row in self.tables.lineCatalogue.rows(on: self.plan.pricedOn) {
            let pricing = LinePricing(
                estimator: self, row: row, traveller: traveller, journey: journey, fare: fare, visa: visa,
                sheet: sheet)
            lines += try pricing.lines()
        }
        let total = try self.total(lines)
        return TravellerEstimate(
            id: traveller.id, origin: traveller.origin, passport: traveller.passport,
            airport: journey.airport.airport, venue: self.plan.venue, arrival: journey.stay.arrivalDate,
            departure: journey.stay.departureDate, nights: journey.stay.nights.count, fare: fare, visa: visa,
            carbon: carbon, subsistence: sheet, lines: lines, mean: total.mean, low: total.low, high: total.high,
            missing: lines.filter { $0.amount == nil }.map(\.code),
            needsStaffCheck: journey.origin.row.needsStaffCheck)
    }

    /// Expected cost of a traveller from every origin of the tables, in the order of their country codes. A country
    /// that cannot be priced has a reason instead of a figure.
    package func originCosts() -> [OriginCost] {
        self.tables.origins.rows(on: self.plan.pricedOn).map(\.row.country).sorted().map { country in
            do throws(Refusal) {
                let estimate = try self.estimate(
                    Traveller(id: country.code, origin: country, passport: country))
                return OriginCost(
                    venue: self.plan.venue, country: country, cost: estimate.mean, low: estimate.low,
                    high: estimate.high, kilometres: estimate.fare?.kilometres, visaClass: estimate.visa.visaClass,
                    unable: estimate.visa.unable, missing: estimate.missing,
                    needsStaffCheck: estimate.needsStaffCheck, refusal: nil)
            } catch {
                return OriginCost(
                    venue: self.plan.venue, country: country, cost: nil, low: nil, high: nil, kilometres: nil,
                    visaClass: nil, unable: nil, missing: [], needsStaffCheck: true, refusal: error)
            }
        }
    }

    private func defaultInvitation(_ arrival: LocalDate) -> LocalDate {
        max(self.plan.pricedOn, arrival.adding(days: -self.settings.integer(.invitationDays)))
    }

    private func fare(_ traveller: Traveller, _ journey: Journey) throws(Refusal) -> FareEstimate? {
        guard !journey.isLocal else { return nil }
        let daysLeft = max(0, journey.stay.arrivalDate.daysSince1970 - self.plan.pricedOn.daysSince1970)
        let query = FareModel.Query(
            from: journey.airport.position, to: self.venueAirport.position,
            fromRegion: journey.origin.row.fareRegion, toRegion: self.venue.row.fareRegion,
            daysBefore: min(daysLeft, self.settings.integer(.purchaseDays)), learning: traveller.learning)
        return try self.fares.estimate(query, evidence: traveller.evidence, on: self.plan.pricedOn)
    }

    /// Sum of the known lines, and the 80 % range of a log-normal with the sum's mean and variance.
    private func total(_ lines: [EstimateLine]) throws(Refusal) -> (mean: Money, low: Money, high: Money) {
        var sum = Money.zero(self.reporting)
        var variance = 0.0
        for line in lines {
            guard let amount = line.amount else { continue }
            sum = sum + amount
            variance += LogNormal(mean: max(1e-9, Double(amount.minorUnits)), sigma: line.spread.sigma).variance
        }
        guard let distribution = LogNormal.matching(mean: Double(sum.minorUnits), variance: variance) else {
            return (sum, sum, sum)
        }
        let range = distribution.eightyPercentRange
        guard let low = Money(approximateMinorUnits: range.lowerBound, currency: self.reporting),
            let high = Money(approximateMinorUnits: range.upperBound, currency: self.reporting)
        else { throw Refusal(.amountTooLarge, self.plan.venue) }
        return (sum, low, high)
    }
}
