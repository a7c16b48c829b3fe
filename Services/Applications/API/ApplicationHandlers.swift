import Access
import ApplicationsContract
import ApplicationsDomain
import Durability
import Postgres
import Primitives
import ServiceKit

/// Applications over HTTP: draft, submission, withdrawal, decisions.
struct ApplicationHandlers: Sendable {
    let database: Database
    let journal: Journal
    private let applications: ApplicationStore
    private let reads: ApplicationReads
    private let calls = CallStore()
    private let organisations: OrganisationStore

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.applications = ApplicationStore(vault)
        self.reads = ApplicationReads(database, vault)
        self.organisations = OrganisationStore(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(ApplicationsEndpoints.createApplication, self.create)
        table.on(ApplicationsEndpoints.listApplications, self.list)
        table.on(ApplicationsEndpoints.getApplication, isLight: true, self.get)
        table.on(ApplicationsEndpoints.saveApplication, self.save)
        table.on(ApplicationsEndpoints.submitApplication, self.submit)
        table.on(ApplicationsEndpoints.withdrawApplication, self.withdraw)
        table.on(ApplicationsEndpoints.decideEligibility, self.decide)
        table.on(ApplicationsEndpoints.listApplicationVersions, self.versions)
    }

    private func owner(_ request: APIRequest) -> String? {
        request.isOwnOnly ? request.principal.subject : nil
    }

