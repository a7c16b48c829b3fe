import Primitives

/// Prices one line of the catalogue for one traveller.
struct LinePricing {
    let estimator: Estimator
    let row: SourcedRow<CatalogueRow>
    let traveller: Traveller
    let journey: Estimator.Journey
    let fare: FareEstimate?
    let visa: VisaOutlook
    let sheet: SubsistenceSheet

    /// No line where the catalogue's row does not apply to this traveller.
    func lines() throws(Refusal) -> [EstimateLine] {
        switch self.row.row.priceFrom {
        case .fareModel: try self.fareLines()
        case .surfaceLegs: try self.surfaceLines()
        case .terminalExpenses: try self.terminalLines()
        case .subsistenceRates: try self.subsistenceLines()
        case .visaConditions: try self.visaFeeLines()
        case .own: try self.ownLines()
        case .none: self.unpricedLines()
        }
    }

    private func fareLines() throws(Refusal) -> [EstimateLine] {
        guard let fare = self.fare else { return [] }
        let mean = fare.distribution.mean * Double(fare.currency.minorPerMajor)
        guard let price = Money(approximateMinorUnits: mean, currency: fare.currency) else {
            throw Refusal(.amountTooLarge, self.row.row.line)
        }
        let spread: EstimateLine.Spread =
            fare.method == .ticket
            ? .certain : .fare(sigma: fare.distribution.sigma, isModel: fare.method == .model)
        return [
            try self.line(
                quantity: 1, unitPrice: price, total: price, spread: spread, basis: fare.method.basis,
                provenance: fare.provenance)
        ]
    }

    private func surfaceLines() throws(Refusal) -> [EstimateLine] {
        guard let leg = self.journey.surfaceLeg else { return [] }
        return [
            try self.priced(
                quantity: 1, unitPrice: leg.row.price, low: leg.row.low, high: leg.row.high, basis: leg.row.basis,
                provenance: [leg.provenance])
        ]
    }

    private func terminalLines() throws(Refusal) -> [EstimateLine] {
        guard !self.journey.isLocal else { return [] }
        let trips = self.estimator.settings.integer(.terminalTrips)
        guard trips > 0 else { return [] }
        let isDriven = self.estimator.settings.flag(.vehicleAtVenue)
        let home = TerminalExpenses.Point(place: self.journey.airport.city, kind: .home)
        let venue = TerminalExpenses.Point(
            place: self.estimator.venue.row.city, kind: .destination, vehicleProvided: isDriven)
        let parts = try self.estimator.terminal.lines([home, venue, home])
        var total = Money.zero(parts[0].rate.currency)
        for part in parts {
            guard part.rate.currency == total.currency else { throw Refusal(.unknownCurrency, part.place) }
            // The settings say how many trips a journey has; a quarter of them is one end, one way.
            let share = Int128(part.amount.minorUnits) * Int128(trips)
            guard let amount = Rounding.halfAwayFromZero.quotient(share, by: 4) else {
                throw Refusal(.amountTooLarge, part.place)
            }
            total = total + Money(minorUnits: amount, currency: total.currency)
        }
        return [
            try self.line(
                quantity: trips, unitPrice: parts[0].rate, total: total, spread: .certain, basis: .published,
                provenance: Self.distinct(parts.map(\.provenance)))
        ]
    }

    private func subsistenceLines() throws(Refusal) -> [EstimateLine] {
        let sigma = self.estimator.settings.number(.rateShock)
        var lines: [EstimateLine] = []
        for total in self.sheet.totals {
            let units = self.sheet.lines.filter { $0.net.currency == total.currency }
            lines.append(
                try self.line(
                    quantity: units.count, unitPrice: units.first?.gross, total: total, spread: .rate(sigma: sigma),
                    basis: .published,
                    provenance: Self.distinct(units.map(\.provenance))
                        + [self.estimator.subsistence.profile.provenance]))
        }
        return lines
    }

    private func visaFeeLines() throws(Refusal) -> [EstimateLine] {
        guard self.visa.visaClass?.needsVisa ?? true else { return [] }
        let visaClass = self.visa.visaClass ?? .consular
        let condition = self.estimator.visas.condition(visaClass, destination: self.estimator.venue.row.country)
        // Without a known class no fee is claimed to be known.
        let isKnown = self.visa.visaClass != nil
        return [
            try self.priced(
                quantity: 1, unitPrice: isKnown ? condition?.row.fee : nil, low: condition?.row.feeLow,
                high: condition?.row.feeHigh, basis: condition?.row.feeBasis ?? .none,
                provenance: condition.map { [$0.provenance] } ?? [])
        ]
    }

