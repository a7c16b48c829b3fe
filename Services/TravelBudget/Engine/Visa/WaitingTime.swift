import Foundation

/// A waiting time in days, log-normal, given by its median and its 90th percentile.
package struct WaitingTime: Hashable, Sendable {
    package let distribution: LogNormal

    /// Nil unless 0 < median ≤ 90th percentile.
    package init?(median: Double, ninetiethPercentile: Double) {
        guard median > 0, ninetiethPercentile >= median else { return nil }
        self.distribution = LogNormal(
            mu: log(median), sigma: log(ninetiethPercentile / median) / Normal.ninetieth)
    }

    /// Probability that several waits, one after the other, take longer than some days. The sum of log-normals is
    /// matched by a log-normal (Fenton 1960), or is exact when there is one.
    package static func chance(_ waits: [WaitingTime], last longerThan: Double) -> Double {
        guard let total = Self.total(waits) else { return 0 }
        guard longerThan > 0 else { return 1 }
        guard total.sigma > 0 else { return exp(total.mu) > longerThan ? 1 : 0 }
        return Normal.cumulative((total.mu - log(longerThan)) / total.sigma)
    }

    /// Days within which 90 % of the cases are done; 0 without a wait.
    package static func ninetiethPercentile(_ waits: [WaitingTime]) -> Double {
        Self.total(waits)?.quantile(0.9) ?? 0
    }

    private static func total(_ waits: [WaitingTime]) -> LogNormal? {
        guard waits.count > 1 else { return waits.first?.distribution }
        let mean = waits.reduce(0) { $0 + $1.distribution.mean }
        let variance = waits.reduce(0) { $0 + $1.distribution.variance }
        return LogNormal.matching(mean: mean, variance: variance)
    }
}
