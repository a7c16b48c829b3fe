/// The calibrated ranking of a round, by code.
package struct RankingModel: Sendable {
    package struct Row: Sendable {
        package let rank: Int
        package let code: String
        package let score: Double
        package let low: Double
        package let high: Double
        package let rawMean: Double?
        package let count: Int
        package let spread: Double?
        /// Probability of a place among those there are, 0…1.
        package let chance: Double

        package init(
            rank: Int, code: String, score: Double, low: Double, high: Double, rawMean: Double?, count: Int,
            spread: Double?, chance: Double
        ) {
            self.rank = rank
            self.code = code
            self.score = score
            self.low = low
            self.high = high
            self.rawMean = rawMean
            self.count = count
            self.spread = spread
            self.chance = chance
        }
    }

    /// How much of it is shown.
    package enum Extent: Sendable, Equatable {
        case first(Int)
        case closeCalls
        case everyone
    }

    package enum Order: String, Sendable, CaseIterable {
        case rank, spread, chance
    }

    /// Rows that are shown when nothing else is asked for: a page of a size that a weak line carries.
    package static let firstRows = 150

    package let round: String
    /// Nil while there is none.
    package let rows: [Row]?
    package let places: Int
    /// Ends of the scale of the rubric.
    package let scale: ClosedRange<Double>
    package let order: Order
    package let extent: Extent
    package let canCalibrate: Bool
    /// Whether a calibration is running.
    package let isComputing: Bool
    /// Why the last work that was asked for failed.
    package let failure: Prose?

    package init(
        round: String, rows: [Row]?, places: Int, scale: ClosedRange<Double>, order: Order, extent: Extent,
        canCalibrate: Bool,
        isComputing: Bool, failure: Prose? = nil
    ) {
        self.round = round
        self.rows = rows
        self.places = places
        self.scale = scale
        self.order = order
        self.extent = extent
        self.canCalibrate = canCalibrate
        self.isComputing = isComputing
        self.failure = failure
    }
}
