import Access
import Foundation

/// Resident sizes of the processes of an installation, in MiB (proc(5), status: VmRSS).
struct Residents: Sendable {
    /// By the name of the pid file.
    let sizes: [String: Double]

    static func now(_ place: FaultPlace) -> Residents {
        var sizes: [String: Double] = [:]
        for name in FaultPlace.services.map(\.rawValue) + ["convene"] {
            guard let pid = place.pid(name),
                let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
                let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
                let size = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
            else { continue }
            sizes[name] = size / 1024
        }
        return Residents(sizes: sizes)
    }

    var sum: Double { self.sizes.values.reduce(0, +) }

    var line: String {
        self.sizes.sorted { $0.key < $1.key }.map { "\($0.key) \(Int($0.value))" }.joined(separator: ", ")
            + ", together \(Int(self.sum)) MiB"
    }
}
