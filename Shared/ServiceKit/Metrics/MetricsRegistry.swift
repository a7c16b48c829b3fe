import CoreMetrics
import Primitives
import Synchronization

/// All figures of the process: what `swift-metrics` records into, and what `/metrics` shows.
///
/// There is no Prometheus package among our dependencies; this is the part of it that is needed: counters, gauges and
/// histograms with fixed limits, and the text format 0.0.4. The number of series is bounded: what would go beyond is
/// counted in `convene_metrics_dropped_total` and not kept, so that no label can fill the memory. Labels are operations,
/// doors and classes of statuses; never anything about a person.
package final class MetricsRegistry: MetricsFactory, Sendable {
    /// The one of this process.
    package static let shared = MetricsRegistry()

    private static let isBootstrapped: Bool = {
        MetricsSystem.bootstrap(MetricsRegistry.shared)
        return true
    }()

    /// Makes it the destination of everything that is measured. More than once does no harm.
    package static func bootstrap() { _ = self.isBootstrapped }

    enum Kind: String {
        case counter, gauge, histogram
    }

    private struct Family {
        let kind: Kind
        let help: String
        var series: [[String]: any Series] = [:]
        /// Label names of each series, in the order of the key's values.
        var names: [[String]: [String]] = [:]
    }

    private struct State {
        var families: [String: Family] = [:]
        var gauges: [String: (help: String, read: @Sendable () -> Double)] = [:]
        var dropped: UInt64 = 0
        var count = 0
    }

    private let state = Locked(State())
    private let mostSeries: Int

    package init(mostSeries: Int = 4000) {
        self.mostSeries = mostSeries
    }

    // MARK: Series

    /// A figure that is read when somebody looks, such as the size of the process. A later one with the same name
    /// replaces it.
    package func gauge(_ name: String, _ help: String, read: @escaping @Sendable () -> Double) {
        self.state.withLock { $0.gauges[Self.clean(name)] = (help, read) }
    }

    private func series<Made: Series>(
        _ label: String, suffix: String, _ dimensions: [(String, String)], _ kind: Kind, _ make: () -> Made
    ) -> Made {
        let name = Self.clean(label) + (label.hasSuffix(suffix) ? "" : suffix)
        let labels = dimensions.sorted { $0.0 < $1.0 }
        let key = labels.flatMap { [$0.0, $0.1] }
        return self.state.withLock { state in
            if let known = state.families[name]?.series[key] as? Made { return known }
            let made = make()
            guard state.count < self.mostSeries, state.families[name].map({ $0.kind == kind }) ?? true else {
                state.dropped += 1
                return made
            }
            state.families[name, default: Family(kind: kind, help: label)].series[key] = made
            state.families[name]?.names[key] = labels.map { Self.clean($0.0) }
            state.count += 1
            return made
        }
    }

    /// Letters, digits and underscores (the data model of Prometheus).
    private static func clean(_ name: String) -> String {
        let text = String(
            name.unicodeScalars.map { scalar -> Character in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "_": Character(scalar)
                default: "_"
                }
            })
        return text.first?.isNumber ?? true ? "_" + text : text
    }

    // MARK: Text

    /// Everything in the text format, families and series in order.
    package func text() -> String {
        let (families, gauges, dropped) = self.state.withLock { ($0.families, $0.gauges, $0.dropped) }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            Self.head(name, family.kind, family.help, into: &text)
            for (key, series) in family.series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                let names = family.names[key] ?? []
                let labels = zip(names, stride(from: 1, to: key.count, by: 2).map { key[$0] }).map { ($0, $1) }
                for sample in series.samples() {
                    Self.line(
                        name + sample.suffix, labels + [sample.label].compactMap { $0 }, sample.value, into: &text)
                }
            }
        }
        for (name, gauge) in gauges.sorted(by: { $0.key < $1.key }) {
            Self.head(name, .gauge, gauge.help, into: &text)
            Self.line(name, [], Sample.number(gauge.read()), into: &text)
        }
        let lost = "convene_metrics_dropped_total"
        Self.head(lost, .counter, "Series that were not kept because there were too many", into: &text)
        Self.line(lost, [], "\(dropped)", into: &text)
        return text
    }

    private static func head(_ name: String, _ kind: Kind, _ help: String, into text: inout String) {
        text += "# HELP \(name) \(help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n"))\n"
        text += "# TYPE \(name) \(kind.rawValue)\n"
    }

    private static func line(
        _ name: String, _ labels: [(name: String, value: String)], _ value: String, into text: inout String
    ) {
        text += name
        if !labels.isEmpty {
            let parts = labels.map { label in
                let escaped = label.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                    .replacing("\n", with: "\\n")
                return "\(label.name)=\"\(escaped)\""
            }
            text += "{\(parts.joined(separator: ","))}"
        }
        text += " \(value)\n"
    }

    // MARK: MetricsFactory

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        self.series(label, suffix: "_total", dimensions, .counter) { CounterSeries() }
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        self.series(label, suffix: "_total", dimensions, .counter) { CounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        self.series(label, suffix: "", dimensions, .gauge) { GaugeSeries() }
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else { return self.series(label, suffix: "", dimensions, .gauge) { GaugeSeries() } }
        return self.series(label, suffix: "", dimensions, .histogram) { HistogramSeries(HistogramSeries.amounts) }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        self.series(label, suffix: "_seconds", dimensions, .histogram) { HistogramSeries(HistogramSeries.seconds) }
    }

    // Series stay: a counter that vanishes and begins anew reads as a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}
