import Access
import ApplicationsContract
import ApplicationsDomain
import Durability
import Postgres
import Primitives
import ServiceKit

/// Convenings and calls over HTTP.
struct ConveningHandlers: Sendable {
    let database: Database
    let journal: Journal
    private let convenings = ConveningStore()
    private let calls = CallStore()
    private let organisations: OrganisationStore
    private let eligibility: EligibilityStore

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.organisations = OrganisationStore(vault)
        self.eligibility = EligibilityStore(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(ApplicationsEndpoints.createConvening, self.createConvening)
        table.on(ApplicationsEndpoints.listConvenings, self.listConvenings)
        table.on(ApplicationsEndpoints.getConvening, isLight: true, self.getConvening)
        table.on(ApplicationsEndpoints.updateConvening, self.updateConvening)
        table.on(ApplicationsEndpoints.createCall, self.createCall)
        table.on(ApplicationsEndpoints.listCalls, self.listCalls)
        table.on(ApplicationsEndpoints.getCall, isLight: true, self.getCall)
        table.on(ApplicationsEndpoints.updateCall, self.updateCall)
        table.on(ApplicationsEndpoints.checkEligibility, self.checkEligibility)
        table.on(ApplicationsEndpoints.listCallOrganisations, self.listCallOrganisations)
    }

    @Sendable private func createConvening(_ request: APIRequest) async throws -> APIResponse {
        let input: ConveningInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let made = try await self.convenings.insert(input, transaction)
            try await record.audit("convening.announced", "convening/\(made.id)")
            try await record.event(
                "convening.announced", subject: made.id.description, payload: ["conveningId": made.id.description])
            return try .created(made, location: "/v1/convenings/\(made.id)", version: made.version)
        }
    }

    @Sendable private func listConvenings(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.convenings.list(
            kind: try request.queryChoice("kind"), limit: page.limit, after: try page.after.map(pageStart),
            self.database)
        return try .page(found, of: request)
    }

    @Sendable private func getConvening(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.convenings.find(request.id("conveningId"), self.database)
        return try .ok(found, version: found.version)
    }

    @Sendable private func updateConvening(_ request: APIRequest) async throws -> APIResponse {
        let id: ConveningID = try request.id("conveningId")
        let input: ConveningInput = try request.body()
        return try await self.journal.edit(request) { transaction, record in
            let changed = try await self.convenings.update(id, input, ifMatch: request.ifMatch, transaction)
            try await record.audit(
                "convening.changed", "convening/\(id)", details: ["state": changed.state.rawValue])
            return try .ok(changed, version: changed.version)
        }
    }

    @Sendable private func createCall(_ request: APIRequest) async throws -> APIResponse {
        let convening: ConveningID = try request.id("conveningId")
        let input: CallInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            _ = try await self.convenings.find(convening, transaction)
            let made = try await self.calls.insert(
                input, convening: convening, at: request.receivedAt, transaction)
            try await record.audit("call.published", "call/\(made.id)")
            return try .created(made, location: "/v1/calls/\(made.id)", version: made.version)
        }
    }

    @Sendable private func listCalls(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.calls.list(
            window: try request.queryChoice("window"), convening: try request.queryID("conveningId"),
            at: request.receivedAt, limit: page.limit, after: try page.after.map(pageStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func getCall(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.calls.find(request.id("callId"), at: request.receivedAt, self.database)
        return try .ok(found, version: found.version)
    }

    @Sendable private func updateCall(_ request: APIRequest) async throws -> APIResponse {
        let id: CallID = try request.id("callId")
        let input: CallInput = try request.body()
        return try await self.journal.edit(request) { transaction, record in
            // Locked, so that nobody begins an application with the old form while the new one is being kept.
            let current = try await self.calls.find(id, at: request.receivedAt, lock: true, transaction)
            guard request.ifMatch.matches(version: current.version) else { throw Problem.stale(current.version) }
            if try await self.calls.hasApplications(id, transaction) {
                try Self.requireKept(current.questions, in: input.questions)
            }
            let changed = try await self.calls.update(
                id, input, ifMatch: request.ifMatch, at: request.receivedAt, transaction)
            try await record.audit(
                "call.changed", "call/\(id)", details: ["closesAt": changed.closesAt.description])
            return try .ok(changed, version: changed.version)
        }
    }

    /// People have answered: what they answered to, and who reads it, stays.
    private static func requireKept(_ questions: [Question], in next: [Question]) throws {
        let answered = { (question: Question) in
            AnsweredQuestion(
                key: question.key, kind: question.kind.rawValue, audience: question.audience.rawValue,
                options: Set(question.options.map(\.value)))
        }
        guard let found = AnsweredQuestion.breach(of: questions.map(answered), by: next.map(answered)) else { return }
        let what =
            switch found.breach {
            case .removed: "it may not go"
            case .audience: "who reads its answers may not change"
            case .kind: "its kind may not change"
            case .options: "its options may not change"
            }
        throw Problem(
            .conflict,
            "People have answered the question \(found.key): \(what). Change its words, or add another question.",
            parameters: ["state": "answered", "question": found.key])
    }

    @Sendable private func checkEligibility(_ request: APIRequest) async throws -> APIResponse {
        let id: CallID = try request.id("callId")
        return try await self.journal.once(request) { transaction, record in
            let call = try await self.calls.find(id, at: request.receivedAt, transaction)
            guard call.window == .closed else {
                throw Problem.conflict("Eligibility is checked once the call has closed.", state: call.window.rawValue)
            }
            let conditions = call.rules.map { rule in
                EligibilityCondition(
                    code: rule.code, fact: rule.fact == .answer ? "answer:\(rule.question ?? "")" : rule.fact.rawValue,
                    oneOf: Set(rule.oneOf))
            }
            var eligible: [ApplicationID] = []
            var failures: [String: Int] = [:]
            var ineligible = 0
            for subject in try await self.eligibility.submitted(id, transaction) {
                let failed = EligibilityCondition.failed(conditions, facts: subject.facts)
                if failed.isEmpty {
                    eligible.append(subject.id)
                } else {
                    ineligible += 1
                    for code in failed { failures[code, default: 0] += 1 }
                    try await self.eligibility.markIneligible(subject.id, failed: failed, transaction)
                    try await record.audit(
                        "application.ineligible", "application/\(subject.id)",
                        details: ["rules": failed.joined(separator: ",")])
                }
            }
            try await self.eligibility.markEligible(eligible, transaction)
            for application in eligible { try await record.audit("application.eligible", "application/\(application)") }
            try await record.event(
                "call.eligibility-checked", subject: id.description,
                payload: ["callId": id.description, "eligible": "\(eligible.count)"])
            return try .ok(
                EligibilityReport(eligible: eligible.count, ineligible: ineligible, failedRules: failures))
        }
    }

    @Sendable private func listCallOrganisations(_ request: APIRequest) async throws -> APIResponse {
        let id: CallID = try request.id("callId")
        _ = try await self.calls.find(id, at: request.receivedAt, self.database)
        return try .ok(Page(items: try await self.organisations.names(inCall: id, self.database), next: nil))
    }
}
