import Access
import ApplicationsContract
import ApplicationsService
import Foundation
import Primitives
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Applications: who needs to know what",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct NeedToKnowTests {
    @Test func everyRoleReadsItsOwnAnswers() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let made = try await service.makeApplication(to: try await service.makeCall(), subject: "amal")
            func read(_ role: Role, _ subject: String = "tester") async throws -> Application {
                try await service.caller.call(
                    ApplicationsEndpoints.getApplication, .init(path: [made.id.description]),
                    as: try await service.credential(role, subject: subject)
                ).value
            }
            #expect(try await read(.applicant, "amal").answers == RunningService.completeAnswers)
            #expect(try await read(.administrator).answers == RunningService.completeAnswers)
            let logistics = try await read(.logistics)
            #expect(logistics.answers == ["departure_city": .text("Khartoum")])
            #expect(logistics.reference == made.reference && logistics.version == made.version)
        }
    }

    @Test func theReasonOfAWithdrawalIsKept() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            for (subject, reason) in [("amal", "We found another way"), ("mina", nil)] as [(String, String?)] {
                let made = try await service.makeApplication(to: call, subject: subject)
                let path = ServiceCaller.Options(path: [made.id.description])
                let withdrawn: Application = try await service.caller.call(
                    ApplicationsEndpoints.withdrawApplication, path, body: Withdrawal(reason: reason),
                    as: try await service.credential(.applicant, subject: subject)
                ).value
                #expect(withdrawn.state == .withdrawn && withdrawn.withdrawalReason == reason)
                let staff: Application = try await service.caller.call(
                    ApplicationsEndpoints.getApplication, path, as: try await service.credential(.administrator)
                ).value
                #expect(staff.withdrawalReason == reason)
                let logistics: Application = try await service.caller.call(
                    ApplicationsEndpoints.getApplication, path, as: try await service.credential(.logistics)
                ).value
                #expect(logistics.withdrawalReason == nil)
            }
            // Her words stand beside her answers, not in the log, which outlives erasure.
            #expect(!(try await service.auditLog(with: "application.withdrawn")).contains("another way"))
        }
    }

    @Test func whatPeopleHaveAnsweredStays() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let token = try await TestPlace.shared.token(.administrator)
            let asked = call.questions[1]
            func changed(_ questions: [Question], _ key: String) async throws -> Wire.Answer {
                let input = CallInput(
                    title: call.title, opensAt: call.opensAt, closesAt: call.closesAt, questions: questions,
                    rules: call.rules, criteria: call.criteria)
                return try await service.wire.json(
                    ApplicationsEndpoints.updateCall, path: [call.id.description], token: token,
                    body: String(decoding: try JSONEncoder().encode(input), as: UTF8.self), ifMatch: "*")
            }
            func theme(
                kind: QuestionKind = .choice, audience: Audience = .committee, options: [String] = ["youth"],
                label: String = "Theme"
            ) -> [Question] {
                let other = Question(
                    key: asked.key, section: asked.section, kind: kind, audience: audience,
                    label: LocalizedText(en: label),
                    options: options.map { QuestionOption(value: $0, label: LocalizedText(en: $0)) })
                return call.questions.map { $0.key == asked.key ? other : $0 }
            }
            // Before anybody has answered everything may change.
            #expect(try await changed(theme(audience: .staff, options: ["youth", "elders"]), "a").status == 200)
            #expect(try await changed(theme(), "b").status == 200)
            _ = try await service.makeApplication(to: call, subject: "amal")
            let broken = [
                theme(audience: .staff), theme(kind: .choices), theme(options: ["elders"]),
                theme(options: ["youth", "elders"]), call.questions.filter { $0.key != asked.key },
            ]
            for (index, questions) in broken.enumerated() {
                let answer = try await changed(questions, "broken-\(index)")
                #expect(answer.status == 409, "case \(index)")
                #expect(answer.member("detail")?.contains("the question theme") == true, "case \(index)")
            }
            let more = Question(
                key: "more", section: "work", kind: .text, audience: .staff, label: LocalizedText(en: "More"),
                isRequired: false)
            #expect(try await changed(theme(label: "Your theme") + [more], "words").status == 200)
        }
    }

    @Test func everyFaultOfAnApplicationIsNamed() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let organisation = try await service.makeOrganisation(subject: "amal")
            let token = try await TestPlace.shared.token(.applicant, subject: "amal")
            func create(
                _ call: CallID, _ organisation: OrganisationID, _ answers: String, _ key: String
            ) async throws -> Wire.Answer {
                try await service.wire.json(
                    ApplicationsEndpoints.createApplication, token: token,
                    body:
                        #"{"callId":"\#(call)","organisationId":"\#(organisation)","language":"ar","answers":{\#(answers)}}"#,
                    key: key)
            }
            #expect(
                try await create(.next(), .next(), "", "a").faults == ["/callId unknown", "/organisationId unknown"])
            #expect(
                try await create(call.id, .next(), #""theme":"war""#, "b").faults
                    == ["/organisationId unknown", "/answers/theme not_in_list"])
            // A wrong type is a fault of its question, wherever the key comes from.
            let types = try await create(
                call.id, organisation.id, #""theme":7,"a/b~c":{},"change":[1],"x\u202Ey":1.5"#, "c")
            #expect(
                types.faults == [
                    "/answers/theme wrong_type", "/answers/a~1b~0c wrong_type", "/answers/change wrong_type",
                    "/answers/… wrong_type",
                ])
            #expect(try await create(call.id, organisation.id, #""theme":"youth""#, "d").status == 201)
        }
    }

    @Test func faultsOfACallNameTheirEntries() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let title = LocalizedText(en: "T")
            let rule = { (question: String) in
                EligibilityRule(code: "r", fact: .answer, question: question, oneOf: ["a"], reason: title)
            }
            let input = CallInput(
                title: title, opensAt: call.opensAt, closesAt: call.closesAt,
                questions: call.questions + [call.questions[2]], rules: [rule("theme"), rule("themes")],
                criteria: title)
            let answer = try await service.wire.json(
                ApplicationsEndpoints.createCall, path: [call.conveningId.description],
                token: try await TestPlace.shared.token(.administrator),
                body: String(decoding: try JSONEncoder().encode(input), as: UTF8.self), key: "call")
            #expect(answer.faults == ["/questions/4/key duplicate", "/rules/1/question unknown_question"])
        }
    }
}
