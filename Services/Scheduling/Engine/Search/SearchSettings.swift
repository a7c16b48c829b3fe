/// How one kind of problem is annealed. The numbers are found by trials; a model brings its own.
package struct SearchSettings: Sendable {
    /// Temperature until the first timetable without a clash is found, in units of soft cost; for at most
    /// ``untanglingShare`` of the budget.
    package var untangling: Double
    package var untanglingShare: Double
    /// Temperature at which the cooling begins.
    package var hottest: Double
    /// Temperature of the last move.
    package var coldest: Double
    /// Price of one clash in units of soft cost, to begin with. It rises while clashes stay and falls when there
    /// are none, within the bounds.
    package var clashPrice: Double
    package var clashPriceBounds: ClosedRange<Double>
    /// Share of the budget that the first cooling takes; reheats share the rest.
    package var firstCooling: Double
    package var reheats: Int
    /// Temperature after a reheat.
    package var reheated: Double
    /// Of 256 moves, how many stay in their period and change the room only.
    package var roomMoves: Int
    /// Of 256 moves, how many are Kempe chains.
    package var chainMoves: Int

    package init(
        untangling: Double, untanglingShare: Double = 0.2, hottest: Double, coldest: Double, clashPrice: Double,
        clashPriceBounds: ClosedRange<Double>, firstCooling: Double, reheats: Int, reheated: Double, roomMoves: Int,
        chainMoves: Int
    ) {
        self.untangling = untangling
        self.untanglingShare = untanglingShare
        self.hottest = hottest
        self.coldest = coldest
        self.clashPrice = clashPrice
        self.clashPriceBounds = clashPriceBounds
        self.firstCooling = firstCooling
        self.reheats = reheats
        self.reheated = reheated
        self.roomMoves = roomMoves
        self.chainMoves = chainMoves
    }

    /// The temperature when a share of the cooling's budget is used, and in which leg (0 is the first cooling).
    func temperature(at share: Double) -> (leg: Int, value: Double) {
        if share < self.firstCooling || self.reheats == 0 {
            let span = self.reheats == 0 ? 1 : self.firstCooling
            return (0, Self.geometric(from: self.hottest, to: self.coldest, at: share / span))
        }
        let legShare = (1 - self.firstCooling) / Double(self.reheats)
        let leg = min(self.reheats - 1, Int((share - self.firstCooling) / legShare))
        let within = (share - self.firstCooling - Double(leg) * legShare) / legShare
        return (leg + 1, Self.geometric(from: self.reheated, to: self.coldest, at: within))
    }

    private static func geometric(from start: Double, to end: Double, at share: Double) -> Double {
        start * PortableMath.exp(min(1, max(0, share)) * PortableMath.log(end / start))
    }
}
