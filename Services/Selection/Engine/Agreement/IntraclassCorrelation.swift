/// The six intraclass correlations of Shrout and Fleiss (Psychological Bulletin 86, 1979) for a full table of
/// targets × judges.
package struct IntraclassCorrelation: Hashable, Sendable {
    /// ICC(1,1): each target has judges of its own; one judge's reliability.
    package let oneWaySingle: Double
    /// ICC(2,1): the same judges, a sample of possible ones; agreement of one judge.
    package let agreementSingle: Double
    /// ICC(3,1): the same judges, the only ones of interest; consistency of one judge.
    package let consistencySingle: Double
    /// ICC(1,k), ICC(2,k), ICC(3,k): the reliability of the mean of all k judges.
    package let oneWayMean: Double
    package let agreementMean: Double
    package let consistencyMean: Double

    /// - Parameter table: one row per target, one column per judge, no gaps. Nil with fewer than two rows or columns,
    ///   with rows of different length, or when all values are equal.
    package init?(_ table: [[Double]]) {
        guard let k = table.first?.count, table.count >= 2, k >= 2, table.allSatisfy({ $0.count == k }) else {
            return nil
        }
        let (targets, judges) = (Double(table.count), Double(k))
        let mean = table.joined().reduce(0, +) / (targets * judges)
        var total = 0.0
        for value in table.joined() { total += (value - mean) * (value - mean) }
        var between = 0.0
        for row in table {
            let own = row.reduce(0, +) / judges
            between += judges * (own - mean) * (own - mean)
        }
        var judge = 0.0
        for column in 0..<k {
            let own = table.reduce(0) { $0 + $1[column] } / targets
            judge += targets * (own - mean) * (own - mean)
        }
        guard total > 0 else { return nil }
        let bms = between / (targets - 1)
        let wms = (total - between) / (targets * (judges - 1))
        let jms = judge / (judges - 1)
        let ems = (total - between - judge) / ((targets - 1) * (judges - 1))
        self.oneWaySingle = (bms - wms) / (bms + (judges - 1) * wms)
        self.agreementSingle = (bms - ems) / (bms + (judges - 1) * ems + judges * (jms - ems) / targets)
        self.consistencySingle = (bms - ems) / (bms + (judges - 1) * ems)
        self.oneWayMean = (bms - wms) / bms
        self.agreementMean = (bms - ems) / (bms + (jms - ems) / targets)
        self.consistencyMean = (bms - ems) / bms
    }
}
