import Access
import Foundation
import HTTPTypes
import Primitives

/// Tries every operation that touches one convening's things, as every role that may do it, on things of the caller's
/// own convening, of another one, and of none: what is of another must be answered exactly as what does not exist.
///
/// The walk is generated from the permission table. What a service's test gives is one thing of each kind in each of
/// two convenings.
package struct ReachWalk: Sendable {
    /// Whose a thing is.
    package enum Side: Sendable, CaseIterable {
        case own
        case other
        /// An id that names nothing.
        case nobody
    }

    /// Ids by path parameter, of the caller's convening and of the other one.
    package var things: [String: (own: String, other: String)]
    /// The convening that the caller's right is limited to; nil when what counts is whose the things are.
    package var convening: ConveningID?
    /// The caller. Roles that are not named act as `walker`.
    package var subjects: [Role: String] = [:]
    /// For lists: text that marks an item of the caller's side, and one of the other. One that is empty is not looked for.
    package var marks: [String: (own: String, other: String)] = [:]
    /// For operations whose body names a convening or a call: the body by whose it is.
    package var bodies: [String: @Sendable (Side) -> String] = [:]
    /// Bodies without a fault, by operation: what is tried on another's thing must fail because of the thing alone.
    package var inputs: [String: String] = [:]
    /// Cells in which even one's own answers 404, with the reason: `operation role`.
    package var bare: [String: String] = [:]

    package init(things: [String: (own: String, other: String)], convening: ConveningID?) {
        self.things = things
        self.convening = convening
    }

    /// What a walk found.
    package struct Outcome: Sendable {
        package var wrong: [String] = []
        /// `operation role side` of each cell that was tried.
        package var tried: Set<String> = []
    }

    /// The cells that there are.
    package static func cells(_ endpoints: [Endpoint], roles: (Endpoint) -> Set<Role>) -> Set<String> {
        var all: Set<String> = []
        for endpoint in endpoints {
            for role in roles(endpoint) where role != .service {
                for side in [Side.own, .other] { all.insert("\(endpoint.id) \(role.rawValue) \(side)") }
            }
        }
        return all
    }

    /// - Parameter roles: who is tried at an operation.
    package func run(
        _ service: RunningService, _ endpoints: [Endpoint], roles: (Endpoint) -> Set<Role>
    ) async throws -> Outcome {
        var outcome = Outcome()
        for endpoint in endpoints {
            for role in Role.allCases where role != .service && roles(endpoint).contains(role) {
                let token = try await self.token(role)
                let cell = "\(endpoint.id) \(role.rawValue)"
                let faults: [String]
                if endpoint.path.contains("{") {
                    faults = try await self.named(service, endpoint, token, isBare: self.bare[cell] != nil)
                } else if self.bodies[endpoint.id] != nil {
                    faults = []
                } else {
                    faults = try await self.listed(service, endpoint, token)
                }
                outcome.wrong += faults.map { "\(cell): \($0)" }
                if let body = self.bodies[endpoint.id] {
                    outcome.wrong += try await self.written(service, endpoint, token, body).map { "\(cell): \($0)" }
                }
                for side in [Side.own, .other] { outcome.tried.insert("\(cell) \(side)") }
            }
        }
        return outcome
    }

    private func token(_ role: Role) async throws -> String {
        let now = Instant.now
        return try await TestPlace.shared.signer().sign(
            AccessToken(
                subject: self.subjects[role] ?? "walker", role: role, audience: .doors,
                expires: now.adding(seconds: 600),
                scope: AccessScope(convenings: self.convening.map { [$0] }), isPresent: true), at: now)
    }

    /// Things in the address.
    private func named(
        _ service: RunningService, _ endpoint: Endpoint, _ token: String, isBare: Bool
    ) async throws -> [String] {
        let known = endpoint.parameters.contains { self.things[$0] != nil }
        guard known else { return ["the test has nothing for \(endpoint.path)"] }
        let nothing = try await self.send(service, endpoint, token, .nobody)
        let other = try await self.send(service, endpoint, token, .other)
        let own = try await self.send(service, endpoint, token, .own)
        var faults: [String] = []
        if other.status != 404 { faults.append("another's answers \(other.status)") }
        if Self.shape(other) != Self.shape(nothing) { faults.append("another's differs from nobody's") }
        if (own.status == 404) != isBare || own.status == 401 || own.status == 403 || own.status >= 500 {
            faults.append("one's own answers \(own.status)")
        }
        return faults
    }

    /// Lists.
    private func listed(_ service: RunningService, _ endpoint: Endpoint, _ token: String) async throws -> [String] {
        guard let mark = self.marks[endpoint.id] else { return ["the test has no mark for this list"] }
        let answer = try await self.send(service, endpoint, token, .own)
        let text = String(decoding: answer.body, as: UTF8.self)
        var faults: [String] = []
        if answer.status != 200 { faults.append("answers \(answer.status)") }
        if !mark.own.isEmpty, !text.contains(mark.own) { faults.append("one's own is not in the list") }
        if text.contains(mark.other) { faults.append("another's is in the list") }
        return faults
    }

    /// Convenings in the body.
    private func written(
        _ service: RunningService, _ endpoint: Endpoint, _ token: String, _ body: @Sendable (Side) -> String
    ) async throws -> [String] {
        let other = try await self.send(service, endpoint, token, .own, body: body(.other))
        let nothing = try await self.send(service, endpoint, token, .own, body: body(.nobody))
        let own = try await self.send(service, endpoint, token, .own, body: body(.own))
        var faults: [String] = []
        if other.status != 422 { faults.append("a body that names another's answers \(other.status)") }
        if Self.shape(other) != Self.shape(nothing) { faults.append("a body with another's differs from nobody's") }
        if own.status >= 500 || own.faults == other.faults && own.status == other.status {
            faults.append("a body with one's own answers \(own.status) \(own.faults)")
        }
        return faults
    }

    private func send(
        _ service: RunningService, _ endpoint: Endpoint, _ token: String, _ side: Side, body: String? = nil
    ) async throws -> Wire.Answer {
        let values = endpoint.parameters.map { name -> String in
            let thing = self.things[name]
            return switch side {
            case .own: thing?.own ?? "1"
            case .other: thing?.other ?? "1"
            case .nobody: thing == nil ? "1" : ID<JobTag>.next().description
            }
        }
        var headers: [(String, String)] = []
        if endpoint.effect == .act { headers.append(("Idempotency-Key", UUID().uuidString)) }
        if endpoint.effect == .edit { headers.append(("If-Match", body == nil ? "\"v0\"" : "*")) }
        var bytes: [UInt8]?
        if case .json = endpoint.body {
            headers.append(("Content-Type", "application/json"))
            bytes = Array((body ?? self.inputs[endpoint.id] ?? "{}").utf8)
        }
        return try await service.wire.send(
            endpoint.method.rawValue, endpoint.path(filling: values), token: token, headers: headers, body: bytes)
    }

    /// Everything of an answer that somebody could compare.
    private static func shape(_ answer: Wire.Answer) -> String {
        var headers = answer.headers
        for name in ["date", "x-request-id"] { headers[name] = headers[name].map { _ in "" } }
        let body = String(decoding: answer.body, as: UTF8.self)
            .replacing(/urn:convene:request:[0-9a-f]+/, with: "")
        return "\(answer.status) \(headers.sorted { $0.key < $1.key }) \(body)"
    }
}
