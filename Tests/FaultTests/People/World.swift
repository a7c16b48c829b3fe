import Access
import ApplicationsContract
import ConveneCommands
import Durability
import Foundation
import Primitives
import SchedulingContract
import SelectionContract
import ServiceClient
import TravelBudgetContract

/// What is there before the first round: a call that stays open, a round of reviews with candidates and readers, an
/// approved budget, and a convening for agendas. Made with the same client as everything else.
struct World: Sendable {
    static let reviewers = 3
    static let candidates = 36

    let convening: Convening
    let call: Call
    let round: RoundID
    /// Who applied to the round's call, and with what.
    let candidates: [(subject: String, application: ApplicationID)]
    let budget: BudgetID

    static let questions = [
        Question(
            key: "change", section: "work", kind: .text, audience: .committee,
            label: LocalizedText(en: "A change that you helped to bring about"), maximumWords: 250)
    ]
    private static let text = LocalizedText(en: "Convening", fr: "Rencontre", es: "Encuentro", ar: "لقاء")
    static let rubric = RubricInput(
        title: Self.text,
        criteria: ["change", "learning"].map { key in
            Criterion(
                key: key, name: LocalizedText(en: key), weight: 1,
                levels: ["none", "little", "some", "much", "very much"].map { LocalizedText(en: $0) })
        })

    /// - Throws: when something is refused that should not be.
    static func make(_ place: FaultPlace, seed: UInt64) async throws -> World {
        let maker = Maker(place: place)
        let administrator = try await place.token(.administrator, "administrator-1")
        guard let first = LocalDate(iso8601: "2027-05-10"), let last = LocalDate(iso8601: "2027-05-13") else {
            throw FaultPlaceError("no such dates")
        }
        let convening: Convening = try await maker.act(
            .applications, ApplicationsEndpoints.createConvening, [], administrator,
            ConveningInput(
                kind: .globalConvening, format: .inPerson, title: Self.text, summary: Self.text, venue: "nairobi",
                zone: .utc, startsOn: first, endsOn: last, places: 60))
        let open = try await maker.call(convening, administrator)
        let judged = try await maker.call(convening, administrator)
        let candidates = try await maker.apply(to: judged, count: Self.candidates)
        try await maker.close(judged, administrator)
        let round = try await maker.round(judged.id, rubric: Self.rubric)
        let budget = try await maker.budget(first, last)
        return World(convening: convening, call: open, round: round, candidates: candidates, budget: budget)
    }

    static func input(_ title: LocalizedText = Self.text, closesAt: Instant) -> CallInput {
        CallInput(
            title: title, opensAt: Instant.now.adding(seconds: -60), closesAt: closesAt, questions: Self.questions,
            rules: [
                EligibilityRule(
                    code: "programme-country", fact: .country, oneOf: Country.programme.map(\.code),
                    reason: LocalizedText(en: "The fund works in 29 countries."))
            ], criteria: title)
    }

    static func organisation(_ name: String, _ index: Int) -> OrganisationInput {
        OrganisationInput(
            name: name, country: Country.programme[index % Country.programme.count], kind: .cso, size: .small,
            isWomenLed: true, isMember: false, languages: [.english])
    }
}

/// Makes what has to be there, or says what was refused.
private struct Maker: Sendable {
    let place: FaultPlace

    func act<Value: Decodable & Sendable>(
        _ service: ServiceName, _ endpoint: Endpoint, _ path: [String], _ token: String,
        _ body: (any Encodable & Sendable)?
    ) async throws -> Value {
        let fate: Fate<Value> = try await self.place.client.act(service, endpoint, path, token: token, body: body)
        guard let value = fate.value else { throw FaultPlaceError("\(endpoint.id): \(fate)") }
        return value
    }

    func call(_ convening: Convening, _ administrator: String) async throws -> Call {
        try await self.act(
            .applications, ApplicationsEndpoints.createCall, [convening.id.description], administrator,
            World.input(closesAt: Instant.now.adding(seconds: 86_400)))
    }

    func apply(to call: Call, count: Int) async throws -> [(subject: String, application: ApplicationID)] {
        try await withThrowingTaskGroup(of: (String, ApplicationID).self) { group in
            for index in 0..<count {
                group.addTask {
                    let subject = "candidate-\(index)"
                    let token = try await self.place.token(.applicant, subject)
                    let organisation: Organisation = try await self.act(
                        .applications, ApplicationsEndpoints.createOrganisation, [], token,
                        World.organisation("Candidate \(index)", index))
                    let made: Application = try await self.act(
                        .applications, ApplicationsEndpoints.createApplication, [], token,
                        ApplicationInput(
                            callId: call.id, organisationId: organisation.id, language: .english,
                            answers: ["change": .text("Change \(index)")]))
                    let sent: Application = try await self.act(
                        .applications, ApplicationsEndpoints.submitApplication, [made.id.description], token,
                        Submission(consentsToReview: true))
                    return (subject, sent.id)
                }
            }
            var all: [(subject: String, application: ApplicationID)] = []
            for try await one in group { all.append((subject: one.0, application: one.1)) }
            return all.sorted { $0.subject < $1.subject }
        }
    }

