import Primitives

/// The named parameters of the rules, each with its kind and range. Their values are rows of a table.
package enum Setting: String, CaseIterable, Sendable, Codable {
    case arriveDaysBefore = "trip.arrive_days_before"
    case leaveDaysAfter = "trip.leave_days_after"
    case arrivalTime = "trip.arrival_time"
    case departureTime = "trip.departure_time"
    case restNightOverKilometres = "trip.rest_night_over_km"
    case terminalTrips = "terminal.trips"
    case minimumStopHours = "terminal.min_stop_hours"
    case vehicleAtVenue = "terminal.vehicle_at_venue"
    case subsistenceProfile = "subsistence.profile"
    case subsistenceScheme = "subsistence.scheme"
    case rateShock = "subsistence.rate_shock_sd"
    case fareLevel = "fare.level"
    case fareLevelDeviation = "fare.level_sd"
    case sigmaModel = "fare.sigma_model"
    case sigmaQuote = "fare.sigma_quote"
    case sigmaExpiredQuote = "fare.sigma_expired_quote"
    case sigmaPast = "fare.sigma_past"
    case sigmaOneWay = "fare.sigma_one_way"
    case sigmaExtrapolated = "fare.sigma_extrapolated"
    case minimumKilometres = "fare.min_km"
    case maximumKilometres = "fare.max_km"
    case learningWeight = "fare.learning_weight"
    case fareInflation = "fare.inflation"
    case oneWayShare = "fare.one_way_share"
    case purchaseDays = "fare.purchase_days"
    case visaPriorWeight = "visa.prior_weight"
    case invitationDays = "visa.invitation_days"
    case documentsDays = "visa.documents_days"
    case letterMultiplier = "visa.letter_multiplier"
    case visaAlarmShare = "visa.alarm_share"
    case otherAbsence = "attendance.other_absence"
    case attendanceCorrelation = "attendance.correlation"
    case draws = "simulation.draws"
    case venueShare = "simulation.venue_share"
    case originShare = "simulation.origin_share"
    case contingencyPercentile = "simulation.contingency_percentile"
    case lookbackDays = "exchange.lookback_days"
    case planningLookbackDays = "exchange.planning_lookback_days"
    case warnShare = "budget.warn_share"
    case toleranceShare = "budget.tolerance_share"
    case toleranceAmount = "budget.tolerance_amount"
    case tieMargin = "comparison.tie_margin"
    case carbonFactorSet = "carbon.factor_set"
    case carbonCabin = "carbon.cabin"

    /// A parameter's value, already checked against its kind.
    package enum Value: Hashable, Sendable {
        case number(Double)
        case integer(Int)
        case time(LocalTime)
        case flag(Bool)
        case text(String)
    }

    private enum Kind {
        case number(ClosedRange<Double>)
        case integer(ClosedRange<Int>)
        case time, flag, text
    }

    private var kind: Kind {
        switch self {
        case .arriveDaysBefore, .leaveDaysAfter: .integer(0...14)
        case .arrivalTime, .departureTime: .time
        case .restNightOverKilometres, .minimumKilometres, .maximumKilometres: .number(0...20_100)
        case .terminalTrips: .integer(0...12)
        case .minimumStopHours: .number(0...48)
        case .vehicleAtVenue: .flag
        case .subsistenceProfile, .subsistenceScheme, .carbonFactorSet, .carbonCabin: .text
        case .fareLevel: .number(-3...3)
        case .rateShock, .fareLevelDeviation, .sigmaModel, .sigmaQuote, .sigmaExpiredQuote, .sigmaPast,
            .sigmaOneWay, .sigmaExtrapolated, .fareInflation, .letterMultiplier:
            .number(0...3)
        case .learningWeight, .visaPriorWeight: .number(0.001...1_000_000)
        case .purchaseDays, .invitationDays, .documentsDays, .lookbackDays, .planningLookbackDays:
            .integer(0...730)
        case .oneWayShare, .visaAlarmShare, .otherAbsence, .venueShare, .originShare, .contingencyPercentile,
            .warnShare, .toleranceShare, .tieMargin:
            .number(0...1)
        case .attendanceCorrelation: .number(0...0.99)
        case .draws: .integer(100...1_000_000)
        case .toleranceAmount: .number(0...1_000_000_000)
        }
    }

    /// True for a parameter that names a row of another table.
    package var isText: Bool {
        if case .text = self.kind { return true }
        return false
    }

    /// Nil when the text is not of the parameter's kind or out of its range.
    package func parse(_ text: String) -> Value? {
        switch self.kind {
        case .number(let range):
            guard let value = ExactDecimal(text)?.approximate, range.contains(value) else { return nil }
            return .number(value)
        case .integer(let range):
            guard let value = Int(text), range.contains(value) else { return nil }
            return .integer(value)
        case .time: return LocalTime(iso8601: text).map { .time($0) }
        case .flag: return ["yes": .flag(true), "no": .flag(false)][text]
        case .text: return text.isEmpty ? nil : .text(text)
        }
    }
}
