import Access

/// Which port belongs to what, all counted from one base so that two installations can stand side by side.
package struct PortPlan: Sendable, Equatable {
    package static let defaultBase: UInt16 = 8443
    /// The distance from the base to the last port.
    package static let span: UInt16 = 28

    package let base: UInt16

    /// - Parameter base: the portal's port; `nil` when the last port would not exist or the base is reserved.
    package init?(base: UInt16) {
        guard base >= 1024, base <= UInt16.max - Self.span else { return nil }
        self.base = base
    }

    /// TLS for browsers and scripts; `nil` for an executable without a public door.
    package func publicPort(_ service: ServiceName) -> UInt16? {
        if service == .portal { return self.base }
        return Self.place(service).map { self.base + 8 + $0 }
    }

    /// Mutual TLS between services; `nil` for an executable without an internal door.
    package func internalPort(_ service: ServiceName) -> UInt16? {
        Self.place(service).map { self.base + 18 + $0 }
    }

    /// The private PostgreSQL.
    package var database: UInt16 { self.base + Self.span }

    /// The address of a public door.
    package func publicAddress(_ service: ServiceName) -> String? {
        self.publicPort(service).map { "https://127.0.0.1:\($0)" }
    }

    /// Every port with what it is for, in order.
    package var all: [(port: UInt16, purpose: String)] {
        var ports: [(port: UInt16, purpose: String)] = []
        for service in [.portal] + ServiceName.backends {
            if let port = self.publicPort(service) { ports.append((port, "\(service.rawValue), public door")) }
        }
        for service in ServiceName.backends {
            if let port = self.internalPort(service) { ports.append((port, "\(service.rawValue), internal door")) }
        }
        ports.append((self.database, "PostgreSQL"))
        return ports
    }

    private static func place(_ service: ServiceName) -> UInt16? {
        ServiceName.backends.firstIndex(of: service).map(UInt16.init)
    }
}
