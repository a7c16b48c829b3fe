import Access
import ApplicationsContract
import Primitives
import SelectionContract
import ServiceClient
import ServiceKit

/// A reader's own list, and scoring one candidate blind: what comes from the selection service holds no identity,
/// and nothing else is asked about a candidate.
struct ScoringHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.scoring, self.list)
        table.on(PortalEndpoints.score, self.candidate)
        table.on(PortalEndpoints.saveScore, self.save)
        table.on(PortalEndpoints.stepBack, self.stepBack)
    }

    /// The reader's session; for everybody else these pages do not exist.
    private func reader(_ visit: Visit) throws -> PortalSession {
        let session = try visit.staff()
        guard self.desk.backends.isAllowed(SelectionEndpoints.saveReview, session) else { throw Problem.notFound }
        return session
    }

    private func assignments(
        _ session: PortalSession
    ) async throws -> (rounds: [Round], items: [AssignmentSummary]) {
        let rounds: [Round] = try await self.desk.backends.all(
            .selection, SelectionEndpoints.listRounds, for: session)
        let active = rounds.filter { $0.state == .scoring || $0.state == .closed }
            .sorted { ($0.closesAt, $0.id) > ($1.closesAt, $1.id) }
        // The newest round alone: earlier ones are history.
        guard let round = active.first(where: { $0.state == .scoring }) ?? active.first else { return ([], []) }
        let items: [AssignmentSummary] = try await self.desk.backends.all(
            .selection, SelectionEndpoints.listAssignments, path: [round.id.description], for: session)
        return ([round], items)
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try self.reader(visit)
        let (rounds, items) = try await self.assignments(session)
        let model = ScoringModel(
            items: items.map { item in
                let state: ScoringModel.State =
                    switch item.state {
                    case .open, .begun: .open
                    case .complete: .scored(item.overall)
                    case .steppedBack: .steppedBack
                    }
                return ScoringModel.Item(id: item.id.description, code: item.code, state: state)
            }, closesAt: rounds.first?.closesAt, isClosed: rounds.first?.state == .closed)
        return self.desk.page(ScoringView(model), visit, .scoring)
    }

    // MARK: One candidate

    private struct Sheet: Sendable {
        let assignment: Assignment
        let rubric: Rubric
        let questions: [Question]
        let items: [AssignmentSummary]
    }

    private func sheet(_ visit: Visit, _ session: PortalSession) async throws -> Sheet {
        let id: AssignmentID = try visit.id("assignmentId")
        let assignment: Assignment = try await self.desk.backends.call(
            .selection, SelectionEndpoints.getAssignment, .init(path: [id.description]), for: session
        ).value
        async let rubric: ClientResponse<Rubric> = self.desk.backends.call(
            .selection, SelectionEndpoints.getRubric, .init(path: [assignment.rubricId.description]), for: session)
        async let round: ClientResponse<Round> = self.desk.backends.call(
            .selection, SelectionEndpoints.getRound, .init(path: [assignment.roundId.description]), for: session)
        async let items: [AssignmentSummary] = self.desk.backends.all(
            .selection, SelectionEndpoints.listAssignments, path: [assignment.roundId.description], for: session)
        let call: Call = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.getCall, .init(path: [round.value.callId.description]), for: nil
        ).value
        return Sheet(
            assignment: assignment, rubric: try await rubric.value, questions: call.questions,
            items: try await items)
    }

    @Sendable private func candidate(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let sheet = try await self.sheet(visit, try self.reader(visit))
        let scores = Dictionary(sheet.assignment.scores.map { ($0.criterion, $0) }) { first, _ in first }
        return self.page(
            visit, sheet,
            criteria: sheet.rubric.criteria.map { criterion in
                let score = scores[criterion.key]
                return self.criterion(
                    criterion, sheet.rubric, visit.language,
                    chosen: score.map { $0.value.map { String($0) } ?? "none" } ?? "", reason: score?.reason ?? "",
                    error: nil)
            })
    }

    private func criterion(
        _ criterion: Criterion, _ rubric: Rubric, _ language: Language, chosen: String, reason: String,
        error: FieldErrorWord?
    ) -> ScoreModel.Criterion {
        let total = rubric.criteria.reduce(0) { $0 + $1.weight }
        return ScoreModel.Criterion(
            id: criterion.key, name: criterion.name.best(for: language).text,
            weight: Double(criterion.weight) / Double(max(total, 1)),
            levels: criterion.levels.enumerated().map {
                ScoreModel.Level(value: $0.offset + 1, sentence: $0.element.best(for: language).text)
            }, chosen: chosen, reason: reason, error: error)
    }

    private func page(
        _ visit: Visit, _ sheet: Sheet, criteria: [ScoreModel.Criterion], version: String? = nil
    ) -> APIResponse {
        let words = Words(visit.language)
        let assignment = sheet.assignment
        let order = sheet.questions.map(\.key)
        let keys = assignment.answers.keys.sorted {
            (order.firstIndex(of: $0) ?? .max, $0) < (order.firstIndex(of: $1) ?? .max, $1)
        }
        let answers = keys.compactMap { key -> ScoreModel.Answer? in
            guard let given = assignment.answers[key] else { return nil }
            let question = sheet.questions.first { $0.key == key }
            let text = self.text(given, question, words)
            return ScoreModel.Answer(
                question: Prose(verbatim: question?.label.best(for: visit.language).text ?? key), text: text,
                language: question?.kind == .text ? assignment.language.rawValue : nil)
        }
        let model = ScoreModel(
            id: assignment.id.description, code: assignment.code, version: version ?? "v\(assignment.version)",
            answers: answers, criteria: criteria,
            done: sheet.items.count { $0.state == .complete || $0.state == .steppedBack }, total: sheet.items.count,
            isReadOnly: assignment.isReadOnly || assignment.state == .steppedBack)
        return self.desk.page(ScoreView(model), visit, .score(assignment.id.description))
    }

    private func text(_ answer: DossierAnswer, _ question: Question?, _ words: Words) -> String {
        let value: AnswerValue =
            switch answer {
            case .text(let text): .text(text)
            case .list(let list): .list(list)
            case .yesNo(let flag): .yesNo(flag)
            }
        guard let question else {
            return switch answer {
            case .text(let text): text
            case .list(let list): list.joined(separator: ", ")
            case .yesNo(let flag): words(flag ? CommonWord.yes : CommonWord.no).text
            }
        }
        return FormQuestions.shown(value, question, words).map(\.text).joined(separator: ", ")
    }

    @Sendable private func save(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try self.reader(visit)
        let form = try self.desk.form(visit)
        let sheet = try await self.sheet(visit, session)
        var scores: [ReviewScore] = []
        var criteria: [ScoreModel.Criterion] = []
        for criterion in sheet.rubric.criteria {
            let chosen = form["score-\(criterion.key)"]
            let reason = form["reason-\(criterion.key)"]
            let value = Int(chosen)
            var error: FieldErrorWord?
            if !chosen.isEmpty, chosen != "none", !(1...5).contains(value ?? 0) { error = .notInList }
            if value == 1 || value == 5, reason.isEmpty { error = .needsReason }
            if form.hasForbidden("reason-\(criterion.key)") { error = .forbiddenCharacter }
            // "Save and next" is for a candidate who has been judged; "save" keeps what there is.
            if chosen.isEmpty, form["then"] == "next" { error = .missing }
            criteria.append(
                self.criterion(
                    criterion, sheet.rubric, visit.language, chosen: chosen, reason: reason, error: error))
            if !chosen.isEmpty {
                scores.append(
                    ReviewScore(criterion: criterion.key, value: value, reason: reason.isEmpty ? nil : reason))
            }
        }
        let version = form["version"]
        if criteria.contains(where: { $0.error != nil }) {
            return self.page(visit, sheet, criteria: criteria, version: version)
        }
        let id = sheet.assignment.id.description
        do {
            _ = try await self.desk.backends.call(
                .selection, SelectionEndpoints.saveReview,
                .init(path: [id], ifMatch: Dossier.entityTag(version)), body: ReviewInput(scores: scores),
                for: session, returning: Assignment.self)
        } catch let problem as ClientProblem where problem.status == 422 && !problem.errors.isEmpty {
            return self.page(
                visit, sheet, criteria: self.marked(criteria, scores, problem.errors, sheet, visit.language),
                version: version)
        }
        guard form["then"] == "next" else { return self.desk.seeOther(.score(id), visit) }
        let next = sheet.items.first {
            ($0.state == .open || $0.state == .begun) && $0.id != sheet.assignment.id
        }
        return self.desk.seeOther(next.map { .score($0.id.description) } ?? .scoring, visit)
    }

    /// Puts the faults that the service found, `/scores/<index>/…`, at their criteria.
    private func marked(
        _ criteria: [ScoreModel.Criterion], _ scores: [ReviewScore], _ errors: [ClientProblem.Field], _ sheet: Sheet,
        _ language: Language
    ) -> [ScoreModel.Criterion] {
        criteria.map { criterion in
            let fault = errors.first { error in
                let parts = error.pointer.split(separator: "/")
                guard parts.count >= 2, let index = Int(parts[1]), scores.indices.contains(index) else { return false }
                return scores[index].criterion == criterion.id
            }
            guard let fault, let known = sheet.rubric.criteria.first(where: { $0.key == criterion.id }) else {
                return criterion
            }
            return self.criterion(
                known, sheet.rubric, language, chosen: criterion.chosen, reason: criterion.reason,
                error: FieldErrorWord(code: fault.code) ?? .unknown)
        }
    }

    @Sendable private func stepBack(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try self.reader(visit)
        let form = try self.desk.form(visit)
        let id: AssignmentID = try visit.id("assignmentId")
        let kind = ConflictKind(rawValue: form["why"].replacing("_", with: "-")) ?? .other
        try await self.desk.backends.act(
            .selection, SelectionEndpoints.stepBack,
            .init(path: [id.description], idempotencyKey: OpportunityHandlers.key(form["once"], "step-back")),
            body: StepBack(kind: kind), for: session)
        return self.desk.seeOther(.scoring, visit)
    }
}
