import Foundation

/// A cost whose logarithm is normal. `sigma` 0 is a certain amount.
package struct LogNormal: Hashable, Sendable, Codable {
    package let mu: Double
    package let sigma: Double

    package init(mu: Double, sigma: Double) {
        self.mu = mu
        self.sigma = sigma
    }

    package init(mean: Double, sigma: Double) {
        self.init(mu: log(mean) - sigma * sigma / 2, sigma: sigma)
    }

    package var median: Double { exp(self.mu) }
    package var mean: Double { exp(self.mu + self.sigma * self.sigma / 2) }
    package var variance: Double { self.mean * self.mean * (exp(self.sigma * self.sigma) - 1) }

    package func quantile(_ p: Double) -> Double { exp(self.mu + self.sigma * Normal.quantile(p)) }

    /// Ends of the range that holds 80 %.
    package var eightyPercentRange: ClosedRange<Double> {
        let reach = self.sigma * Normal.ninetieth
        return exp(self.mu - reach)...exp(self.mu + reach)
    }

    /// The log-normal with the mean and the variance of a sum (L. F. Fenton, IRE Transactions CS-8, 1960).
    package static func matching(mean: Double, variance: Double) -> LogNormal? {
        guard mean > 0, variance >= 0 else { return nil }
        return LogNormal(mean: mean, sigma: log(1 + variance / (mean * mean)).squareRoot())
    }

    /// Spread of a price of which an 80 % range is known.
    package static func sigma(low: Double, high: Double) -> Double {
        log(high / low) / (2 * Normal.ninetieth)
    }
}
