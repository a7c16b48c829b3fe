import Access
import ApplicationsContract
import ApplicationsService
import Durability
import Foundation
import Postgres
import Primitives
import ServiceClient
import TestSupport
import Testing
import Vault

@Suite(
    "Applications: one application's way",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct ApplicationFlowTests {
    @Test func fromDraftToEligible() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let mine = try await service.credential(.applicant, subject: "amal")
            let organisation = try await service.makeOrganisation(subject: "amal")
            #expect(!organisation.isMember, "membership is not an applicant's to claim")

            // A draft may be incomplete; sending names everything that is missing.
            let begun: ClientResponse<Application> = try await service.caller.call(
                ApplicationsEndpoints.createApplication,
                body: ApplicationInput(
                    callId: call.id, organisationId: organisation.id, language: .arabic,
                    answers: ["change": .text("one two three four five six")]), as: mine)
            #expect(begun.status == 201)
            #expect(begun.location == "/v1/applications/\(begun.value.id)")
            let id = begun.value.id.description
            do {
                let _: ClientResponse<Application> = try await service.caller.call(
                    ApplicationsEndpoints.submitApplication, .init(path: [id]),
                    body: Submission(consentsToReview: true), as: mine)
                Issue.record("an incomplete application was sent")
            } catch let problem as ClientProblem {
                #expect(problem.status == 422)
                #expect(
                    problem.errors.map { "\($0.pointer) \($0.code)" } == [
                        "/answers/change too_many_words", "/answers/theme missing", "/answers/departure_city missing",
                        "/answers/contact_name missing",
                    ])
            }

            // Saving needs the version that was read.
            let token = try await TestPlace.shared.token(.applicant, subject: "amal")
            let draft = String(
                decoding: try JSONEncoder().encode(
                    ApplicationDraft(language: .arabic, answers: RunningService.completeAnswers)),
                as: UTF8.self)
            let none = try await service.wire.json(
                ApplicationsEndpoints.saveApplication, path: [id], token: token, body: draft)
            #expect(none.status == 428)
            let stale = try await service.wire.json(
                ApplicationsEndpoints.saveApplication, path: [id], token: token, body: draft, ifMatch: "\"v7\"")
            #expect(stale.status == 412)
            let saved = try await service.wire.json(
                ApplicationsEndpoints.saveApplication, path: [id], token: token, body: draft,
                ifMatch: begun.entityTag)
            #expect(saved.status == 200)
            #expect(saved.headers["etag"] == "\"v2\"")

            // The same key gives the first answer again, another body under it is refused, a second sending too.
            let body = #"{"consentsToReview":true}"#
            let first = try await service.wire.json(
                ApplicationsEndpoints.submitApplication, path: [id], token: token, body: body, key: "send-1")
            let again = try await service.wire.json(
                ApplicationsEndpoints.submitApplication, path: [id], token: token, body: body, key: "send-1")
            #expect(first.status == 200)
            #expect(again.body == first.body)
            #expect(again.headers["etag"] == first.headers["etag"])
            let other = try await service.wire.json(
                ApplicationsEndpoints.submitApplication, path: [id], token: token,
                body: #"{ "consentsToReview":true}"#, key: "send-1")
            #expect(other.problem == "idempotency-key-reused")
            let second = try await service.wire.json(
                ApplicationsEndpoints.submitApplication, path: [id], token: token, body: body, key: "send-2")
            #expect(second.problem == "conflict")

            // What she is judged by stays as it was sent, for her; the fund may correct it.
            func renamed(_ role: Role, _ subject: String) async throws -> String? {
                let changed = OrganisationInput(
                    name: "Another name", country: organisation.country, kind: organisation.kind,
                    size: organisation.size, isWomenLed: organisation.isWomenLed, isMember: organisation.isMember,
                    languages: organisation.languages)
                return try await service.wire.json(
                    ApplicationsEndpoints.updateOrganisation, path: [organisation.id.description],
                    token: try await TestPlace.shared.token(role, subject: subject),
                    body: String(decoding: try JSONEncoder().encode(changed), as: UTF8.self), ifMatch: "*"
                ).problem
            }
            #expect(try await renamed(.applicant, "amal") == "conflict")
            #expect(try await renamed(.administrator, "tester") == nil)

            // The window closes; the rules are applied.
            let administrator = try await service.credential(.administrator)
            let early = try await service.wire.json(
                ApplicationsEndpoints.checkEligibility, path: [call.id.description],
                token: try await TestPlace.shared.token(.administrator), body: nil, key: "check-0")
            #expect(early.problem == "conflict")
            let input = CallInput(
                title: call.title, opensAt: call.opensAt, closesAt: Instant.now.adding(seconds: -1),
                questions: call.questions, rules: call.rules, criteria: call.criteria)
            let _: ClientResponse<Call> = try await service.caller.call(
                ApplicationsEndpoints.updateCall, .init(path: [call.id.description], ifMatch: "\"v1\""), body: input,
                as: administrator)
            let report: EligibilityReport = try await service.caller.call(
                ApplicationsEndpoints.checkEligibility, .init(path: [call.id.description]), as: administrator
            ).value
            #expect(report == EligibilityReport(eligible: 1, ineligible: 0, failedRules: [:]))
            try await self.checkBlindness(service, application: begun.value.id)
        }
    }

    /// As the role of selection, the blind view can be read and identity columns cannot.
    private func checkBlindness(_ service: RunningService, application: ApplicationID) async throws {
        let database = Database(
            try TestDatabase.shared.configuration(
                database: service.database, role: ServiceName.selection.databaseRole), logger: TestDatabase.logger())
        let run = Task { try await database.run() }
        defer { run.cancel() }
        let sealed = try await database.fetchValue(
            "select answers from applications_pub.candidate where application_id = \(application)", as: [UInt8].self)
        // With the keys that selection has, the committee's texts open; nothing else is in them.
        let vault = try TestPlace.shared.fieldVault(.selection)
        let opener = try await vault.opener([sealed], from: .applicationTexts, database)
        let answers = try #require(try opener.text(sealed, .committeeAnswers(application)))
        #expect(answers.contains("Water came back"))
        #expect(!answers.contains("Secretname"))
        #expect(!answers.contains("Khartoum"))
        #expect(vault.keys.rings.keys.allSatisfy { [.text, .review, .answers].contains($0) })
        for statement: SQL in [
            "select name from applications.organisation_identity",
            "select email_address from applications.person_identity",
            "select staff_answers from applications.application_private",
            "select reference from applications.application",
            "select origin from applications_pub.participant_origin",
            "select wrapped from applications.subject_key", "select wrapped from applications_pub.origin_key",
        ] {
            let error = await #expect(throws: DatabaseError.self) { _ = try await database.execute(statement) }
            #expect(error?.sqlState == "42501")
        }
    }

    @Test func othersThingsDoNotExist() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let organisation = try await service.makeOrganisation(subject: "amal")
            let mine = try await service.credential(.applicant, subject: "amal")
            let made: Application = try await service.caller.call(
                ApplicationsEndpoints.createApplication,
                body: ApplicationInput(
                    callId: call.id, organisationId: organisation.id, language: .arabic,
                    answers: RunningService.completeAnswers),
                as: mine
            ).value
            let stranger = try await TestPlace.shared.token(.applicant, subject: "stranger")
            let others = try await service.wire.json(
                ApplicationsEndpoints.getApplication, path: [made.id.description], token: stranger, body: nil)
            let nothing = try await service.wire.json(
                ApplicationsEndpoints.getApplication, path: [ApplicationID.next().description], token: stranger,
                body: nil)
            #expect(others.status == 404)
            #expect(others.member("detail") == nothing.member("detail"))
            let list = try await service.wire.json(
                ApplicationsEndpoints.listApplications, token: stranger, body: nil)
            #expect(String(decoding: list.body, as: UTF8.self) == #"{"items":[]}"#)
            let sent = try await service.wire.json(
                ApplicationsEndpoints.submitApplication, path: [made.id.description], token: stranger,
                body: #"{"consentsToReview":true}"#, key: "x")
            #expect(sent.status == 404)

            // One application of an organisation to a call.
            let twice = try await service.wire.json(
                ApplicationsEndpoints.createApplication,
                token: try await TestPlace.shared.token(.applicant, subject: "amal"),
                body: #"{"callId":"\#(call.id)","organisationId":"\#(organisation.id)","language":"ar"}"#, key: "two")
            #expect(twice.problem == "conflict")
        }
    }

    @Test func aClosedCallTakesNothing() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall(opens: -7200, closes: -3600)
            let organisation = try await service.makeOrganisation(subject: "amal")
            let answer = try await service.wire.json(
                ApplicationsEndpoints.createApplication,
                token: try await TestPlace.shared.token(.applicant, subject: "amal"),
                body: #"{"callId":"\#(call.id)","organisationId":"\#(organisation.id)","language":"ar"}"#, key: "one")
            #expect(answer.status == 409)
            #expect(answer.problem == "conflict")
        }
    }

    @Test func sixteenSendingsAtOnceAreOne() async throws {
        try await RunningService.with(.applications, poolSize: 4, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let organisation = try await service.makeOrganisation(subject: "amal")
            let token = try await TestPlace.shared.token(.applicant, subject: "amal")
            let made: Application = try await service.caller.call(
                ApplicationsEndpoints.createApplication,
                body: ApplicationInput(
                    callId: call.id, organisationId: organisation.id, language: .arabic,
                    answers: RunningService.completeAnswers),
                as: .bearer(token)
            ).value
            let answers = try await withThrowingTaskGroup(of: Wire.Answer.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        try await service.wire.json(
                            ApplicationsEndpoints.submitApplication, path: [made.id.description], token: token,
                            body: #"{"consentsToReview":true}"#, key: "same")
                    }
                }
                var all: [Wire.Answer] = []
                for try await answer in group { all.append(answer) }
                return all
            }
            let good = answers.filter { $0.status == 200 }
            #expect(!good.isEmpty)
            #expect(Set(good.map(\.body)).count == 1)
            #expect(answers.allSatisfy { $0.status == 200 || $0.problem == "still-running" || $0.status == 503 })
            let versions: [ApplicationVersion] = try await service.caller.call(
                ApplicationsEndpoints.listApplicationVersions, .init(path: [made.id.description]),
                as: .bearer(token), returning: Page<ApplicationVersion>.self
            ).value.items
            #expect(versions.count == 1)
        }
    }
}
