import CoreMetrics
import Primitives
import Synchronization

/// The values of one family with one set of labels. Thread-safe.
protocol Series: AnyObject, Sendable {
    /// Lines of the text format without the family's name: suffix, further labels, value.
    func samples() -> [Sample]
}

/// One line of the text format.
struct Sample: Equatable {
    let suffix: String
    let label: (name: String, value: String)?
    let value: String

    init(suffix: String = "", label: (name: String, value: String)? = nil, _ value: String) {
        self.suffix = suffix
        self.label = label
        self.value = value
    }

    static func == (left: Sample, right: Sample) -> Bool {
        left.suffix == right.suffix && left.label?.name == right.label?.name
            && left.label?.value == right.label?.value && left.value == right.value
    }

    /// A number as the text format wants it.
    static func number(_ value: Double) -> String {
        switch value {
        case .infinity: "+Inf"
        case -.infinity: "-Inf"
        case _ where value.isNaN: "NaN"
        case _ where value == value.rounded() && abs(value) < 1e15: "\(Int64(value))"
        default: "\(value)"
        }
    }
}

/// Only grows.
final class CounterSeries: Series, CounterHandler, FloatingPointCounterHandler {
    private let value = Locked(0.0)

    func increment(by amount: Int64) { self.value.withLock { $0 += Double(amount) } }

    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        self.value.withLock { $0 += amount }
    }

    func reset() { self.value.withLock { $0 = 0 } }

    func samples() -> [Sample] { [Sample(Sample.number(self.value.withLock { $0 }))] }
}

/// Goes up and down.
final class GaugeSeries: Series, MeterHandler, RecorderHandler {
    private let value = Locked(0.0)

    func set(_ value: Int64) { self.value.withLock { $0 = Double(value) } }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { self.value.withLock { $0 += amount } }
    func decrement(by amount: Double) { self.value.withLock { $0 -= amount } }
    func record(_ value: Int64) { self.set(value) }
    func record(_ value: Double) { self.set(value) }

    func samples() -> [Sample] { [Sample(Sample.number(self.value.withLock { $0 }))] }
}

/// How many values were at most so large; timers in seconds.
final class HistogramSeries: Series, TimerHandler, RecorderHandler {
    private struct Counts {
        var buckets: [UInt64]
        var count: UInt64 = 0
        var sum = 0.0
    }

    /// Upper limits: from what a cached answer takes to what a person does not wait for.
    static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    /// For sizes and counts.
    static let amounts = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000.0]

    private let limits: [Double]
    private let counts: Locked<Counts>

    init(_ limits: [Double]) {
        self.limits = limits
        self.counts = Locked(Counts(buckets: limits.map { _ in 0 }))
    }

    func recordNanoseconds(_ duration: Int64) { self.record(Double(duration) / 1e9) }
    func record(_ value: Int64) { self.record(Double(value)) }

    func record(_ value: Double) {
        guard value.isFinite else { return }
        let bucket = self.limits.firstIndex { value <= $0 }
        self.counts.withLock { counts in
            if let bucket { counts.buckets[bucket] += 1 }
            counts.count += 1
            counts.sum += value
        }
    }

    func samples() -> [Sample] {
        let counts = self.counts.withLock { $0 }
        // Every operation has one for every class of statuses; most are never used.
        guard counts.count > 0 else { return [] }
        var samples: [Sample] = []
        var running: UInt64 = 0
        for (limit, count) in zip(self.limits, counts.buckets) {
            running += count
            samples.append(Sample(suffix: "_bucket", label: ("le", Sample.number(limit)), "\(running)"))
        }
        samples.append(Sample(suffix: "_bucket", label: ("le", "+Inf"), "\(counts.count)"))
        samples.append(Sample(suffix: "_sum", Sample.number(counts.sum)))
        samples.append(Sample(suffix: "_count", "\(counts.count)"))
        return samples
    }
}
