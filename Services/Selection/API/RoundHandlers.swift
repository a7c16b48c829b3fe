import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import SelectionDomain
import ServiceKit

/// Rounds and conflicts of interest over HTTP.
struct RoundHandlers: Sendable {
    let database: Database
    let journal: Journal
    private let rounds = RoundStore()
    private let rubrics = RubricStore()
    private let committee = CommitteeStore()

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(SelectionEndpoints.createRound, self.create)
        table.on(SelectionEndpoints.listRounds, self.list)
        table.on(SelectionEndpoints.getRound, isLight: true, self.get)
        table.on(SelectionEndpoints.updateRound, self.update)
        table.on(SelectionEndpoints.openRound, self.open)
        table.on(SelectionEndpoints.closeRound, self.close)
        table.on(SelectionEndpoints.getProgress, self.progress)
        table.on(SelectionEndpoints.declareConflicts, self.declare)
        table.on(SelectionEndpoints.getDeclaration, self.declaration)
        table.on(SelectionEndpoints.pinConflict, self.pin)
    }

    private func memberOnly(_ request: APIRequest) -> String? {
        request.isOwnOnly ? request.principal.subject : nil
    }

    /// What a round speaks of must be there.
    private func requireKnown(
        _ input: RoundInput, _ request: APIRequest, _ transaction: Transaction
    ) async throws {
        var faults: [FieldError] = []
        if try await !self.rounds.hasCall(input.callId, of: request.principal.scope.list, transaction) {
            faults.append(FieldError(pointer: "/callId", code: "unknown", detail: "There is no such call."))
        }
        if try await !self.rubrics.exists(input.rubricId, transaction) {
            faults.append(FieldError(pointer: "/rubricId", code: "unknown", detail: "There is no such rubric."))
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }

    @Sendable private func create(_ request: APIRequest) async throws -> APIResponse {
        let input: RoundInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            try await self.requireKnown(input, request, transaction)
            let made = try await self.rounds.insert(input, transaction)
            try await record.audit(
                "round.prepared", "round/\(made.id)", details: ["members": "\(made.members.count)"])
            return try .created(made, location: "/v1/rounds/\(made.id)", version: made.version)
        }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.database.withTransaction(.readOnly) { transaction in
            try await self.rounds.list(
                call: try request.queryID("callId"), state: try request.queryChoice("state"),
                memberOnly: self.memberOnly(request), convenings: request.principal.scope.list, limit: page.limit,
                after: try page.after.map(pageStart), transaction)
        }
        return try .page(found, of: request)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        let found = try await self.database.withTransaction(.readOnly) { transaction in
            try await self.rounds.find(id, memberOnly: self.memberOnly(request), transaction)
        }
        return try .ok(found, version: found.version)
    }

    @Sendable private func update(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        let input: RoundInput = try request.body()
        return try await self.journal.edit(request) { transaction, record in
            let current = try await self.rounds.find(id, memberOnly: nil, lock: true, transaction)
            guard request.ifMatch.matches(version: current.version) else { throw Problem.stale(current.version) }
            _ = try current.state(after: .change)
            try await self.requireKnown(input, request, transaction)
            let changed = try await self.rounds.update(id, input, transaction)
            try await record.audit("round.changed", "round/\(id)", details: ["members": "\(changed.members.count)"])
            return try .ok(changed, version: changed.version)
        }
    }

    @Sendable private func open(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        return try await self.journal.once(request) { transaction, record in
            let current = try await self.rounds.find(id, memberOnly: nil, lock: true, transaction)
            let next = try current.state(after: .open)
            let count = try await self.rounds.importCandidates(current, transaction)
            guard count > 0 else {
                throw Problem.conflict("The call has no eligible application.", state: "no-candidates")
            }
            try await self.rounds.move(id, to: next, transaction)
            try await record.audit("round.opened", "round/\(id)", details: ["candidates": "\(count)"])
            let opened = try await self.rounds.find(id, memberOnly: nil, transaction)
            return try .ok(opened, version: opened.version)
        }
    }

    @Sendable private func close(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        let closing: RoundClosing = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let current = try await self.rounds.find(id, memberOnly: nil, lock: true, transaction)
            let next = try current.state(after: .close)
            let progress = try await self.progress(of: current, transaction)
            let missing = progress.reviewsNeeded - progress.reviewsComplete
            guard missing <= 0 || closing.acceptsMissing else {
                throw Problem(
                    .conflict, "\(missing) reviews are missing. Close all the same by saying so.",
                    parameters: ["state": current.state.rawValue, "missing": "\(missing)"])
            }
            try await self.rounds.move(id, to: next, transaction)
            try await record.audit("round.closed", "round/\(id)", details: ["missing": "\(max(0, missing))"])
            let closed = try await self.rounds.find(id, memberOnly: nil, transaction)
            return try .ok(closed, version: closed.version)
        }
    }

    private func progress(of round: Round, _ runner: some QueryRunner) async throws -> RoundProgress {
        let members = try await self.committee.progress(round.id, runner)
        return RoundProgress(
            candidates: round.candidates, reviewsNeeded: round.candidates * round.reviewsPerCandidate,
            reviewsAssigned: members.reduce(0) { $0 + $1.assigned },
            reviewsComplete: members.reduce(0) { $0 + $1.complete },
            candidatesWithoutReview: try await self.committee.candidatesWithoutReview(round.id, runner),
            members: members)
    }

    @Sendable private func progress(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        let progress = try await self.database.withTransaction(.readOnly) { transaction in
            try await self.progress(of: try await self.rounds.find(id, memberOnly: nil, transaction), transaction)
        }
        return try .ok(progress)
    }

    @Sendable private func declaration(_ request: APIRequest) async throws -> APIResponse {
        let member = try await self.committee.member(
            request.id("roundId"), request.principal.subject, self.database)
        return try .ok(try await self.committee.declaration(member, self.database))
    }

    @Sendable private func declare(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        let input: DeclarationInput = try request.body()
        let subject = request.principal.subject
        return try await self.journal.once(request) { transaction, record in
            let round = try await self.rounds.find(id, memberOnly: subject, lock: true, transaction)
            _ = try round.state(after: .declare)
            let member = try await self.committee.member(id, subject, transaction)
            let strangers = try await self.committee.strangers(
                input.conflicts.map(\.organisationId), call: round.callId, transaction)
            let faults = input.conflicts.enumerated().filter { strangers.contains($0.element.organisationId) }
                .map { Self.stranger("/conflicts/\($0.offset)/organisationId") }
            guard faults.isEmpty else { throw Problem.invalid(faults) }
            try await self.committee.declare(member.id, input.conflicts, at: request.receivedAt, transaction)
            try await record.audit(
                "conflicts.declared", "committee-member/\(member.id)", details: ["count": "\(input.conflicts.count)"])
            let declared = try await self.committee.member(id, subject, transaction)
            return try .ok(try await self.committee.declaration(declared, transaction))
        }
    }

    private static func stranger(_ pointer: String) -> FieldError {
        FieldError(
            pointer: pointer, code: "unknown",
            detail: "This organisation has sent no application to the call of this round.")
    }

    @Sendable private func pin(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        let input: PinnedConflictInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let round = try await self.rounds.find(id, memberOnly: nil, lock: true, transaction)
            guard round.state != .closed else {
                throw Problem.conflict("The round is closed; its scores stand.", state: round.state.rawValue)
            }
            if try await self.committee.reads(request.principal.subject, in: id, transaction) {
                throw Problem.conflict(
                    "Whoever reads in this round would learn from it which code is whose; somebody else has to do it.",
                    state: "member")
            }
            var faults: [FieldError] = []
            if try await !self.committee.has(input.memberId, in: id, transaction) {
                faults.append(
                    FieldError(
                        pointer: "/memberId", code: "unknown", detail: "There is no such member in this round."))
            }
            if try await !self.committee.strangers([input.organisationId], call: round.callId, transaction).isEmpty {
                faults.append(Self.stranger("/organisationId"))
            }
            guard faults.isEmpty else { throw Problem.invalid(faults) }
            try await self.committee.pin(input, transaction)
            let freed = try await self.committee.stepBackAll(input.memberId, from: input.organisationId, transaction)
            try await record.audit(
                "conflict.pinned", "committee-member/\(input.memberId)", reason: input.reason,
                details: ["freed": "\(freed)", "kind": input.kind.rawValue])
            return .noContent
        }
    }
}
