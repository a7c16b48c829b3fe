import Access
import Foundation

/// Where the six executables are: beside each other.
package struct Executables: Sendable {
    /// Absolute path of the running `convene`, with links resolved.
    package let convene: String

    package init(convene: String) {
        self.convene = convene
    }

    /// The running program, as the kernel knows it.
    package static func current() throws(CommandFailure) -> Executables {
        guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            throw CommandFailure("cannot find out where this program is", advice: "mount /proc")
        }
        return Executables(convene: path)
    }

    package func path(_ service: ServiceName) -> String {
        (self.convene as NSString).deletingLastPathComponent + "/" + service.rawValue
    }

    /// - Throws: `CommandFailure` naming the executables that are not there.
    package func requireAll() throws(CommandFailure) {
        let missing = ServiceName.allCases.filter { !FileManager.default.isExecutableFile(atPath: self.path($0)) }
        guard !missing.isEmpty else { return }
        throw CommandFailure(
            "not built: \(missing.map(\.rawValue).joined(separator: ", "))",
            advice: "build everything first: swift build -c release")
    }
}
