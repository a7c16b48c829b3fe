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
        let access = try await self.access(id, session)
        let convenings: [Convening] = try await self.desk.backends.all(
            .applications, ApplicationsEndpoints.listConvenings, for: nil)
        let standing = try await self.desk.factors.standing(of: id.description)
        let model = PersonModel(
            id: id.description, name: access.name, version: "\(access.version)",
            roles: typed?.roles ?? access.roles.map(\.rawValue),
            convenings: typed?.convenings ?? access.convenings.map(\.description),
            isClosed: typed?.isClosed ?? access.isClosed, reason: typed?.reason ?? "",
            choices: convenings.sorted { ($0.startsOn, $0.id) < ($1.startsOn, $1.id) }.map {
                (id: $0.id.description, name: $0.title.best(for: visit.language).text)
            },
            factor: self.factor(access, standing, now: visit.now), factorMark: standing.mark,
            isOwn: id.description == session.subject,
            done: visit.request.query["done"].flatMap { PersonModel.Done(rawValue: $0) },
            problems: typed?.problems ?? problems)
        return self.desk.page(PersonView(model), visit, .person(id.description))
    }

    /// What somebody may do at present.
    /// - Throws: `ClientProblem`, with status 404 when there is nobody with this id.
    private func access(_ id: PersonID, _ session: PortalSession) async throws -> PersonAccess {
        try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.getPersonAccess, .init(path: [id.description]), for: session,
            as: .administrator
        ).value
    }

    private func factor(
        _ access: PersonAccess, _ standing: FactorStore.Standing, now: Instant
    ) -> PersonModel.Factor {
        if standing.isEnrolled { return .enrolled }
        if Role.staff.isDisjoint(with: access.roles) { return .notNeeded }
        guard let until = standing.codeUntil else { return .open }
        return until > now ? .waits(until: until) : .expired
    }

    /// The page with an enrolment code, the only time that it can be read.
    private func show(
        _ made: EnrolmentCode, _ access: PersonAccess, _ cause: EnrolmentCodeModel.Cause, _ visit: Visit
    ) -> APIResponse {
        let person = access.personId.description
        let model = EnrolmentCodeModel(
            person: person, name: access.name, cause: cause, code: made.code.groups, expiresAt: made.expiresAt)
        return self.desk.page(EnrolmentCodeView(model), visit, .person(person))
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
        let before = try await self.access(id, session)
        let isFirst = self.isFirstRole(input, before, form["version"], session)
        if isFirst { try await self.desk.factors.expectCode(of: id, now: visit.now) }
        _ = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.changePersonAccess,
            .init(path: [id.description], ifMatch: "\"v\(form["version"])\""), body: input, for: session,
            as: .administrator, returning: PersonAccess.self)
        if isFirst {
            // Now, so that of two administrators who give it at the same time only one makes a code.
            let made = try await self.desk.factors.welcome(
                id, by: session, requestID: request.requestID, now: visit.now)
            if let made { return self.show(made, before, .firstRole, visit) }
        }
        return self.desk.seeOther(.person(id.description), visit, query: [("done", PersonModel.Done.saved.rawValue)])
    }

    /// Whether a change lets somebody work here who could not before. A change that the service will refuse, because
    /// the person was changed meanwhile or is the administrator herself, is none.
    private func isFirstRole(
        _ input: PersonAccessInput, _ before: PersonAccess, _ version: String, _ session: PortalSession
    ) -> Bool {
        let works = !input.isClosed && !Role.staff.isDisjoint(with: input.roles)
        let worked = !before.isClosed && !Role.staff.isDisjoint(with: before.roles)
        return works && !worked && version == "\(before.version)" && before.personId.description != session.subject
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
        let access = try await self.access(id, session)
        let standing = try await self.desk.factors.standing(of: id.description)
        // Who does not work here has no factor and gets no code.
        if case .notNeeded = self.factor(access, standing, now: visit.now) { throw Problem.notFound }
        // The page is old, or was sent again: what came meanwhile must not be taken away unseen.
        let stale = Problem.conflict("The second factor has changed since this page was opened.", state: "changed")
        guard form["seen"] == standing.mark else { throw stale }
        // First, so that a failure in between leaves nothing open and the whole can be done again.
        try await self.revokeTokens(of: id, session)
        let made = try await self.desk.factors.reset(
            id, seen: standing.mark, by: session, reason: reason, requestID: request.requestID, now: visit.now)
        guard let made else { throw stale }
        // Once more, for what her sessions made before they ended.
        try await self.revokeTokens(of: id, session)
        return self.show(made, access, standing.isEnrolled ? .reset : .renewed, visit)
    }

    private func revokeTokens(of id: PersonID, _ session: PortalSession) async throws {
        try await self.desk.backends.act(
            .applications, ApplicationsEndpoints.revokePersonTokens, .init(path: [id.description], ifMatch: "*"),
            for: session, as: .administrator)
    }
}
