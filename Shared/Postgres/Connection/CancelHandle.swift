import CLibPQ

/// What libpq needs to ask the server to stop what a connection is doing.
///
/// `@unchecked Sendable`: `PQcancel` is documented to be safe from any thread, and the object is constant
/// (PostgreSQL 15 manual, §34.7).
final class CancelHandle: @unchecked Sendable {
    private let handle: OpaquePointer

    init?(_ connection: OpaquePointer) {
        guard let handle = PQgetCancel(connection) else { return nil }
        self.handle = handle
    }

    deinit {
        PQfreeCancel(self.handle)
    }

    /// Sends the request over a connection of its own and waits for the server to take it. Blocks.
    /// libpq before 17 sends it without TLS: on the wire it holds a process number and a random key of this
    /// connection, which allow this and nothing else.
    func request() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            _ = PQcancel(self.handle, buffer.baseAddress, Int32(buffer.count))
        }
    }
}
