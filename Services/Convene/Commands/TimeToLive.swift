import ArgumentParser

/// A duration as people type it: `90s`, `15m`, `1h`, `7d`.
package struct TimeToLive: Sendable, Equatable, ExpressibleByArgument {
    /// Thirty days: nothing that a script holds should live longer.
    package static let longest = 30 * 86_400

    package let seconds: Int

    package init(seconds: Int) {
        self.seconds = seconds
    }

    package init?(argument: String) {
        guard let unit = argument.last, let factor = ["s": 1, "m": 60, "h": 3_600, "d": 86_400][unit],
            let count = Int(argument.dropLast()), count > 0, count <= Self.longest / factor,
            argument.dropLast().allSatisfy({ $0.isASCII && $0.isNumber })
        else { return nil }
        self.seconds = count * factor
    }

    package var defaultValueDescription: String {
        for (unit, factor) in [("d", 86_400), ("h", 3_600), ("m", 60)] where self.seconds % factor == 0 {
            return "\(self.seconds / factor)\(unit)"
        }
        return "\(self.seconds)s"
    }
}
