import Access
import ApplicationsContract
import Foundation
import Primitives
import ServiceClient

/// First act: a convening is announced, 600 organisations apply, eligibility is checked.
struct DemoApplications: Sendable {
    let stage: DemoStage
    let world: DemoWorld

    struct Outcome: Sendable {
        let convening: Convening
        let call: Call
        let report: EligibilityReport
    }

    func play() async throws -> Outcome {
        let administrator = try await self.stage.person(.administrator, "administrator-1")
        let caller = self.stage.caller(.applications)
        guard let zone = Zone("Africa/Nairobi"), let first = LocalDate(iso8601: "2027-03-15") else {
            throw CommandFailure("the time-zone data of this machine does not know Africa/Nairobi")
        }
        let convening: Convening = try await caller.call(
            ApplicationsEndpoints.createConvening,
            body: ConveningInput(
                kind: .globalConvening, format: .inPerson, title: DemoForm.title, summary: DemoForm.summary,
                venue: "nairobi", zone: zone, startsOn: first, endsOn: first.adding(days: 3), places: 60),
            as: administrator
        ).value
        let now = Instant.now
        let open: Call = try await caller.call(
            ApplicationsEndpoints.createCall, .init(path: [convening.id.description]),
            body: self.call(opensAt: now.adding(seconds: -60), closesAt: now.adding(seconds: 3600)), as: administrator
        ).value
        try await self.apply(to: open, caller, administrator)

        // The deadline is moved to this moment, as an administrator may, and the rules are applied.
        let act = DemoAct("Eligibility", self.stage.terminal)
        let closed: Call = try await caller.call(
            ApplicationsEndpoints.updateCall, .init(path: [open.id.description], ifMatch: "\"v\(open.version)\""),
            body: self.call(opensAt: open.opensAt, closesAt: Instant.now), as: administrator
        ).value
        let report: EligibilityReport = try await caller.call(
            ApplicationsEndpoints.checkEligibility, .init(path: [closed.id.description]), as: administrator
        ).value
        act.end("\(report.eligible) eligible, \(report.ineligible) not")
        return Outcome(convening: convening, call: closed, report: report)
    }

    private func call(opensAt: Instant, closesAt: Instant) -> CallInput {
        CallInput(
            title: DemoForm.title, opensAt: opensAt, closesAt: closesAt, questions: DemoForm.questions,
            rules: DemoForm.rules, criteria: DemoForm.criteriaText)
    }

    private func apply(to call: Call, _ caller: ServiceCaller, _ administrator: Credential) async throws {
        let act = DemoAct("Applications", self.stage.terminal)
        let stage = self.stage
        try await stage.forEach(self.world.organisations, act) { organisation in
            let applicant = try await stage.person(.applicant, organisation.subject)
            let made: ClientResponse<Organisation> = try await caller.call(
                ApplicationsEndpoints.createOrganisation, body: organisation.input, as: applicant)
            if organisation.input.isMember {
                let _: ClientResponse<Organisation> = try await caller.call(
                    ApplicationsEndpoints.updateOrganisation,
                    .init(path: [made.value.id.description], ifMatch: made.entityTag), body: organisation.input,
                    as: administrator)
            }
            let begun: ClientResponse<Application> = try await caller.call(
                ApplicationsEndpoints.createApplication,
                body: ApplicationInput(
                    callId: call.id, organisationId: made.value.id, language: organisation.language,
                    answers: organisation.answers), as: applicant)
            let _: ClientResponse<Application> = try await caller.call(
                ApplicationsEndpoints.submitApplication, .init(path: [begun.value.id.description]),
                body: Submission(consentsToReview: true), as: applicant)
        }
        let countries = Set(self.world.organisations.map(\.input.country)).count
        act.end("\(self.world.organisations.count) from \(countries) countries in four languages")
    }
}
