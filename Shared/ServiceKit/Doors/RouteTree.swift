import Access
import Foundation
import HTTPTypes

/// Finds the operation of a request: the paths of all operations as a tree, built once, so that finding one takes as
/// many steps as its path has segments.
struct RouteTree: Sendable {
    /// One operation with everything about it that does not change.
    struct Route: Sendable {
        let operation: Endpoint
        let handler: HandlerTable.Handler
        /// Names of the path parameters, in order.
        let names: [String]
        /// How it is admitted; nil for what is never refused.
        let kind: AdmissionState.Kind?
        /// Whether it runs on the connection's own thread, which spares two changes of thread.
        let isLight: Bool
    }

    enum Match: Sendable {
        case found(Route, parameters: [String: String])
        case otherMethods([String])
        case nothing
    }

    private struct Node {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var routes: [String: Route] = [:]
    }

    private var nodes: [Node] = [Node()]

    /// - Precondition: the table is complete.
    init(_ table: HandlerTable) {
        for operation in table.operations {
            self.add(operation, table.handler(of: operation), isLight: table.isLight(operation))
        }
    }

    private mutating func add(
        _ operation: Endpoint, _ handler: @escaping HandlerTable.Handler, isLight: Bool
    ) {
        var node = 0
        var names: [String] = []
        for segment in operation.segments {
            let isParameter = segment.hasPrefix("{")
            if isParameter { names.append(String(segment.dropFirst().dropLast())) }
            let known = isParameter ? self.nodes[node].parameter : self.nodes[node].literals[String(segment)]
            if let known {
                node = known
                continue
            }
            self.nodes.append(Node())
            let next = self.nodes.count - 1
            if isParameter {
                self.nodes[node].parameter = next
            } else {
                self.nodes[node].literals[String(segment)] = next
            }
            node = next
        }
        self.nodes[node].routes[operation.method.rawValue] = Route(
            operation: operation, handler: handler, names: names,
            kind: SystemOperations.vital.contains(operation) ? nil : AdmissionState.Kind(operation.effect),
            isLight: isLight)
    }

    /// Finds the operation of a path and method. Literal segments win over parameters.
    func match(method: String, path: Substring) -> Match {
        // "/" alone has no segment; any other empty segment is one that matches nothing.
        let segments =
            path == "/" ? [] : Array(path.split(separator: "/", omittingEmptySubsequences: false).dropFirst())
        var search = Search(method: method, segments: segments)
        self.walk(0, 0, literals: 0, &search)
        guard let best = search.best else {
            return search.methods.isEmpty ? .nothing : .otherMethods(search.methods.sorted())
        }
        return .found(
            best.route,
            parameters: Dictionary(uniqueKeysWithValues: zip(best.route.names, best.values)))
    }

    private struct Search {
        let method: String
        let segments: [Substring]
        var values: [String] = []
        var methods: Set<String> = []
        var best: (route: Route, values: [String], literals: Int)?
    }

    private func walk(_ node: Int, _ depth: Int, literals: Int, _ search: inout Search) {
        guard depth < search.segments.count else {
            if let route = self.nodes[node].routes[search.method], literals > (search.best?.literals ?? -1) {
                search.best = (route, search.values, literals)
            }
            if search.best == nil { search.methods.formUnion(self.nodes[node].routes.keys) }
            return
        }
        let segment = search.segments[depth]
        if let next = self.nodes[node].literals[String(segment)] {
            self.walk(next, depth + 1, literals: literals + 1, &search)
        }
        if let next = self.nodes[node].parameter, !segment.isEmpty, let value = Self.decoded(segment) {
            search.values.append(value)
            self.walk(next, depth + 1, literals: literals, &search)
            search.values.removeLast()
        }
    }

    private static func decoded(_ segment: Substring) -> String? {
        segment.utf8.contains(0x25) ? segment.removingPercentEncoding : String(segment)
    }
}
