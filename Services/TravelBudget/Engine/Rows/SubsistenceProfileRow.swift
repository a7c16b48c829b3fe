import Primitives

/// The rules of one organisation for subsistence: every point in which organisations differ is a column.
package struct SubsistenceProfileRow: ReferenceRow {
    package static let table = TableName.subsistenceProfiles
    package static let columns = [
        "profile", "unit", "base", "lodging_pct", "breakfast_pct", "lunch_pct", "dinner_pct", "incidentals_pct",
        "first_day_pct", "last_day_pct", "same_day_min_hours", "same_day_pct", "stop_min_hours", "stop_pct",
        "breakfast_belongs_to", "counter_restarts_at_new_place", "rate_date", "deduct_on", "valid_from", "valid_to",
        "source",
    ]

    package enum Unit: String, Sendable, Codable {
        case night
        case calendarDay = "calendar_day"
    }
    package enum RateBase: String, Sendable { case whole, parts }
    package enum Breakfast: String, Sendable {
        case sameDate = "same_date"
        case previousNight = "previous_night"
    }
    package enum RateDate: String, Sendable {
        case eachDate = "each_date"
        case tripStart = "trip_start"
    }
    package enum DeductionBase: String, Sendable { case full, reduced }

    package let profile: String
    package let unit: Unit
    /// `whole`: percentages are of the whole rate. `parts`: lodging is the rate's lodging part, meals and the
    /// percentages of first and last day are of the rest.
    package let base: RateBase
    /// Share of each item that may be provided in kind; nil where the organisation publishes none.
    package let lodging: Percent?
    package let breakfast: Percent?
    package let lunch: Percent?
    package let dinner: Percent?
    package let incidentals: Percent?
    package let firstDay: Percent
    /// Nil for a profile that counts nights.
    package let lastDay: Percent?
    package let sameDayMinimumHours: Int?
    package let sameDay: Percent?
    package let stopMinimumHours: Int?
    package let stop: Percent?
    package let breakfastBelongsTo: Breakfast
    package let counterRestartsAtNewPlace: Bool
    package let rateDate: RateDate
    package let deductOn: DeductionBase
    package let validity: Validity
    package let source: String

    package var key: String { self.profile }
    package var basis: Basis { .published }

    package init(_ reader: inout RowReader) {
        self.profile = reader.text("profile")
        self.unit = reader.choice("unit", else: Unit.night)
        self.base = reader.choice("base", else: RateBase.whole)
        self.lodging = reader.optionalPercent("lodging_pct")
        self.breakfast = reader.optionalPercent("breakfast_pct")
        self.lunch = reader.optionalPercent("lunch_pct")
        self.dinner = reader.optionalPercent("dinner_pct")
        self.incidentals = reader.optionalPercent("incidentals_pct")
        self.firstDay = reader.optionalPercent("first_day_pct") ?? .whole
        self.lastDay = reader.optionalPercent("last_day_pct")
        self.sameDayMinimumHours = reader.optionalInteger("same_day_min_hours", in: 0...24)
        self.sameDay = reader.optionalPercent("same_day_pct")
        self.stopMinimumHours = reader.optionalInteger("stop_min_hours", in: 0...24)
        self.stop = reader.optionalPercent("stop_pct")
        self.breakfastBelongsTo = reader.choice("breakfast_belongs_to", else: Breakfast.sameDate)
        self.counterRestartsAtNewPlace = reader.flag("counter_restarts_at_new_place")
        self.rateDate = reader.choice("rate_date", else: RateDate.eachDate)
        self.deductOn = reader.choice("deduct_on", else: DeductionBase.full)
        self.validity = reader.validity()
        self.source = reader.text("source")
        if self.unit == .calendarDay, self.lastDay == nil { reader.fault("last_day_pct", .required) }
        if (self.sameDay == nil) != (self.sameDayMinimumHours == nil) { reader.fault("same_day_pct", .inconsistent) }
        if (self.stop == nil) != (self.stopMinimumHours == nil) { reader.fault("stop_pct", .inconsistent) }
        let meals = [self.breakfast, self.lunch, self.dinner, self.incidentals].compactMap { $0?.hundredths }
        let lodging = self.base == .whole ? (self.lodging?.hundredths ?? 0) : 0
        if meals.reduce(lodging, +) > 10_000 { reader.fault("incidentals_pct", .inconsistent) }
    }
}
