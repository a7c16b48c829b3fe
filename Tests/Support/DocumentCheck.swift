import Access
import Foundation
import HTTPTypes
import Yams

/// Compares a service's OpenAPI document with its permission table, both ways.
package enum DocumentCheck {
    /// - Returns: one line for each difference.
    package static func differences(_ file: String, _ endpoints: [Endpoint]) throws -> [String] {
        let text = try String(contentsOfFile: "\(Repository.root)/openapi/\(file)", encoding: .utf8)
        guard let document = try Yams.load(yaml: text) as? [String: Any],
            let paths = document["paths"] as? [String: [String: Any]]
        else { return ["\(file) is no OpenAPI document"] }
        let components = (document["components"] as? [String: Any] ?? [:]).compactMapValues { $0 as? [String: Any] }
        var found: [String] = []
        var described: Set<String> = []
        for (path, methods) in paths.sorted(by: { $0.key < $1.key }) {
            for (method, value) in methods {
                guard let operation = value as? [String: Any], let id = operation["operationId"] as? String else {
                    continue
                }
                described.insert(id)
                guard let endpoint = endpoints.first(where: { $0.id == id }) else {
                    found.append("\(id) is described but does not exist")
                    continue
                }
                if endpoint.path != path || endpoint.method.rawValue.lowercased() != method {
                    found.append("\(id): \(method) \(path) is not \(endpoint.method.rawValue) \(endpoint.path)")
                }
                found += self.differences(operation, endpoint, components)
            }
        }
        for endpoint in endpoints where !described.contains(endpoint.id) {
            found.append("\(endpoint.id) is not described")
        }
        return found
    }

    private static func differences(
        _ operation: [String: Any], _ endpoint: Endpoint, _ components: [String: [String: Any]]
    ) -> [String] {
        var found: [String] = []
        func compare(_ what: String, _ described: some Sequence<String>, _ real: some Sequence<String>) {
            let (left, right) = (Set(described), Set(real))
            if left != right {
                found.append("\(endpoint.id): \(what) \(left.sorted()) described, \(right.sorted()) real")
            }
        }
        compare("roles", operation["x-roles"] as? [String] ?? [], endpoint.roles.map(\.rawValue))
        compare("own only", operation["x-own-only"] as? [String] ?? [], endpoint.ownOnly.map(\.rawValue))
        compare("callers", operation["x-callers"] as? [String] ?? [], endpoint.callers.map(\.rawValue))
        compare("effect", [operation["x-effect"] as? String ?? "none"], [endpoint.effect.rawValue])
        if (operation["x-needs-person"] as? Bool ?? false) != endpoint.needsPerson {
            found.append("\(endpoint.id): whether a person has to be there differs")
        }
        let parameters = (operation["parameters"] as? [[String: Any]] ?? []).map {
            self.resolved($0, among: components["parameters"])
        }
        compare("path parameters", self.names(parameters, in: "path"), endpoint.parameters)
        compare("query", self.names(parameters, in: "query"), endpoint.query)
        compare("required headers", self.names(parameters, in: "header", required: true), self.headers(endpoint))
        let body = operation["requestBody"] as? [String: Any] ?? [:]
        compare("body", (body["content"] as? [String: Any] ?? [:]).keys, self.mediaTypes(endpoint))
        let security = operation["security"] as? [[String: Any]] ?? []
        if security.contains(where: \.isEmpty) != endpoint.isOpen {
            found.append("\(endpoint.id): open or not differs")
        }
        let problems = (operation["responses"] as? [String: Any] ?? [:]).values.flatMap { value in
            self.resolved(value as? [String: Any] ?? [:], among: components["responses"])["x-problems"] as? [String]
                ?? []
        }
        compare("problems", problems, endpoint.allProblems.map(\.slug))
        return found
    }

    /// What a `$ref` to a component points to; anything else as it stands.
    private static func resolved(_ value: [String: Any], among components: [String: Any]?) -> [String: Any] {
        guard let reference = value["$ref"] as? String, let name = reference.split(separator: "/").last else {
            return value
        }
        return components?[String(name)] as? [String: Any] ?? [:]
    }

    private static func names(_ parameters: [[String: Any]], in place: String, required: Bool = false) -> [String] {
        parameters
            .filter { $0["in"] as? String == place && (!required || $0["required"] as? Bool == true) }
            .compactMap { $0["name"] as? String }
    }

    /// The headers that an effect cannot do without.
    private static func headers(_ endpoint: Endpoint) -> [String] {
        switch endpoint.effect {
        case .read, .compute: []
        case .act: ["Idempotency-Key"]
        case .edit: ["If-Match"]
        }
    }

    private static func mediaTypes(_ endpoint: Endpoint) -> [String] {
        switch endpoint.body {
        case .none: []
        case .json: ["application/json"]
        case .other(let mediaType, _): [mediaType]
        }
    }
}
