import Foundation
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Figures of the process itself: its size, its open files, and how late its event loops are.
struct ProcessFigures: Service {
    private final class Lag: Sendable {
        let nanoseconds = Atomic<Int64>(0)
    }

    private let group: any EventLoopGroup
    private let lag = Lag()
    private static let interval: Duration = .seconds(1)

    /// Adds the figures to a registry; the lag is measured while `run()` is alive.
    init(_ registry: MetricsRegistry, group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton) {
        self.group = group
        let lag = self.lag
        registry.gauge("process_resident_memory_bytes", "Resident size of the process") { Double(Self.residentBytes) }
        registry.gauge("process_open_fds", "Open file descriptors") { Double(Self.openFiles) }
        registry.gauge("convene_event_loop_lag_seconds", "Longest wait of an event loop at the last look") {
            Double(lag.nanoseconds.load(ordering: .relaxed)) / 1e9
        }
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: Self.interval)
                var longest: Int64 = 0
                for loop in self.group.makeIterator() {
                    let asked = NIODeadline.now()
                    let answered = try await loop.submit { NIODeadline.now() }.get()
                    longest = max(longest, (answered - asked).nanoseconds)
                }
                self.lag.nanoseconds.store(longest, ordering: .relaxed)
            }
        }
    }

    /// The second number of `/proc/self/statm`, in pages.
    static var residentBytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }

    static var openFiles: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }
}
