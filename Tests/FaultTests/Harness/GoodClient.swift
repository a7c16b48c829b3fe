import Access
import AsyncHTTPClient
import Foundation
import HTTPTypes
import Primitives
import ServiceClient
import TestSupport

/// A client as the API asks for: it repeats an act with the same key until somebody answers, and looks what became of
/// an edit before it repeats that.
struct GoodClient: Sendable {
    /// How long a person tries.
    enum Patience: Sendable {
        case untilAnswered
        /// Once; then she is gone and never hears what became of it.
        case once
    }

    struct Call: Sendable {
        var service: ServiceName
        var endpoint: Endpoint
        var path: [String] = []
        var query = ""
        var token: String?
        var body: String?
        var key: String?
        var ifMatch: String?
    }

    /// Seconds after which something must have been answered, whatever the nemesis does.
    static let limit = 45.0

    let client: HTTPClient
    let addresses: [ServiceName: String]
    let tally: Tally

    /// JSON with sorted keys, so that a repeated act is the same bytes.
    static func json(_ body: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(body), as: UTF8.self)
    }

    /// - Returns: nil when the outcome is not known.
    func send(_ call: Call, _ patience: Patience = .untilAnswered) async -> Wire.Answer? {
        let wire = Wire(client: self.client, baseURL: self.addresses[call.service] ?? "", timeout: 6)
        let path = call.endpoint.path(filling: call.path) + call.query
        var headers: [(String, String)] = []
        if call.body != nil { headers.append(("Content-Type", "application/json")) }
        if let key = call.key { headers.append(("Idempotency-Key", key)) }
        if let ifMatch = call.ifMatch { headers.append(("If-Match", ifMatch)) }
        let end = ContinuousClock.now + .seconds(Self.limit)
        while true {
            var wait = Double.random(in: 0.05...0.25)
            do {
                let answer = try await wire.send(
                    call.endpoint.method.rawValue, path, token: call.token, headers: headers,
                    body: call.body.map { Array($0.utf8) })
                if let pause = self.pause(before: answer, call) {
                    wait = pause
                } else {
                    return answer
                }
            } catch {
                self.tally.count { $0.unanswered += 1 }
            }
            if case .once = patience { return nil }
            guard ContinuousClock.now < end else {
                self.tally.fault(.other, "\(call.endpoint.id) was not answered in \(Int(Self.limit)) s")
                return nil
            }
            try? await Task.sleep(for: .seconds(wait))
        }
    }

    /// Seconds until it should be sent again; nil when the answer is final.
    private func pause(before answer: Wire.Answer, _ call: Call) -> Double? {
        switch answer.status {
        case 503, 429:
            self.tally.count { $0.unavailable += 1 }
        case 409 where answer.problem == "still-running":
            self.tally.count { $0.unavailable += 1 }
        case 500...:
            self.tally.fault(.other, "\(call.endpoint.id) answered \(answer.status) \(answer.problem ?? "")")
            return 1
        default: return nil
        }
        // As told, but nobody here waits longer than a second.
        let told = answer.headers["retry-after"].flatMap(Double.init) ?? 0.2
        return min(told, 1) * Double.random(in: 0.5...1)
    }

    /// An act with a key of its own.
    func act<Value: Decodable & Sendable>(
        _ service: ServiceName, _ endpoint: Endpoint, _ path: [String] = [], token: String,
        body: (any Encodable & Sendable)?,
        _ patience: Patience = .untilAnswered, returning type: Value.Type = Value.self
    ) async throws -> Fate<Value> {
        let call = Call(
            service: service, endpoint: endpoint, path: path, token: token, body: try body.map { try Self.json($0) },
            key: UUID().uuidString)
        guard let answer = await self.send(call, patience) else {
            self.tally.count { $0.unknown += 1 }
            return .unknown
        }
        guard (200..<300).contains(answer.status) else {
            return .refused(answer.status, answer.problem ?? "", answer.faults.joined(separator: ", "))
        }
        self.tally.acknowledge(endpoint.id)
        return .kept(try JSONDecoder().decode(Value.self, from: answer.body), Receipt(call: call, answer: answer))
    }

    /// Reads until it is answered.
    func read<Value: Decodable & Sendable>(
        _ service: ServiceName, _ endpoint: Endpoint, _ path: [String] = [], query: String = "", token: String?,
        returning type: Value.Type = Value.self
    ) async throws -> Value {
        let answer = await self.send(
            Call(service: service, endpoint: endpoint, path: path, query: query, token: token))
        guard let answer, answer.status == 200 else {
            throw Unreadable(operation: endpoint.id, status: answer?.status ?? 0)
        }
        return try JSONDecoder().decode(Value.self, from: answer.body)
    }

    /// Every page of a list.
    func all<Item: Codable & Sendable>(
        _ service: ServiceName, _ endpoint: Endpoint, _ path: [String] = [], token: String?,
        of type: Item.Type = Item.self
    ) async throws -> [Item] {
        var items: [Item] = []
        var query = "?limit=200"
        while true {
            let answer = await self.send(
                Call(service: service, endpoint: endpoint, path: path, query: query, token: token))
            guard let answer, answer.status == 200 else {
                throw Unreadable(operation: endpoint.id, status: answer?.status ?? 0)
            }
            items += try JSONDecoder().decode(Page<Item>.self, from: answer.body).items
            guard let link = answer.headers["link"], let start = link.range(of: "cursor=") else { return items }
            query = "?limit=200&cursor=" + link[start.upperBound...].prefix { $0 != "&" && $0 != ">" }
        }
    }
}

/// A read that did not work although everything is up.
struct Unreadable: Error {
    let operation: String
    let status: Int
}

/// What became of an act or an edit, as far as who did it knows.
enum Fate<Value: Sendable>: Sendable {
    case untried
    /// She never heard.
    case unknown
    case refused(Int, String, String)
    case kept(Value, Receipt)

    var value: Value? {
        if case .kept(let value, _) = self { return value }
        return nil
    }

    var receipt: Receipt? {
        if case .kept(_, let receipt) = self { return receipt }
        return nil
    }

    var isUnknown: Bool {
        if case .unknown = self { return true }
        return false
    }
}

/// An acknowledged act: what was sent and what was answered.
struct Receipt: Sendable {
    let call: GoodClient.Call
    let answer: Wire.Answer
}