    private func ownLines() throws(Refusal) -> [EstimateLine] {
        guard let quantity = self.quantity() else { return [] }
        return [
            try self.priced(
                quantity: quantity, unitPrice: self.row.row.unitPrice, low: self.row.row.low,
                high: self.row.row.high, basis: self.row.row.basis, provenance: [self.row.provenance])
        ]
    }

    /// Lines without any price are named only where the traveller certainly has the cost.
    private func unpricedLines() -> [EstimateLine] {
        switch self.row.row.line {
        case "transit-night":
            let nights = self.journey.surfaceLeg?.row.extraNights ?? 0
            return nights > 0 ? [self.unpriced(quantity: nights)] : []
        case "visa-trip":
            // No consulate of the area decided at home in the year of the counts: the way to one is a cost.
            let isAbroad = self.visa.needsConsulate && self.visa.decidedCount == nil
            return isAbroad ? [self.unpriced(quantity: 1)] : []
        default: return []
        }
    }

    /// Nil when the driver does not apply.
    private func quantity() -> Int? {
        switch self.row.row.driver {
        case .traveller: 1
        case .trip: self.journey.isLocal ? nil : 1
        case .terminalTrip: self.journey.isLocal ? nil : self.estimator.settings.integer(.terminalTrips)
        case .night: self.journey.stay.nights.count
        case .visa: self.visa.visaClass?.needsVisa ?? true ? 1 : nil
        case .consularVisa: self.visa.needsConsulate ? 1 : nil
        case .event: nil
        }
    }

    private func priced(
        quantity: Int, unitPrice: Money?, low: Money?, high: Money?, basis: Basis, provenance: [Provenance]
    ) throws(Refusal) -> EstimateLine {
        guard let unitPrice else { return self.unpriced(quantity: quantity, provenance: provenance) }
        var spread = EstimateLine.Spread.certain
        if let low, let high, low.minorUnits > 0, high.minorUnits > low.minorUnits {
            spread = .price(
                sigma: LogNormal.sigma(low: Double(low.minorUnits), high: Double(high.minorUnits)))
        }
        let total = Money(minorUnits: unitPrice.minorUnits * Int64(quantity), currency: unitPrice.currency)
        return try self.line(
            quantity: quantity, unitPrice: unitPrice, total: total, spread: spread, basis: basis,
            provenance: provenance)
    }

    /// A line whose expected amount is `total`, converted once at the planning rate. Without a rate it is no data.
    private func line(
        quantity: Int, unitPrice: Money?, total: Money, spread: EstimateLine.Spread, basis: Basis,
        provenance: [Provenance]
    ) throws(Refusal) -> EstimateLine {
        let converted: ExchangeTable.Conversion
        do throws(Refusal) {
            converted = try self.estimator.exchange.convert(
                total, to: self.estimator.reporting, on: self.estimator.plan.pricedOn)
        } catch {
            guard error.code == .noExchangeRate else { throw error }
            return self.unpriced(quantity: quantity, provenance: provenance)
        }
        let range = LogNormal(mean: max(1e-9, Double(converted.amount.minorUnits)), sigma: spread.sigma)
            .eightyPercentRange
        guard let low = Money(approximateMinorUnits: range.lowerBound, currency: self.estimator.reporting),
            let high = Money(approximateMinorUnits: range.upperBound, currency: self.estimator.reporting)
        else { throw Refusal(.amountTooLarge, self.row.row.line) }
        return EstimateLine(
            code: self.row.row.line, category: self.row.row.category, driver: self.row.row.driver,
            quantity: quantity, unitPrice: unitPrice, amount: converted.amount, low: low, high: high, spread: spread,
            lostShare: self.row.row.lostShare ?? 0, payer: self.row.row.payer, basis: basis,
            provenance: provenance + converted.provenance)
    }

    private func unpriced(quantity: Int, provenance: [Provenance]? = nil) -> EstimateLine {
        EstimateLine(
            code: self.row.row.line, category: self.row.row.category, driver: self.row.row.driver,
            quantity: quantity, unitPrice: nil, amount: nil, low: nil, high: nil, spread: .certain,
            lostShare: self.row.row.lostShare ?? 0, payer: self.row.row.payer, basis: .none,
            provenance: provenance ?? [self.row.provenance])
    }

    private static func distinct(_ all: [Provenance]) -> [Provenance] {
        var seen: Set<Provenance> = []
        return all.filter { seen.insert($0).inserted }
    }
}