    @Sendable private func create(_ request: APIRequest) async throws -> APIResponse {
        let input: ApplicationInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let call = try await self.requireKnown(input, request, transaction)
            let made = try await self.applications.insert(
                input, answers: StoredAnswers(input.answers, questions: call.questions),
                createdBy: request.principal.subject, transaction)
            try await record.audit("application.begun", "application/\(made.id)")
            return try .created(made, location: "/v1/applications/\(made.id)", version: made.version)
        }
    }

    /// The open call that a new application is for.
    /// - Throws: `Problem` with everything that is unknown or does not fit the form.
    private func requireKnown(
        _ input: ApplicationInput, _ request: APIRequest, _ transaction: Transaction
    ) async throws -> Call {
        var faults: [FieldError] = []
        // Held, so that the form cannot change between the look at it and the answers to it.
        let known = try await self.calls.known(input.callId, at: request.receivedAt, transaction)
        let call = known.flatMap { request.principal.scope.reaches($0.conveningId) ? $0 : nil }
        if let call {
            try self.requireOpen(call, request)
        } else {
            faults.append(FieldError(pointer: "/callId", code: "unknown", detail: "There is no such call."))
        }
        let owner = request.principal.role == .applicant ? request.principal.subject : nil
        if try await !self.organisations.exists(input.organisationId, ownedBy: owner, transaction) {
            faults.append(
                FieldError(
                    pointer: "/organisationId", code: "unknown", detail: "There is no such organisation of yours."))
        }
        faults += call.map { Form.draftFaults(input.answers, $0.questions) } ?? []
        guard faults.isEmpty, let call else { throw Problem.invalid(faults) }
        return call
    }

    private func requireOpen(_ call: Call, _ request: APIRequest) throws {
        switch call.window {
        case .open: return
        case .upcoming:
            throw Problem(
                .conflict, "The call opens at \(call.opensAt).",
                parameters: ["state": "upcoming", "opensAt": call.opensAt.description])
        case .closed:
            throw Problem(
                .conflict, "The call closed at \(call.closesAt).",
                parameters: [
                    "state": "closed", "closesAt": call.closesAt.description, "now": request.receivedAt.description,
                ])
        }
    }

    /// The state after an act.
    /// - Throws: `Problem` conflict naming the state that does not allow it.
    private func state(
        of application: Application, after act: ApplicationLifecycle.Act
    ) throws -> ApplicationState {
        guard let current = ApplicationLifecycle(rawValue: application.state.rawValue),
            let next = current.after(act), let state = ApplicationState(rawValue: next.rawValue)
        else {
            throw Problem.conflict(
                "The application is \(application.state.rawValue); this cannot be done any more.",
                state: application.state.rawValue)
        }
        return state
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let filter = ApplicationStore.Filter(
            call: try request.queryID("callId"), state: try request.queryChoice("state"),
            country: try request.queryCountry(), language: try request.queryChoice("language"),
            ownedBy: self.owner(request), convenings: request.principal.scope.list)
        let found = try await self.applications.list(
            filter, limit: page.limit, after: try page.after.map(pageStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        try await self.reads.answer(
            request.id("applicationId"), ownedBy: self.owner(request), readBy: request.principal.role)
    }

    @Sendable private func save(_ request: APIRequest) async throws -> APIResponse {
        let id: ApplicationID = try request.id("applicationId")
        let draft: ApplicationDraft = try request.body()
        return try await self.journal.edit(request) { transaction, record in
            let current = try await self.applications.find(
                id, ownedBy: self.owner(request), lock: true, transaction)
            guard request.ifMatch.matches(version: current.version) else { throw Problem.stale(current.version) }
            _ = try self.state(of: current, after: .save)
            let call = try await self.calls.find(current.callId, at: request.receivedAt, transaction)
            try self.requireOpen(call, request)
            try Form.checkDraft(draft.answers, call.questions)
            let saved = try await self.applications.save(
                current, language: draft.language,
                answers: StoredAnswers(draft.answers, questions: call.questions), transaction)
            try await record.audit("application.saved", "application/\(id)")
            return try .ok(saved, version: saved.version)
        }
    }

    @Sendable private func submit(_ request: APIRequest) async throws -> APIResponse {
        let id: ApplicationID = try request.id("applicationId")
        let _: Submission = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let current = try await self.applications.find(
                id, ownedBy: self.owner(request), lock: true, transaction)
            self.organisations.hold(current.organisationId, transaction)
            let next = try self.state(of: current, after: .submit)
            let call = try await self.calls.find(current.callId, at: request.receivedAt, transaction)
            try self.requireOpen(call, request)
            try Form.checkSending(current.answers, call.questions)
            let sent = try await self.applications.move(current, to: next, at: request.receivedAt, transaction)
            self.applications.keepConsent(
                id, purpose: "committee-review", language: current.language, transaction)
            try await record.audit("application.submitted", "application/\(id)")
            try await record.event(
                "application.submitted", subject: id.description,
                payload: ["applicationId": id.description, "callId": call.id.description])
            return try .ok(sent, version: sent.version)
        }
    }

    @Sendable private func withdraw(_ request: APIRequest) async throws -> APIResponse {
        let id: ApplicationID = try request.id("applicationId")
        let withdrawal: Withdrawal = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let current = try await self.applications.find(
                id, ownedBy: self.owner(request), lock: true, transaction)
            let next = try self.state(of: current, after: .withdraw)
            // The reason is the applicant's own text: it stands beside her answers, not in the log, which outlives them.
            try await self.applications.keepReason(current, withdrawal.reason, transaction)
            let moved = try await self.applications.move(current, to: next, at: request.receivedAt, transaction)
            try await record.audit(
                "application.withdrawn", "application/\(id)", details: ["from": current.state.rawValue])
            try await record.event(
                "application.withdrawn", subject: id.description, payload: ["applicationId": id.description])
            return try .ok(moved, version: moved.version)
        }
    }

    @Sendable private func decide(_ request: APIRequest) async throws -> APIResponse {
        let id: ApplicationID = try request.id("applicationId")
        let decision: EligibilityDecision = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let current = try await self.applications.find(id, ownedBy: nil, lock: true, transaction)
            let next = try self.state(
                of: current, after: decision.isEligible ? .decideEligible : .decideIneligible)
            let moved = try await self.applications.move(
                current, to: next, failedRules: decision.isEligible ? [] : ["decided-by-staff"],
                at: request.receivedAt, transaction)
            try await record.audit(
                "application.\(next.rawValue)", "application/\(id)", reason: decision.reason)
            return try .ok(moved, version: moved.version)
        }
    }

    @Sendable private func versions(_ request: APIRequest) async throws -> APIResponse {
        let id: ApplicationID = try request.id("applicationId")
        try await self.reads.require(id, ownedBy: self.owner(request))
        return try .ok(Page(items: try await self.applications.versions(id, self.database), next: nil))
    }
}
