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
        /// A handful each, so that comparing bytes is faster than hashing.
        var literals: [(segment: [UInt8], node: Int)] = []
        var parameter: Int?
        var routes: [(method: String, route: Route)] = []

        func literal(_ segment: ArraySlice<UInt8>) -> Int? {
            self.literals.first { $0.segment.elementsEqual(segment) }?.node
        }
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
            let known =
                isParameter ? self.nodes[node].parameter : self.nodes[node].literal(Array(segment.utf8)[...])
            if let known {
                node = known
                continue
            }
            self.nodes.append(Node())
            let next = self.nodes.count - 1
            if isParameter {
                self.nodes[node].parameter = next
            } else {
                self.nodes[node].literals.append((Array(segment.utf8), next))
            }
            node = next
        }
        let route = Route(
            operation: operation, handler: handler, names: names,
            kind: SystemOperations.vital.contains(operation) ? nil : AdmissionState.Kind(operation.effect),
            isLight: isLight)
        self.nodes[node].routes.append((operation.method.rawValue, route))
    }

    /// Finds the operation of a path and method. Literal segments win over parameters.
    func match(method: String, path: Substring) -> Match {
        var search = Search(method: method, path: Array(path.utf8))
        self.walk(0, 0, literals: 0, &search)
        guard let best = search.best else {
            return search.methods.isEmpty ? .nothing : .otherMethods(search.methods.sorted())
        }
        guard !best.values.isEmpty else { return .found(best.route, parameters: [:]) }
        return .found(
            best.route,
            parameters: Dictionary(uniqueKeysWithValues: zip(best.route.names, best.values)))
    }

    private struct Search {
        let method: String
        let path: [UInt8]
        /// "/" alone has no segment; any other empty segment is one that matches nothing.
        let segments: [Range<Int>]
        var values: [String] = []
        var methods: Set<String> = []
        var best: (route: Route, values: [String], literals: Int)?

        init(method: String, path: [UInt8]) {
            self.method = method
            self.path = path
            var segments: [Range<Int>] = []
            var start: Int?
            for index in path.indices where path[index] == 0x2F {
                if let start { segments.append(start..<index) }
                start = index + 1
            }
            if let start, path.count > 1 { segments.append(start..<path.count) }
            self.segments = segments
        }
    }

    private func walk(_ node: Int, _ depth: Int, literals: Int, _ search: inout Search) {
        guard depth < search.segments.count else {
            let routes = self.nodes[node].routes
            if let route = routes.first(where: { $0.method == search.method })?.route,
                literals > (search.best?.literals ?? -1)
            {
                search.best = (route, search.values, literals)
            }
            if search.best == nil { search.methods.formUnion(routes.map(\.method)) }
            return
        }
        let segment = search.path[search.segments[depth]]
        if let next = self.nodes[node].literal(segment) {
            self.walk(next, depth + 1, literals: literals + 1, &search)
        }
        if let next = self.nodes[node].parameter, !segment.isEmpty, let value = Self.decoded(segment) {
            search.values.append(value)
            self.walk(next, depth + 1, literals: literals, &search)
            search.values.removeLast()
        }
    }

    private static func decoded(_ segment: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: segment, as: UTF8.self)
        return segment.contains(0x25) ? text.removingPercentEncoding : text
    }
}
