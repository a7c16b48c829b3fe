import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import SelectionDomain
import ServiceKit

/// Assignments and reviews over HTTP. Everything here is the caller's own: another member's assignment is nothing.
struct ReviewHandlers: Sendable {
    let database: Database
    let journal: Journal
    private let rounds = RoundStore()
    private let committee = CommitteeStore()
    private let assignments: AssignmentStore

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.assignments = AssignmentStore(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(SelectionEndpoints.assignReviewers, self.assign)
        table.on(SelectionEndpoints.listAssignments, self.list)
        table.on(SelectionEndpoints.getAssignment, isLight: true, self.get)
        table.on(SelectionEndpoints.saveReview, self.save)
        table.on(SelectionEndpoints.stepBack, self.stepBack)
    }

    @Sendable private func assign(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        let input: AssignmentRequest = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let round = try await self.rounds.find(id, memberOnly: nil, lock: true, transaction)
            _ = try round.state(after: .assign)
            let job = try await record.job(SelectionJobs.assignment, subject: id.description, input: input)
            try await record.audit("assignment.requested", "round/\(id)", details: ["seed": "\(input.seed)"])
            return try .accepted(QueuedJob(jobId: job), location: "/v1/jobs/\(job)")
        }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let member = try await self.committee.member(
            request.id("roundId"), request.principal.subject, self.database)
        let after = try page.after.map { keys in
            guard keys.count == 1, let place = Int(keys[0]) else {
                throw Problem.invalid("?cursor", "not_a_cursor", "This is no cursor that this list has given.")
            }
            return place
        }
        let found = try await self.assignments.list(member.id, limit: page.limit, after: after, self.database)
        return try .page(found, of: request)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let id: AssignmentID = try request.id("assignmentId")
        let (row, scores) = try await self.database.withTransaction(.readOnly) { transaction in
            let row = try await self.assignments.find(id, subject: request.principal.subject, transaction)
            return (row, try await self.assignments.scores(id, transaction))
        }
        return try .ok(row.assignment(scores, at: request.receivedAt), version: row.version)
    }

    @Sendable private func save(_ request: APIRequest) async throws -> APIResponse {
        let id: AssignmentID = try request.id("assignmentId")
        let input: ReviewInput = try request.body()
        let subject = request.principal.subject
        return try await self.journal.edit(request) { transaction, record in
            let row = try await self.assignments.find(id, subject: subject, lock: true, transaction)
            guard request.ifMatch.matches(version: row.version) else { throw Problem.stale(row.version) }
            try self.requireScoring(row, at: request.receivedAt)
            let rules = try await self.rounds.criteria(row.roundID, transaction).map {
                RubricRule(criterion: $0.key, weight: $0.weight)
            }
            let marks = input.scores.map {
                RubricRule.Mark(criterion: $0.criterion, value: $0.value, hasReason: $0.reason != nil)
            }
            try Self.report(RubricRule.faults(of: marks, rules: rules))
            let isComplete = RubricRule.isComplete(marks, rules: rules)
            let state: AssignmentState = isComplete ? .complete : marks.isEmpty ? .open : .begun
            try await self.assignments.save(
                row, input.scores, state: state, overall: isComplete ? RubricRule.overall(marks, rules: rules) : nil,
                transaction)
            try await record.audit("review.saved", "assignment/\(id)", details: ["state": state.rawValue])
            let saved = try await self.assignments.find(id, subject: subject, transaction)
            let scores = try await self.assignments.scores(id, transaction)
            return try .ok(saved.assignment(scores, at: request.receivedAt), version: saved.version)
        }
    }

    private func requireScoring(_ row: AssignmentStore.Row, at now: Instant) throws {
        guard row.roundState == .scoring, now < row.closesAt else {
            throw Problem(
                .conflict, "Scoring is closed. You can read, not change.",
                parameters: ["state": row.roundState.rawValue, "closesAt": row.closesAt.description])
        }
    }

    private static func report(_ faults: [RubricRule.Fault]) throws {
        guard !faults.isEmpty else { return }
        throw Problem.invalid(
            faults.map { fault in
                let detail =
                    switch fault.code {
                    case "unknown_criterion": "The rubric of this round has no such criterion."
                    case "duplicate": "This criterion stands in the list twice."
                    default: "The lowest and the highest point need a reason."
                    }
                return FieldError(pointer: "/scores/\(fault.position)/\(fault.field)", code: fault.code, detail: detail)
            })
    }

    @Sendable private func stepBack(_ request: APIRequest) async throws -> APIResponse {
        let id: AssignmentID = try request.id("assignmentId")
        let input: StepBack = try request.body()
        let subject = request.principal.subject
        return try await self.journal.once(request) { transaction, record in
            // The round first, then the assignment: the order in which assigning takes them, so neither waits for ever.
            let seen = try await self.assignments.find(id, subject: subject, transaction)
            _ = try await self.rounds.find(seen.roundID, memberOnly: nil, lock: true, transaction)
            let row = try await self.assignments.find(id, subject: subject, lock: true, transaction)
            guard row.roundState == .scoring else {
                throw Problem.conflict("Scoring is closed.", state: row.roundState.rawValue)
            }
            try await self.assignments.save(row, [], state: .steppedBack, overall: nil, transaction)
            try await record.audit("review.stepped-back", "assignment/\(id)", details: ["kind": input.kind.rawValue])
            // Somebody else takes the candidate. Any seed will do; it stays with the job, so it can be run again.
            _ = try await record.job(
                SelectionJobs.assignment, subject: row.roundID.description, input: AssignmentRequest(seed: row.version))
            return .noContent
        }
    }
}
