import Access
import Durability
import Foundation
import Primitives
import ServiceClient
import ServiceKit

/// The four services behind the portal, called over mutual TLS in the name of the person who asks.
package struct Backends: Sendable {
    private let callers: [ServiceName: ServiceCaller]
    private let signer: TokenSigner

    package init(callers: [ServiceName: ServiceCaller], signer: TokenSigner) {
        self.callers = callers
        self.signer = signer
    }

    /// Calls an operation.
    /// - Parameters:
    ///   - session: in whose name; nil means the portal itself, for what everybody may read and for sign-in.
    ///   - role: the role to act in. Nil: the first of the person's roles that may do it, the least powerful first.
    /// - Throws: `ClientProblem`; its status is 0 when the service did not answer or is not known.
    package func call<Value: Decodable & Sendable>(
        _ service: ServiceName, _ endpoint: Endpoint, _ options: ServiceCaller.Options = .init(),
        body: (any Encodable & Sendable)? = nil, for session: PortalSession?, as role: Role? = nil,
        returning type: Value.Type = Value.self
    ) async throws -> ClientResponse<Value> {
        guard let caller = self.callers[service] else {
            throw ClientProblem(status: 0, code: "no-answer", detail: "The address of \(service.rawValue) is not set.")
        }
        return try await caller.call(
            endpoint, options, body: body, as: try self.credential(endpoint, session, role), returning: type)
    }

    /// Calls an operation whose answer is not looked at.
    package func act(
        _ service: ServiceName, _ endpoint: Endpoint, _ options: ServiceCaller.Options,
        body: (any Encodable & Sendable)? = nil, for session: PortalSession, as role: Role? = nil
    ) async throws {
        guard let caller = self.callers[service] else {
            throw ClientProblem(status: 0, code: "no-answer", detail: "The address of \(service.rawValue) is not set.")
        }
        _ = try await caller.send(
            endpoint, options, bytes: try body.map { [UInt8](try JSONEncoder().encode($0)) },
            as: try self.credential(endpoint, session, role))
    }

    /// All pages of a list, up to a limit that no page of ours needs more than.
    package func all<Item: Codable & Sendable>(
        _ service: ServiceName, _ endpoint: Endpoint, path: [String] = [], query: [(name: String, value: String)] = [],
        for session: PortalSession?, as role: Role? = nil, of type: Item.Type = Item.self, most: Int = 1000
    ) async throws -> [Item] {
        var items: [Item] = []
        var cursor: String?
        repeat {
            var options = ServiceCaller.Options(path: path, query: query)
            if endpoint.query.contains("limit") { options.query.append((name: "limit", value: "200")) }
            if let cursor { options.query.append((name: "cursor", value: cursor)) }
            let answer = try await self.call(
                service, endpoint, options, for: session, as: role, returning: Page<Item>.self)
            items += answer.value.items
            cursor = answer.value.next
        } while cursor != nil && items.count < most
        return items
    }

    /// How work that a person started stands.
    package enum Work: Sendable, Equatable {
        case running
        case ended
        case failed(JobFailureWord)
    }

    /// How a job of a service stands. What is not known has ended.
    package func work(_ service: ServiceName, job: String?, for session: PortalSession) async -> Work {
        guard let job, JobID(job) != nil,
            let status = try? await self.call(
                service, DurabilityEndpoints.job, .init(path: [job]), for: session, returning: JobStatus.self
            ).value
        else { return .ended }
        return switch status.state {
        case "queued", "running": .running
        case "failed", "cancelled":
            .failed(status.problem.flatMap { JobFailureWord(code: $0.code) } ?? .other)
        default: .ended
        }
    }

    /// Whether a person may do an operation in one of her roles.
    package func isAllowed(_ endpoint: Endpoint, _ session: PortalSession?) -> Bool {
        session.map { !endpoint.roles.isDisjoint(with: $0.roles) } ?? false
    }

    private func credential(_ endpoint: Endpoint, _ session: PortalSession?, _ role: Role?) throws -> Credential {
        guard let session else { return .certificateOnly }
        let own = Role.allCases.filter { session.roles.contains($0) }
        if let role {
            guard own.contains(role) else { throw Problem(.forbidden, "The person has not this role.") }
            return .person(self.principal(session, role), self.signer)
        }
        guard let first = own.first(where: { endpoint.allows($0) }) else {
            throw Problem(.forbidden, "None of the person's roles may do this.")
        }
        return .person(self.principal(session, first), self.signer)
    }

    /// Administrators and auditors reach every convening, applicants what is their own; everybody else reaches the
    /// convenings that she is assigned to. Whoever looks as somebody else only reads, which the services see to.
    private func principal(_ session: PortalSession, _ role: Role) -> Principal {
        if session.acting != nil {
            return Principal(subject: session.subject, role: role, scope: AccessScope(isReadOnly: true))
        }
        let isWhole = [.administrator, .auditor, .applicant].contains(role)
        return Principal(
            subject: session.subject, role: role,
            scope: isWhole ? .everything : AccessScope(convenings: Set(session.convenings)))
    }
}

extension Backends.Work {
    /// Why it failed, in words; nil when it did not.
    package func failure(_ words: Words) -> Prose? {
        if case .failed(let word) = self { words(word) } else { nil }
    }
}
