import Access
import Metrics

/// The figures of one door, made once: recording a request looks nothing up by name.
struct GateMetrics: Sendable {
    private let durations: [String: [Metrics.Timer]]
    private let unknown: [Metrics.Timer]
    private let sheds: [ProblemType: Counter]

    init(_ door: Door, _ operations: [Endpoint]) {
        func timers(_ operation: String) -> [Metrics.Timer] {
            (1...5).map { status in
                Metrics.Timer(
                    label: "convene_request_duration",
                    dimensions: [("operation", operation), ("status", "\(status)xx"), ("door", door.rawValue)])
            }
        }
        self.durations = operations.reduce(into: [:]) { $0[$1.id] = timers($1.id) }
        self.unknown = timers("none")
        self.sheds = [ProblemType.tooManyRequests, .unavailable].reduce(into: [:]) { counters, type in
            counters[type] = Counter(
                label: "convene_requests_refused", dimensions: [("reason", type.slug), ("door", door.rawValue)])
        }
    }

    func answered(_ operation: String, _ status: Int, _ duration: Duration) {
        let timers = self.durations[operation] ?? self.unknown
        let (seconds, attoseconds) = duration.components
        timers[min(max(status / 100, 1), 5) - 1].recordNanoseconds(
            seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    /// A request was refused to keep others served.
    func refused(_ reason: ProblemType) { self.sheds[reason]?.increment() }
}
