import CLibPQ
import Logging

/// A session fresh from the helper thread.
///
/// `@unchecked Sendable`: made by one thread, handed once to the connection that keeps it, never used by both.
struct OpenedHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    let canceller: CancelHandle

    /// Connects and logs in. Blocks: libpq resolves names in the calling thread whatever function is used.
    static func open(
        _ configuration: DatabaseConfiguration, notices: NoticeSink, isPipelined: Bool = true
    ) -> Result<OpenedHandle, DatabaseError> {
        guard let parameters = try? configuration.parameters() else {
            return .failure(DatabaseError(.connectionFailed))
        }
        let pointer = withCStrings(parameters.map(\.keyword)) { keywords in
            withCStrings(parameters.map(\.value)) { values in PQconnectdbParams(keywords, values, 0) }
        }
        guard let pointer else { return .failure(DatabaseError(.connectionFailed)) }
        notices.attach(to: pointer)
        guard PQstatus(pointer) == CONNECTION_OK, Self.apply(configuration.sessionSettings, on: pointer),
            let canceller = CancelHandle(pointer),
            !isPipelined || (PQsetnonblocking(pointer, 1) == 0 && PQenterPipelineMode(pointer) == 1)
        else {
            PQfinish(pointer)
            return .failure(DatabaseError(.connectionFailed))
        }
        return .success(OpenedHandle(pointer: pointer, canceller: canceller))
    }

    /// Makes the session behave as configured, in one statement.
    private static func apply(_ settings: [(name: String, value: String)], on pointer: OpaquePointer) -> Bool {
        let calls = settings.indices.map { "set_config($\(2 * $0 + 1), $\(2 * $0 + 2), false)" }
        let values = settings.flatMap { [$0.name, $0.value] }
        let result = withCStrings(values) { values in
            PQexecParams(
                pointer, "select \(calls.joined(separator: ", "))", Int32(2 * settings.count), nil, values, nil, nil, 0)
        }
        defer { PQclear(result) }
        return PQresultStatus(result) == PGRES_TUPLES_OK
    }
}

/// Calls with a NULL-terminated array of C strings.
private func withCStrings<Value>(
    _ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Value
) -> Value {
    var bytes: [CChar] = []
    var offsets: [Int] = []
    for string in strings {
        offsets.append(bytes.count)
        bytes.append(contentsOf: string.utf8CString)
    }
    return bytes.withUnsafeBufferPointer { buffer in
        body(offsets.map { offset in buffer.baseAddress.map { $0 + offset } } + [nil])
    }
}

extension Connection {
    /// Opens a session on a helper thread and puts it on the reactor.
    ///
    /// - Parameters:
    ///   - onClose: called once, on the reactor's thread, when the session has ended for whatever reason.
    ///   - onNotification: called on the reactor's thread for every NOTIFY that arrives.
    package static func open(
        _ configuration: DatabaseConfiguration, reactor: Reactor, logger: Logger,
        onClose: @escaping @Sendable () -> Void = {},
        onNotification: (@Sendable (Notification) -> Void)? = nil
    ) async throws -> Connection {
        let notices = NoticeSink(logger: logger)
        let opened = try await onHelperThread { OpenedHandle.open(configuration, notices: notices) }.get()
        let connection = Connection(
            opened: opened, reactor: reactor, notices: notices,
            statementCacheLimit: configuration.statementCacheLimit, onClose: onClose, onNotification: onNotification)
        await connection.start()
        return connection
    }
}
