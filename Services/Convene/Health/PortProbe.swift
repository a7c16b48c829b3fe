import Foundation

/// Looks at TCP ports of this machine.
package enum PortProbe {
    /// Whether a listener could be opened on 127.0.0.1 at this moment.
    package static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // As servers do: connections that still linger from a server that has ended are no obstacle.
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// Waits until all these ports are free, for those that end at this moment.
    /// - Returns: the ports that are not free at the end.
    package static func waitUntilFree(
        _ ports: [(port: UInt16, purpose: String)], atMost seconds: Double
    ) async throws -> [(port: UInt16, purpose: String)] {
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        while true {
            let taken = ports.filter { !Self.isFree($0.port) }
            if taken.isEmpty || ContinuousClock.now >= end { return taken }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}
