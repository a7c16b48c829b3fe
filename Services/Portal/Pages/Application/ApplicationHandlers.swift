import Access
import ApplicationsContract
import Primitives
import ServiceClient
import ServiceKit

/// The parts of an application form: read, save, and nothing that was typed is ever lost. Part 1 is the
/// organisation; the sections of the call follow.
struct ApplicationHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.applications, self.mine)
        table.on(PortalEndpoints.part, self.part)
        table.on(PortalEndpoints.savePart, self.savePart)
    }

    @Sendable private func mine(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        let own: [ApplicationSummary] =
            session.roles.contains(.applicant)
            ? try await self.desk.backends.all(
                .applications, ApplicationsEndpoints.listApplications, for: session, as: .applicant) : []
        let calls: [Call] =
            own.isEmpty
            ? [] : try await self.desk.backends.all(.applications, ApplicationsEndpoints.listCalls, for: nil)
        let items = own.sorted { ($0.savedAt, $0.id) > ($1.savedAt, $1.id) }.map { application in
            let call = calls.first { $0.id == application.callId }
            let isOpen = call?.window == .open
            return MineModel.Item(
                id: application.id.description, callName: call?.title.best(for: visit.language).text ?? "",
                code: application.reference,
                state: ApplicationStateWord(code: application.state.rawValue) ?? .submitted,
                closesAt: application.state == .draft && isOpen ? call?.closesAt : nil)
        }
        return self.desk.page(MineView(MineModel(items: items)), visit, .applications)
    }

    // MARK: One part

    private func number(_ request: APIRequest, of count: Int) throws -> Int {
        guard let number = Int(try request.parameter("part")), (1...count).contains(number) else {
            throw Problem.notFound
        }
        return number
    }

    @Sendable private func part(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let dossier = try await Dossier.load(visit, self.desk)
        guard dossier.application.state == .draft, dossier.call.window == .open else {
            return self.desk.seeOther(.sent(dossier.application.id.description), visit)
        }
        let number = try self.number(request, of: dossier.form.parts.count + 1)
        return self.page(
            visit, dossier, part: number, fields: dossier.fields(part: number, Words(visit.language)),
            isJustSaved: request.query["saved"] == "1")
    }

    private func page(
        _ visit: Visit, _ dossier: Dossier, part: Int, fields: [FormField], isJustSaved: Bool = false,
        changedElsewhere: [(label: Prose, text: String)] = [], status: Int? = nil
    ) -> APIResponse {
        let words = Words(visit.language)
        let application = dossier.application
        let model = ApplicationModel(
            id: application.id.description, code: application.reference, parts: dossier.parts(words), part: part,
            fields: fields, closesAt: dossier.call.closesAt, savedAt: application.savedAt, isJustSaved: isJustSaved,
            version: dossier.version(part: part), changedElsewhere: changedElsewhere)
        return self.desk.page(
            ApplicationView(model), visit, .application(application.id.description, part: part), status: status)
    }

    @Sendable private func savePart(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        let form = try self.desk.form(visit)
        let dossier = try await Dossier.load(visit, self.desk)
        guard dossier.application.state == .draft else {
            return self.desk.seeOther(.sent(dossier.application.id.description), visit)
        }
        let count = dossier.form.parts.count + 1
        let number = try self.number(request, of: count)
        let faulty =
            number == 1
            ? try await self.saveOrganisation(form, dossier, visit, session)
            : try await self.saveAnswers(form, dossier, part: number, visit, session)
        if let faulty { return faulty }
        let id = dossier.application.id.description
        if form["then"] == "stay" {
            return self.desk.seeOther(.application(id, part: number), visit, query: [("saved", "1")])
        }
        return self.desk.seeOther(number == count ? .check(id) : .application(id, part: number + 1), visit)
    }

    /// - Returns: nil when it was saved, otherwise the page with what was typed and what is wrong.
    private func saveOrganisation(
        _ form: FormBody, _ dossier: Dossier, _ visit: Visit, _ session: PortalSession
    ) async throws -> APIResponse? {
        let words = Words(visit.language)
        switch OrganisationForm.read(form, words, isMember: dossier.organisation.isMember) {
        case .faults(let fields): return self.page(visit, dossier, part: 1, fields: fields)
        // Of an organisation that is being judged for another call nothing can change here, and nothing has to.
        case .input(let input) where input == dossier.organisationInput: return nil
        case .input(let input):
            do {
                _ = try await self.desk.backends.call(
                    .applications, ApplicationsEndpoints.updateOrganisation,
                    .init(path: [dossier.organisation.id.description], ifMatch: Dossier.entityTag(form["version"])),
                    body: input, for: session, as: .applicant, returning: Organisation.self)
                return nil
            } catch let problem as ClientProblem where problem.status == 422 && !problem.errors.isEmpty {
                return self.page(
                    visit, dossier, part: 1,
                    fields: OrganisationForm.marked(
                        OrganisationForm.fields(input, words), problem.errors.map { ($0.pointer, $0.code) }))
            } catch let problem as ClientProblem where problem.status == 412 {
                return try await self.changedMeanwhile(OrganisationForm.fields(input, words), part: 1, visit)
            }
        }
    }

    private func saveAnswers(
        _ form: FormBody, _ dossier: Dossier, part: Int, _ visit: Visit, _ session: PortalSession
    ) async throws -> APIResponse? {
        let words = Words(visit.language)
        let questions = dossier.form.parts[part - 2].questions
        var answers = dossier.application.answers
        for question in questions { answers[question.key] = FormQuestions.answer(question, form) }
        var typed = questions.map { FormQuestions.field($0, answers[$0.key], words) }
        for index in typed.indices where form.hasForbidden(typed[index].name) {
            typed[index].error = .forbiddenCharacter
        }
        if typed.contains(where: { $0.error != nil }) { return self.page(visit, dossier, part: part, fields: typed) }
        do {
            _ = try await self.desk.backends.call(
                .applications, ApplicationsEndpoints.saveApplication,
                .init(
                    path: [dossier.application.id.description], ifMatch: Dossier.entityTag(form["version"])),
                body: ApplicationDraft(language: dossier.application.language, answers: answers), for: session,
                as: .applicant, returning: Application.self)
            return nil
        } catch let problem as ClientProblem where problem.status == 422 && !problem.errors.isEmpty {
            for error in problem.errors {
                guard let key = error.pointer.split(separator: "/").dropFirst().first,
                    let index = typed.firstIndex(where: { $0.name == key })
                else { continue }
                typed[index].error = FieldErrorWord(code: error.code) ?? .unknown
            }
            return self.page(visit, dossier, part: part, fields: typed)
        } catch let problem as ClientProblem where problem.status == 412 {
            return try await self.changedMeanwhile(typed, part: part, visit)
        }
    }

    /// Somebody saved meanwhile.
    /// - Returns: nil when it was the same text, as with a second tap on the button: then it is saved. Otherwise the page
    ///   with what was typed and what is saved now.
    private func changedMeanwhile(_ typed: [FormField], part: Int, _ visit: Visit) async throws -> APIResponse? {
        let dossier = try await Dossier.load(visit, self.desk)
        let differences = self.differences(typed: typed, saved: dossier.fields(part: part, Words(visit.language)))
        guard !differences.isEmpty else { return nil }
        return self.page(visit, dossier, part: part, fields: typed, changedElsewhere: differences, status: 409)
    }

    /// What is saved now where it is another text than what was typed.
    private func differences(typed: [FormField], saved: [FormField]) -> [(label: Prose, text: String)] {
        saved.compactMap { field in
            guard let mine = typed.first(where: { $0.name == field.name }), mine.values != field.values else {
                return nil
            }
            return (label: field.label, text: field.values.joined(separator: ", "))
        }
    }
}
