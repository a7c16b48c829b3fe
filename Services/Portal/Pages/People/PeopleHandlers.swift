import Access
import ApplicationsContract
import Primitives
import ServiceClient
import ServiceKit

/// Who works here and what each may do. For administrators; the highest acts ask for a fresh second factor.
struct PeopleHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.people, self.people)
        table.on(PortalEndpoints.person, self.person)
        table.on(PortalEndpoints.savePerson, self.savePerson)
        table.on(PortalEndpoints.resetFactor, self.resetFactor)
        table.on(PortalEndpoints.act, self.act)
        table.on(PortalEndpoints.stopActing, self.stopActing)
    }

    @Sendable private func people(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        return try await self.list(visit, try visit.administrator())
    }

    private func list(
        _ visit: Visit, _ session: PortalSession, address: String = "", problems: [FieldProblem] = []
    ) async throws -> APIResponse {
        var found: [PersonID: Person] = [:]
        for role in Role.staff {
            let list: [Person] = try await self.desk.backends.all(
                .applications, ApplicationsEndpoints.listPeople, query: [(name: "role", value: role.rawValue)],
                for: session, as: .administrator)
            for person in list { found[person.id] = person }
        }
        let rows = found.values.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map { person in
            PeopleModel.Row(
                id: person.id.description, name: person.name,
                roles: person.roles.compactMap { RoleWord(code: $0.rawValue) })
        }
        let model = PeopleModel(rows: rows, address: address, problems: problems)
        return self.desk.page(PeopleView(model), visit, .people)
    }

    /// Begins to look as an applicant. Never as anybody who has another role: she might reach further.
    @Sendable private func act(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.administrator()
        let form = try self.desk.form(visit)
        if let first = self.desk.stepUp(session, visit, next: .people) { return first }
        let words = Words(visit.language)
        var problems: [FieldProblem] = []
        let address = EmailAddress(form["address"])
        if address == nil {
            let code: FieldErrorWord = form["address"].isEmpty ? .missing : .notAnEmail
            problems.append(FieldProblem(field: "address", label: words(SignInWord.address), code: code))
        }
        let reason = form["why"]
        if !(5...500).contains(reason.count) || form.hasForbidden("why", allowsLines: false) {
            problems.append(
                FieldProblem(
                    field: "why", label: words(PeopleWord.reason), code: reason.isEmpty ? .missing : .tooShort))
        }
        if let address, problems.isEmpty {
            let found: SignInPerson = try await self.desk.backends.call(
                .applications, ApplicationsEndpoints.lookUpPerson,
                body: SignInAddress(emailAddress: address.text, language: visit.language), for: nil
            ).value
            if let person = found.personId, found.roles == [.applicant] {
                try await self.desk.sessions.beginActing(
                    as: person, session, reason: reason, requestID: request.requestID, now: visit.now)
                return self.desk.seeOther(.applications, visit)
            }
            problems.append(FieldProblem(field: "address", label: words(SignInWord.address), code: .unknown))
        }
        return try await self.list(
            visit, session, address: String(form["address"].prefix(254)), problems: problems)
    }

    @Sendable private func stopActing(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        _ = try self.desk.form(visit, changesNothing: true)
        try await self.desk.sessions.endActing(session, requestID: request.requestID)
        return self.desk.seeOther(.people, visit)
    }

    /// What the administrator typed, when it was not accepted.
    private struct Typed {
        var roles: [String]
        var convenings: [String]
        var isClosed: Bool
        var reason: String
        var problems: [FieldProblem]
    }

    private func page(
        _ id: PersonID, _ visit: Visit, _ session: PortalSession, typed: Typed? = nil,
        problems: [FieldProblem] = []
    ) async throws -> APIResponse {
        let answer: ClientResponse<PersonAccess> = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.getPersonAccess, .init(path: [id.description]), for: session,
            as: .administrator)
        let access = answer.value
        let convenings: [Convening] = try await self.desk.backends.all(
            .applications, ApplicationsEndpoints.listConvenings, for: nil)
        let model = PersonModel(
            id: id.description, name: access.name, version: "\(access.version)",
            roles: typed?.roles ?? access.roles.map(\.rawValue),
            convenings: typed?.convenings ?? access.convenings.map(\.description),
            isClosed: typed?.isClosed ?? access.isClosed, reason: typed?.reason ?? "",
            choices: convenings.sorted { ($0.startsOn, $0.id) < ($1.startsOn, $1.id) }.map {
                (id: $0.id.description, name: $0.title.best(for: visit.language).text)
            },
            isEnrolled: try await self.desk.factors.standing(of: id.description).isEnrolled,
            isOwn: id.description == session.subject,
            done: visit.request.query["done"].flatMap { PersonModel.Done(rawValue: $0) },
            problems: typed?.problems ?? problems)
        return self.desk.page(PersonView(model), visit, .person(id.description))
    }

    @Sendable private func person(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.administrator()
        return try await self.page(visit.id("personId"), visit, session)
    }

    @Sendable private func savePerson(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.administrator()
        let form = try self.desk.form(visit)
        let id: PersonID = try visit.id("personId")
        if let first = self.desk.stepUp(session, visit, next: .person(id.description)) { return first }
        var typed = Typed(
            roles: form.all("roles"), convenings: form.all("convenings"), isClosed: form["closed"] == "yes",
            reason: String(form["reason"].prefix(500)), problems: [])
        let words = Words(visit.language)
        if typed.roles.isEmpty {
            typed.problems.append(FieldProblem(field: "roles", label: words(PeopleWord.roles), code: .tooFew))
        }
        if typed.reason.count < 5 {
            typed.problems.append(
                FieldProblem(
                    field: "reason", label: words(PeopleWord.reason), code: typed.reason.isEmpty ? .missing : .tooShort)
            )
        }
        guard typed.problems.isEmpty else { return try await self.page(id, visit, session, typed: typed) }
        let input = PersonAccessInput(
            roles: typed.roles.compactMap { Role(rawValue: $0) },
            convenings: typed.convenings.compactMap { ConveningID($0) }, isClosed: typed.isClosed,
            reason: typed.reason)
        _ = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.changePersonAccess,
            .init(path: [id.description], ifMatch: "\"v\(form["version"])\""), body: input, for: session,
            as: .administrator, returning: PersonAccess.self)
        return self.desk.seeOther(.person(id.description), visit, query: [("done", PersonModel.Done.saved.rawValue)])
    }

    @Sendable private func resetFactor(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.administrator()
        let form = try self.desk.form(visit)
        let id: PersonID = try visit.id("personId")
        if let first = self.desk.stepUp(session, visit, next: .person(id.description)) { return first }
        guard id.description != session.subject else {
            throw Problem(.conflict, "Nobody resets her own second factor; ask another administrator.")
        }
        let reason = form["why"]
        guard (5...500).contains(reason.count), !form.hasForbidden("why", allowsLines: false) else {
            let problem = FieldProblem(
                field: "why", label: Words(visit.language)(PeopleWord.reason),
                code: reason.isEmpty ? .missing : .tooShort)
            return try await self.page(id, visit, session, problems: [problem])
        }
        guard
            try await self.desk.factors.reset(id, by: session, reason: reason, requestID: request.requestID)
        else { throw Problem.notFound }
        return self.desk.seeOther(.person(id.description), visit, query: [("done", PersonModel.Done.reset.rawValue)])
    }
}
