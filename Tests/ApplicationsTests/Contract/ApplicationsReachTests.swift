import Access
import ApplicationsContract
import ApplicationsService
import Foundation
import Primitives
import TestSupport
import Testing

/// Every operation on one's own and on others' things: by convening, and by who made them.
@Suite(
    "Applications: own and others'",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct ApplicationsReachTests {
    private static let endpoints = ApplicationsService.endpoints
    /// What belongs to no convening, people's own tokens, and jobs, which only those see who asked for them.
    private static let general: Set<String> = [
        "createOrganisation", "createToken", "listTokens", "revokeToken", "getJob", "cancelJob",
    ]
    /// What concerns all convenings at once.
    private static let whole: Set<String> = [
        "createPerson", "listPeople", "getPersonAccess", "changePersonAccess", "revokePersonTokens", "lookUpPerson",
        "registerApplicant", "createConvening", "exportAudit", "erasePerson", "eraseOrganisation", "listErasures",
        "decideErasure",
    ]

    @Test func noOperationIsLeftOut() {
        for endpoint in Self.endpoints where !endpoint.isOpen {
            let expected: Endpoint.Reach =
                Self.general.contains(endpoint.id) ? .general : Self.whole.contains(endpoint.id) ? .whole : .convening
            #expect(endpoint.reach == expected, "\(endpoint.id)")
        }
    }

    @Test func whatConcernsAllConveningsIsRefusedToWhoHasSome() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let token = try await Self.token(.administrator, AccessScope(convenings: []))
            let people = try await service.wire.send("GET", "/v1/people", token: token)
            #expect(people.status == 403 && people.problem == "forbidden")
            let audit = try await service.wire.send("GET", "/v1/audit", token: token)
            #expect(audit.status == 403)
            let open = try await service.wire.send("GET", "/v1/calls", token: token)
            #expect(open.status == 200)
        }
    }

    @Test func readingAloneAndNamedOperationsAlone() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let reader = try await Self.token(.administrator, AccessScope(isReadOnly: true))
            #expect(try await service.wire.send("GET", "/v1/people", token: reader).status == 200)
            let refused = try await service.wire.json(
                ApplicationsEndpoints.createOrganisation, token: reader, body: "{}", key: "k")
            #expect(refused.status == 403)
            let named = try await Self.token(.administrator, AccessScope(operations: ["listPeople"]))
            #expect(try await service.wire.send("GET", "/v1/people", token: named).status == 200)
            #expect(try await service.wire.send("GET", "/v1/organisations", token: named).status == 403)
        }
    }

    private static func token(_ role: Role, _ scope: AccessScope) async throws -> String {
        let now = Instant.now
        return try await TestPlace.shared.signer().sign(
            AccessToken(
                subject: "walker", role: role, audience: .doors, expires: now.adding(seconds: 60), scope: scope),
            at: now)
    }

    private static func draft(_ call: CallID, _ organisation: OrganisationID) -> String {
        let input = ApplicationInput(callId: call, organisationId: organisation, language: .arabic, answers: [:])
        return String(decoding: (try? JSONEncoder().encode(input)) ?? Data(), as: UTF8.self)
    }

    @Test func ofAnotherConveningNothingExists() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let own = try await service.makeCall()
            let other = try await service.makeCall()
            // The same woman made both, so that only the convening tells them apart.
            let mine = try await service.makeApplication(to: own, subject: "amal")
            let theirs = try await service.makeApplication(to: other, subject: "amal")
            var walk = ReachWalk(
                things: [
                    "conveningId": (own.conveningId.description, other.conveningId.description),
                    "callId": (own.id.description, other.id.description),
                    "applicationId": (mine.id.description, theirs.id.description),
                    "organisationId": (mine.organisationId.description, theirs.organisationId.description),
                ], convening: own.conveningId)
            walk.subjects = [.applicant: "amal"]
            walk.marks = [
                "listOrganisations": (mine.organisationId.description, theirs.organisationId.description),
                "listApplications": (mine.id.description, theirs.id.description),
            ]
            walk.bodies = [
                "createApplication": { side in
                    let call =
                        switch side {
                        case .own: own.id
                        case .other: other.id
                        case .nobody: CallID.next()
                        }
                    return Self.draft(call, mine.organisationId)
                }
            ]
            let reached = Self.endpoints.filter { $0.reach == .convening }
            let outcome = try await walk.run(service, reached) { $0.roles }
            #expect(outcome.wrong == [])
            #expect(outcome.tried == ReachWalk.cells(reached) { $0.roles })
            let rows = try await ConveningPartition(.applications, database: service.database)
                .check(own.conveningId, other.conveningId)
            #expect(rows.wrong == [])
            #expect(rows.shared.isSuperset(of: ["application", "application_private", "call", "convening"]))
        }
    }

    @Test func ofAnotherApplicantNothingExists() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let mine = try await service.makeApplication(to: call, subject: "amal")
            let theirs = try await service.makeApplication(to: call, subject: "zara")
            var walk = ReachWalk(
                things: [
                    "applicationId": (mine.id.description, theirs.id.description),
                    "organisationId": (mine.organisationId.description, theirs.organisationId.description),
                ], convening: nil)
            walk.subjects = [.applicant: "amal"]
            walk.marks = [
                "listOrganisations": (mine.organisationId.description, theirs.organisationId.description),
                "listApplications": (mine.id.description, theirs.id.description),
            ]
            walk.inputs = [
                "updateOrganisation": #"""
                {"name":"N","country":"SDN","kind":"network","size":"small","isWomenLed":true,"isMember":false,
                "languages":["ar"]}
                """#,
                "saveApplication": #"{"language":"ar","answers":{}}"#,
                "submitApplication": #"{"consentsToReview":true}"#,
            ]
            // To create an application one names an organisation of one's own.
            walk.bodies = [
                "createApplication": { side in
                    switch side {
                    case .own: Self.draft(call.id, mine.organisationId)
                    case .other: Self.draft(call.id, theirs.organisationId)
                    case .nobody: Self.draft(call.id, .next())
                    }
                }
            ]
            let roles: (Endpoint) -> Set<Role> = {
                $0.id == "createApplication" ? [.applicant] : $0.ownOnly.intersection([.applicant])
            }
            let walked = Self.endpoints.filter { !roles($0).isEmpty }
            let outcome = try await walk.run(service, walked, roles: roles)
            #expect(outcome.wrong == [])
            #expect(outcome.tried == ReachWalk.cells(walked, roles: roles))
            #expect(walked.count == 10)
        }
    }
}
