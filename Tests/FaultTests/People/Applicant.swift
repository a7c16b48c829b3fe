import Access
import ApplicationsContract
import Foundation
import Primitives

/// One woman who applies: makes her organisation, begins, saves, sends, sometimes takes it back. Sometimes she sends
/// the same twice at once, and sometimes her phone dies and she never hears.
struct Applicant: Sendable {
    let subject: String
    let token: String
    let organisationInput: OrganisationInput
    var organisation: Fate<Organisation> = .untried
    var begun: Fate<Application> = .untried
    /// The second try, with another key, at the same moment.
    var begunTwice: Fate<Application> = .untried
    var saves: [(text: String, fate: Fate<Application>)] = []
    var submitted: Fate<Application> = .untried
    var withdrawn: Fate<Application> = .untried

    init(_ place: FaultPlace, _ name: String, _ index: Int) async throws {
        self.subject = "applicant-\(name)"
        self.token = try await place.token(.applicant, self.subject)
        self.organisationInput = World.organisation("Organisation \(name)", index)
    }

    /// The call was not yet to know of any other change.
    private static func answers(_ text: String) -> [String: AnswerValue] { ["change": .text(text)] }

    /// Lives through one application.
    mutating func live(_ client: GoodClient, _ call: CallID, _ random: SeededGenerator) async throws {
        var random = random
        func patience() -> GoodClient.Patience { random.below(12) == 0 ? .once : .untilAnswered }
        self.organisation = try await client.act(
            .applications, ApplicationsEndpoints.createOrganisation, token: self.token, body: self.organisationInput,
            patience())
        guard let organisation = self.organisation.value else { return }
        let input = ApplicationInput(
            callId: call, organisationId: organisation.id, language: .english, answers: Self.answers("begun"))
        try await self.begin(client, input, twice: random.below(3) == 0, patience())
        guard let application = self.begun.value ?? self.begunTwice.value else { return }
        let path = [application.id.description]
        var version = application.version
        for index in 0..<random.below(3) {
            let draft = ApplicationDraft(language: .english, answers: Self.answers("save \(index)"))
            let fate: Fate<Application> = try await client.edit(
                .applications, ApplicationsEndpoints.saveApplication, path,
                reader: ApplicationsEndpoints.getApplication, token: self.token, version: version, body: draft,
                patience(), isWanted: { $0.answers == draft.answers })
            self.saves.append(("save \(index)", fate))
            guard let saved = fate.value else { return }
            version = saved.version
        }
        guard random.below(6) > 0 else { return }
        self.submitted = try await client.act(
            .applications, ApplicationsEndpoints.submitApplication, path, token: self.token,
            body: Submission(consentsToReview: true), patience())
        guard self.submitted.value != nil, random.below(3) == 0 else { return }
        self.withdrawn = try await client.act(
            .applications, ApplicationsEndpoints.withdrawApplication, path, token: self.token,
            body: Withdrawal(reason: "It is not safe now"), patience())
    }

    private mutating func begin(
        _ client: GoodClient, _ input: ApplicationInput, twice: Bool, _ patience: GoodClient.Patience
    ) async throws {
        let token = self.token
        @Sendable func one() async throws -> Fate<Application> {
            try await client.act(
                .applications, ApplicationsEndpoints.createApplication, token: token, body: input, patience)
        }
        guard twice else {
            self.begun = try await one()
            return
        }
        async let first = one()
        async let second = one()
        (self.begun, self.begunTwice) = try await (first, second)
    }

    /// What was acknowledged and may be asked for again.
    var receipts: [Receipt] {
        [
            self.organisation.receipt, self.begun.receipt, self.begunTwice.receipt, self.submitted.receipt,
            self.withdrawn.receipt,
        ].compactMap(\.self)
    }
}
