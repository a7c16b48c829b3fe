import Access

/// The handlers of a service, one for each operation of its permission table.
package struct HandlerTable: Sendable {
    package typealias Handler = @Sendable (APIRequest) async throws -> APIResponse

    package let operations: [Endpoint]
    private var handlers: [String: Handler] = [:]
    private var light: Set<String> = []

    /// - Parameter own: the service's permission table; the system operations join it.
    package init(_ own: [Endpoint]) {
        let operations = own + SystemOperations.all
        precondition(Set(operations.map(\.id)).count == operations.count, "an operation id stands twice in the table")
        self.operations = operations
    }

    /// Gives an operation its handler.
    /// - Parameter isLight: true for what only asks the database once or twice and computes next to nothing: it runs on
    ///   the connection's own thread and in its own task, which spares two changes of thread. It would hold up the
    ///   thread's other connections, and only the deadlines of its calls to the database end it in time.
    /// - Precondition: the operation stands in the table and has none yet.
    package mutating func on(_ operation: Endpoint, isLight: Bool = false, _ handler: @escaping Handler) {
        precondition(self.operations.contains(operation), "\(operation.id) is not in the permission table")
        precondition(self.handlers[operation.id] == nil, "\(operation.id) has a handler already")
        self.handlers[operation.id] = handler
        if isLight { self.light.insert(operation.id) }
    }

    func isLight(_ operation: Endpoint) -> Bool { self.light.contains(operation.id) }

    /// The handler of an operation.
    /// - Precondition: `isComplete`, which is checked before a door opens.
    func handler(of operation: Endpoint) -> Handler {
        guard let handler = self.handlers[operation.id] else { preconditionFailure("\(operation.id) has no handler") }
        return handler
    }

    /// Operations without a handler.
    package var missing: [String] { self.operations.map(\.id).filter { self.handlers[$0] == nil } }
}