    func close(_ call: Call, _ administrator: String) async throws {
        let caller = ServiceCaller(
            target: .applications, baseURL: self.place.ports.publicAddress(.applications) ?? "",
            client: self.place.probe)
        let _: ClientResponse<Call> = try await caller.call(
            ApplicationsEndpoints.updateCall, .init(path: [call.id.description], ifMatch: "\"v\(call.version)\""),
            body: World.input(closesAt: Instant.now), as: .bearer(administrator))
        let report: EligibilityReport = try await self.act(
            .applications, ApplicationsEndpoints.checkEligibility, [call.id.description], administrator, nil)
        guard report.eligible == World.candidates else { throw FaultPlaceError("eligible: \(report)") }
    }

    func round(_ call: CallID, rubric input: RubricInput) async throws -> RoundID {
        let chair = try await self.place.token(.chair, "chair-1")
        let rubric: Rubric = try await self.act(.selection, SelectionEndpoints.createRubric, [], chair, input)
        let round: Round = try await self.act(
            .selection, SelectionEndpoints.createRound, [], chair,
            RoundInput(
                callId: call, rubricId: rubric.id, reviewsPerCandidate: 2,
                closesAt: Instant.now.adding(seconds: 86_400),
                members: (0..<World.reviewers).map { CommitteeMemberInput(subject: "reviewer-\($0)", maximumLoad: 75) }
            ))
        let path = [round.id.description]
        let _: Round = try await self.act(.selection, SelectionEndpoints.openRound, path, chair, nil)
        for index in 0..<World.reviewers {
            let member = try await self.place.token(.committeeMember, "reviewer-\(index)")
            let _: Declaration = try await self.act(
                .selection, SelectionEndpoints.declareConflicts, path, member, DeclarationInput(conflicts: []))
        }
        let job: QueuedJob = try await self.act(
            .selection, SelectionEndpoints.assignReviewers, path, chair, AssignmentRequest(seed: 3))
        try await self.wait(job.jobId, at: .selection, chair)
        return round.id
    }

    func budget(_ first: LocalDate, _ last: LocalDate) async throws -> BudgetID {
        let logistics = try await self.place.token(.logistics, "logistics-0")
        let finance = try await self.place.token(.finance, "finance-0")
        let made: Budget = try await self.act(
            .travelBudget, TravelBudgetEndpoints.createBudget, [], logistics,
            BudgetInput(
                title: "Convening", venue: "nairobi", firstDay: first, lastDay: last,
                eventLines: Treasury.lines.map { code, amount in
                    EventLine(
                        code: code, category: 4, amount: Money(minorUnits: amount, currency: .usd),
                        basis: "judgement", source: "plan")
                },
                travellers: Country.programme.prefix(3).enumerated().map { index, country in
                    PlannedTraveller(code: "P-\(100 + index)", country: country, passportCountry: country)
                }, seed: 7))
        if let job = made.jobId { try await self.wait(job, at: .travelBudget, logistics) }
        let path = [made.id.description]
        let priced: Budget = try await self.place.client.read(
            .travelBudget, TravelBudgetEndpoints.getBudget, path, token: logistics)
        let submitted: Budget = try await self.act(
            .travelBudget, TravelBudgetEndpoints.submitBudget, path, logistics,
            BudgetSubmission(version: priced.version))
        let approved: Budget = try await self.act(
            .travelBudget, TravelBudgetEndpoints.decideBudget, path, finance,
            BudgetDecision(version: submitted.version, isApproved: true))
        guard approved.state == .approved else { throw FaultPlaceError("budget: \(approved.state)") }
        return made.id
    }

    private func wait(_ job: JobID, at service: ServiceName, _ token: String) async throws {
        for _ in 0..<600 {
            let status: JobStatus = try await self.place.client.read(
                service, DurabilityEndpoints.job, [job.description], token: token)
            if status.state == "done" { return }
            guard status.finishedAt == nil else {
                throw FaultPlaceError("\(status.kind) \(status.state): \(status.problem?.code ?? "")")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw FaultPlaceError("the job \(job) did not end")
    }
}
