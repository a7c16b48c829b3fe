import Access
import Foundation
import HTTPTypes

/// The handlers of a service, one for each operation of its permission table.
package struct HandlerTable: Sendable {
    package typealias Handler = @Sendable (APIRequest) async throws -> APIResponse

    package let operations: [Endpoint]
    private var handlers: [String: Handler] = [:]

    /// - Parameter own: the service's permission table; the system operations join it.
    package init(_ own: [Endpoint]) {
        let operations = own + SystemOperations.all
        precondition(Set(operations.map(\.id)).count == operations.count, "an operation id stands twice in the table")
        self.operations = operations
    }

    /// Gives an operation its handler.
    /// - Precondition: the operation stands in the table and has none yet.
    package mutating func on(_ operation: Endpoint, _ handler: @escaping Handler) {
        precondition(self.operations.contains(operation), "\(operation.id) is not in the permission table")
        precondition(self.handlers[operation.id] == nil, "\(operation.id) has a handler already")
        self.handlers[operation.id] = handler
    }

    /// The handler of an operation.
    /// - Precondition: `isComplete`, which is checked before a door opens.
    func handler(of operation: Endpoint) -> Handler {
        guard let handler = self.handlers[operation.id] else { preconditionFailure("\(operation.id) has no handler") }
        return handler
    }

    /// Operations without a handler.
    package var missing: [String] { self.operations.map(\.id).filter { self.handlers[$0] == nil } }

    enum Match {
        case found(Endpoint, parameters: [String: String])
        case otherMethods([String])
        case nothing
    }

    /// Finds the operation of a path and method. Literal segments win over parameters.
    func match(method: String, path: String) -> Match {
        // "/" alone has no segment; any other empty segment is one that matches nothing.
        let concrete = path == "/" ? [] : path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        var methods: [String] = []
        var found: (operation: Endpoint, parameters: [String: String], literals: Int)?
        for operation in self.operations {
            let template = operation.segments
            guard template.count == concrete.count else { continue }
            var parameters: [String: String] = [:]
            var literals = 0
            let isMatch = zip(template, concrete).allSatisfy { pattern, segment in
                if pattern.hasPrefix("{") {
                    guard !segment.isEmpty, let text = segment.removingPercentEncoding else { return false }
                    parameters[String(pattern.dropFirst().dropLast())] = text
                    return true
                }
                literals += 1
                return pattern == segment
            }
            guard isMatch else { continue }
            methods.append(operation.method.rawValue)
            if operation.method.rawValue == method, literals > (found?.literals ?? -1) {
                found = (operation, parameters, literals)
            }
        }
        if let found { return .found(found.operation, parameters: found.parameters) }
        return methods.isEmpty ? .nothing : .otherMethods(Array(Set(methods)).sorted())
    }
}
