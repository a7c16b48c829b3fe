import Access
import ApplicationsContract
import Primitives
import ServiceClient
import ServiceKit

/// A call, and beginning an application to it.
struct OpportunityHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.opportunity, self.opportunity)
        table.on(PortalEndpoints.apply, self.apply)
        table.on(PortalEndpoints.applicant, self.applicant)
        table.on(PortalEndpoints.saveApplicant, self.saveApplicant)
    }

    private func call(_ id: CallID) async throws -> Call {
        try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.getCall, .init(path: [id.description]), for: nil
        ).value
    }

    /// The reader's newest application to a call that was not taken back.
    private func own(_ id: CallID, _ visit: Visit) async throws -> ApplicationSummary? {
        guard let session = visit.session, session.roles.contains(.applicant) else { return nil }
        let list: [ApplicationSummary] = try await self.desk.backends.all(
            .applications, ApplicationsEndpoints.listApplications,
            query: [(name: "callId", value: id.description)], for: session, as: .applicant)
        return list.filter { $0.state != .withdrawn }.max { ($0.savedAt, $0.id) < ($1.savedAt, $1.id) }
    }

    @Sendable private func opportunity(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let id: CallID = try visit.id("callId")
        let call = try await self.call(id)
        let convening: Convening = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.getConvening, .init(path: [call.conveningId.description]), for: nil
        ).value
        let own: OpportunityModel.Own =
            switch try await self.own(id, visit) {
            case nil: .none
            case .some(let found): found.state == .draft ? .draft(found.id.description) : .sent(found.id.description)
            }
        let window: OpportunityModel.Window =
            switch call.window {
            case .upcoming: .notYet
            case .open: .open
            case .closed: .closed
            }
        let language = visit.language
        let model = OpportunityModel(
            id: id.description, name: call.title.best(for: language).text,
            about: convening.summary.best(for: language).text,
            kind: KindWord(code: convening.kind.rawValue) ?? .session,
            place: convening.format == .online ? nil : self.place(convening, language), from: convening.startsOn,
            to: convening.endsOn, opensAt: call.opensAt, closesAt: call.closesAt, answerBy: nil, window: window,
            own: own, rules: call.rules.map { $0.reason.best(for: language).text },
            criteria: [call.criteria.best(for: language).text])
        return self.desk.page(
            OpportunityView(model), visit, .opportunity(id.description),
            query: request.query["zone"].map { [("zone", $0)] } ?? [])
    }

    private func place(_ convening: Convening, _ language: Language) -> String {
        let format = LocaleFormat(language)
        guard let venue = convening.venue else { return format.zoneName(convening.zone) }
        return PlaceName.text(venue, in: convening.zone, format).name
    }

    @Sendable private func apply(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let id: CallID = try visit.id("callId")
        guard let session = visit.session, session.roles.contains(.applicant) else {
            // The button is for everybody; who is not signed in goes there first and comes back to the call.
            return self.desk.seeOther(.signIn, visit, query: [("next", Route.opportunity(id.description).bare)])
        }
        let form = try self.desk.form(visit)
        if let own = try await self.own(id, visit) {
            let route: Route =
                own.state == .draft ? .application(own.id.description, part: 1) : .sent(own.id.description)
            return self.desk.seeOther(route, visit)
        }
        let organisations: [Organisation] = try await self.desk.backends.all(
            .applications, ApplicationsEndpoints.listOrganisations, for: session, as: .applicant)
        guard let organisation = organisations.first else {
            return self.desk.seeOther(.applicant(id.description), visit)
        }
        return try await self.begin(id, organisation.id, visit, session, key: form["once"])
    }

    private func begin(
        _ call: CallID, _ organisation: OrganisationID, _ visit: Visit, _ session: PortalSession, key: String
    ) async throws -> APIResponse {
        let made: Application = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.createApplication, .init(idempotencyKey: Self.key(key, "application")),
            body: ApplicationInput(
                callId: call, organisationId: organisation, language: visit.language, answers: [:]),
            for: session, as: .applicant
        ).value
        return self.desk.seeOther(.application(made.id.description, part: 2), visit)
    }

    /// The idempotency key of one of the acts of a form: what a hidden field holds is only used when it has the form
    /// of ours.
    static func key(_ once: String, _ act: String) -> String? {
        SignInID(once).map { "\(act)-\($0)" }
    }

    @Sendable private func applicant(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        _ = try visit.person()
        let id: CallID = try visit.id("callId")
        return self.desk.page(
            OrganisationView(
                call: id.description, fields: OrganisationForm.fields(nil, Words(visit.language))), visit,
            .applicant(id.description))
    }

    @Sendable private func saveApplicant(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        let id: CallID = try visit.id("callId")
        let form = try self.desk.form(visit)
        let words = Words(visit.language)
        let again = { (fields: [FormField]) in
            self.desk.page(
                OrganisationView(call: id.description, fields: fields), visit, .applicant(id.description))
        }
        switch OrganisationForm.read(form, words, isMember: false) {
        case .faults(let fields): return again(fields)
        case .input(let input):
            do {
                let made: Organisation = try await self.desk.backends.call(
                    .applications, ApplicationsEndpoints.createOrganisation,
                    .init(idempotencyKey: Self.key(form["once"], "organisation")), body: input, for: session,
                    as: .applicant
                ).value
                return try await self.begin(id, made.id, visit, session, key: form["once"])
            } catch let problem as ClientProblem where problem.status == 422 && !problem.errors.isEmpty {
                return again(
                    OrganisationForm.marked(
                        OrganisationForm.fields(input, words), problem.errors.map { ($0.pointer, $0.code) }))
            }
        }
    }
}
