import Access
import ApplicationsContract
import Primitives
import ServiceClient
import ServiceKit

/// Checking, sending, and taking back.
struct SendHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.check, self.check)
        table.on(PortalEndpoints.send, self.send)
        table.on(PortalEndpoints.application, self.sent)
        table.on(PortalEndpoints.withdraw) { try await self.ask($0, isDraft: false) }
        table.on(PortalEndpoints.confirmWithdraw, self.takeBack)
        table.on(PortalEndpoints.delete) { try await self.ask($0, isDraft: true) }
        table.on(PortalEndpoints.confirmDelete, self.takeBack)
    }

    @Sendable private func check(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let dossier = try await Dossier.load(visit, self.desk)
        guard dossier.application.state == .draft, dossier.call.window == .open else {
            return self.desk.seeOther(.sent(dossier.application.id.description), visit)
        }
        return self.page(visit, dossier, missing: [], hasAgreed: false, error: nil, status: nil)
    }

    private func page(
        _ visit: Visit, _ dossier: Dossier, missing: [CheckModel.Missing], hasAgreed: Bool, error: FieldErrorWord?,
        status: Int?
    ) -> APIResponse {
        let words = Words(visit.language)
        let organisation = dossier.fields(part: 1, words)
        var parts = [
            CheckModel.Part(
                name: words(FormWord.organisation),
                answers: organisation.map { CheckModel.Answer(label: $0.label, values: Self.shown($0)) })
        ]
        for part in dossier.form.parts {
            parts.append(
                CheckModel.Part(
                    name: FormQuestions.name(part.section, words),
                    answers: part.questions.map { question in
                        CheckModel.Answer(
                            label: Prose(verbatim: question.label.best(for: words.language).text),
                            values: FormQuestions.shown(
                                dossier.application.answers[question.key], question, words))
                    }))
        }
        let known = Set(missing.map(\.field))
        let model = CheckModel(
            id: dossier.application.id.description, version: dossier.version(part: 2), parts: parts,
            missing: missing + self.missing(dossier, words).filter { !known.contains($0.field) }, keptUntil: nil,
            hasAgreed: hasAgreed, consentError: error)
        return self.desk.page(
            CheckView(model), visit, .check(dossier.application.id.description), status: status)
    }

    /// The values of a field of choices by their labels.
    private static func shown(_ field: FormField) -> [Prose] {
        let choices: [FormField.Choice] =
            switch field.kind {
            case .select(let list), .radios(let list), .checks(let list): list
            default: []
            }
        return field.values.map { value in
            choices.first { $0.value == value }?.label ?? Prose(verbatim: value)
        }
    }

    private func missing(_ dossier: Dossier, _ words: Words) -> [CheckModel.Missing] {
        dossier.form.parts.enumerated().flatMap { index, part in
            part.questions.compactMap { question in
                FormQuestions.fault(question, dossier.application.answers[question.key]).map {
                    self.missing(question, $0, part: index + 2, words)
                }
            }
        }
    }

    private func missing(
        _ question: Question, _ code: FieldErrorWord, part: Int, _ words: Words
    ) -> CheckModel.Missing {
        CheckModel.Missing(
            label: Prose(verbatim: question.label.best(for: words.language).text), code: code, part: part,
            field: question.key)
    }

    @Sendable private func send(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        let form = try self.desk.form(visit)
        let dossier = try await Dossier.load(visit, self.desk)
        let id = dossier.application.id.description
        // Pressing "send" again after a broken connection finds it sent.
        guard dossier.application.state == .draft else { return self.desk.seeOther(.sent(id), visit) }
        guard form["agree_read"] == "yes" else {
            return self.page(visit, dossier, missing: [], hasAgreed: false, error: .notAgreed, status: 422)
        }
        do {
            _ = try await self.desk.backends.call(
                .applications, ApplicationsEndpoints.submitApplication,
                .init(path: [id], idempotencyKey: OpportunityHandlers.key(form["once"], "submit")),
                body: ApplicationsContract.Submission(consentsToReview: true), for: session, as: .applicant,
                returning: Application.self)
            return self.desk.seeOther(.sent(id), visit)
        } catch let problem as ClientProblem where problem.status == 422 && !problem.errors.isEmpty {
            let words = Words(visit.language)
            let missing = problem.errors.compactMap { error -> CheckModel.Missing? in
                guard let key = error.pointer.split(separator: "/").dropFirst().first else { return nil }
                for (index, part) in dossier.form.parts.enumerated() {
                    guard let question = part.questions.first(where: { $0.key == key }) else { continue }
                    return self.missing(question, FieldErrorWord(code: error.code) ?? .unknown, part: index + 2, words)
                }
                return nil
            }
            return self.page(visit, dossier, missing: missing, hasAgreed: true, error: nil, status: 422)
        }
    }

    @Sendable private func sent(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let dossier = try await Dossier.load(visit, self.desk)
        let application = dossier.application
        let isOpen = dossier.call.window == .open
        if application.state == .draft, isOpen {
            return self.desk.seeOther(.application(application.id.description, part: 1), visit)
        }
        let canTakeBack = application.state == .submitted && isOpen
        return self.desk.page(
            SentView(
                SentModel(
                    id: application.id.description, code: application.reference,
                    state: ApplicationStateWord(code: application.state.rawValue) ?? .submitted, answerBy: nil,
                    withdrawUntil: canTakeBack ? dossier.call.closesAt : nil)), visit,
            .sent(application.id.description))
    }

    private func ask(_ request: APIRequest, isDraft: Bool) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let dossier = try await Dossier.load(visit, self.desk)
        let id = dossier.application.id.description
        let state = dossier.application.state
        guard isDraft ? state == .draft : state == .submitted || state == .eligible else {
            return self.desk.seeOther(.sent(id), visit)
        }
        return self.desk.page(
            ConfirmView(isDraft ? .deleteDraft(id) : .withdraw(id), version: dossier.version(part: 2)), visit,
            isDraft ? .delete(id) : .withdraw(id))
    }

    @Sendable private func takeBack(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        let form = try self.desk.form(visit)
        let id: ApplicationID = try visit.id("applicationId")
        _ = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.withdrawApplication,
            .init(path: [id.description], idempotencyKey: OpportunityHandlers.key(form["once"], "withdraw")),
            body: Withdrawal(), for: session, as: .applicant, returning: Application.self)
        return self.desk.seeOther(.applications, visit)
    }
}
