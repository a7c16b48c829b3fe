import Access
import ApplicationsContract
import ApplicationsService
import Foundation
import Postgres
import Primitives
import ServiceClient
import ServiceKit
import TestSupport
import Testing

@Suite(
    "Applications: tokens for scripts",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct APITokenTests {
    /// Somebody with an account, and a token that the operator gave her.
    private struct Maker {
        let person: Person
        let bearer: String
    }

    private static func maker(
        _ service: RunningService, _ roles: [Role], as role: Role? = nil
    ) async throws -> Maker {
        let person: Person = try await service.caller.call(
            ApplicationsEndpoints.createPerson,
            body: PersonInput(
                name: "Ada", emailAddress: "\(UUID().uuidString)@example.org", language: .english, roles: roles),
            as: try await service.credential(.administrator)
        ).value
        return Maker(
            person: person, bearer: try await TestPlace.shared.token(role ?? roles[0], subject: person.id.description))
    }

    private static func make(
        _ service: RunningService, _ maker: Maker, days: Double = 30, convenings: [ConveningID]? = nil,
        operations: [String]? = nil, isReadOnly: Bool = false, key: String = UUID().uuidString
    ) async throws -> Wire.Answer {
        let input = APITokenInput(
            name: "nightly export", convenings: convenings, operations: operations, isReadOnly: isReadOnly,
            expiresAt: .now.adding(seconds: days * 86_400))
        return try await service.wire.json(
            ApplicationsEndpoints.createToken, token: maker.bearer,
            body: String(decoding: try JSONEncoder().encode(input), as: UTF8.self), key: key)
    }

    @Test func aTokenIsShownOnceAndEndsAtOnceWhenRevoked() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let maker = try await Self.maker(service, [.administrator])
            let made = try await Self.make(service, maker, key: "k-1")
            #expect(made.status == 201)
            let secret = try #require(made.member("secret"))
            let id = try #require(made.member("id"))
            #expect(secret.hasPrefix("convene_") && secret.utf8.count == 51)
            #expect(try await service.wire.send("GET", "/v1/people", token: secret).status == 200)
            let again = try await Self.make(service, maker, key: "k-1")
            #expect(again.problem == "idempotency-key-reused" || again.member("secret") == nil)
            let list = try await service.wire.send("GET", "/v1/tokens", token: maker.bearer)
            #expect(String(decoding: list.body, as: UTF8.self).contains(id))
            #expect(!String(decoding: list.body, as: UTF8.self).contains(secret))
            // It makes no other, and is not accepted with a changed letter or at the internal form of a token.
            let script = Maker(person: maker.person, bearer: secret)
            #expect(try await Self.make(service, script).status == 403)
            let wrong = String(secret.dropLast()) + (secret.last == "A" ? "B" : "A")
            for text in [
                wrong, secret + "A", String(secret.dropLast()), "convene_",
                "convene_" + String(repeating: "A", count: 43),
            ] {
                #expect(try await service.wire.send("GET", "/v1/people", token: text).status == 401)
            }
            let gone = try await service.wire.json(
                ApplicationsEndpoints.revokeToken, path: [id], token: maker.bearer, body: nil, ifMatch: "*")
            #expect(gone.status == 204)
            #expect(try await service.wire.send("GET", "/v1/people", token: secret).status == 401)
        }
    }

    @Test func theAnswerThatIsKeptForARepetitionHoldsNoSecret() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let maker = try await Self.maker(service, [.finance])
            let body = #"{"name":"n","expiresAt":"\#(Instant.now.adding(seconds: 86_400))"}"#
            let first = try await service.wire.json(
                ApplicationsEndpoints.createToken, token: maker.bearer, body: body, key: "same")
            let second = try await service.wire.json(
                ApplicationsEndpoints.createToken, token: maker.bearer, body: body, key: "same")
            #expect(first.status == 201 && second.status == 201)
            #expect(first.member("id") == second.member("id"))
            #expect(first.member("secret") != nil && second.member("secret") == nil)
        }
    }

    @Test func aTokenGoesNoFurtherThanItsMaker() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let other = try await service.makeCall()
            let maker = try await Self.maker(service, [.logistics])
            let administrator = try await service.credential(.administrator)
            func assign(_ convenings: [ConveningID], roles: [Role] = [.logistics], isClosed: Bool = false) async throws
            {
                _ = try await service.caller.call(
                    ApplicationsEndpoints.changePersonAccess,
                    .init(path: [maker.person.id.description], ifMatch: "*"),
                    body: PersonAccessInput(
                        roles: roles, convenings: convenings, isClosed: isClosed, reason: "as the test wants"),
                    as: administrator, returning: PersonAccess.self)
            }
            _ = try await service.makeApplication(to: call, subject: "amal")
            _ = try await service.makeApplication(to: other, subject: "zara")
            func seen(_ token: String) async throws -> Int {
                let answer = try await service.wire.send("GET", "/v1/applications", token: token)
                guard answer.status == 200 else { return -answer.status }
                return try JSONDecoder().decode(Page<ApplicationSummary>.self, from: answer.body).items.count
            }
            let secret = try #require(try await Self.make(service, maker).member("secret"))
            #expect(try await seen(secret) == 0, "she is assigned to nothing")
            try await assign([call.conveningId])
            #expect(try await seen(secret) == 1)
            try await assign([call.conveningId, other.conveningId])
            #expect(try await seen(secret) == 2)
            let narrow = try #require(
                try await Self.make(service, maker, convenings: [other.conveningId]).member("secret"))
            #expect(try await seen(narrow) == 1)
            try await assign([call.conveningId])
            #expect(try await seen(narrow) == 0, "what she lost her tokens have lost")
            #expect(try await seen(secret) == 1)
            try await assign([call.conveningId], isClosed: true)
            #expect(try await seen(secret) == -401)
            try await assign([call.conveningId], roles: [.finance])
            #expect(try await seen(secret) == -401, "the role is gone")
        }
    }

    @Test func theHighestActsWantAPersonAndNoScript() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let maker = try await Self.maker(service, [.administrator])
            let applicant = try await Self.maker(service, [.applicant])
            let secret = try #require(try await Self.make(service, maker).member("secret"))
            for endpoint in ApplicationsEndpoints.all where endpoint.needsPerson {
                let path = endpoint.parameters.map { _ in applicant.person.id.description }
                let answer = try await service.wire.json(
                    endpoint, path: path, token: secret, body: "{}", key: UUID().uuidString, ifMatch: "*")
                #expect(answer.status == 403 && answer.problem == "forbidden", "\(endpoint.id)")
                // So is one that the operator made for a script.
                let operators = try await service.wire.json(
                    endpoint, path: path,
                    token: try await TestPlace.shared.token(.administrator, isPresent: false), body: "{}",
                    key: UUID().uuidString, ifMatch: "*")
                #expect(operators.status == 403 && operators.problem == "forbidden", "\(endpoint.id)")
            }
        }
    }

    @Test func whatWasTakenAwayDoesNotComeBack() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let administrator = try await service.credential(.administrator)
            func change(_ person: PersonID, _ roles: [Role], isClosed: Bool = false) async throws {
                _ = try await service.caller.call(
                    ApplicationsEndpoints.changePersonAccess, .init(path: [person.description], ifMatch: "*"),
                    body: PersonAccessInput(
                        roles: roles, convenings: [], isClosed: isClosed, reason: "as the test wants"),
                    as: administrator, returning: PersonAccess.self)
            }
            let maker = try await Self.maker(service, [.finance])
            let token = try #require(try await Self.make(service, maker).member("secret"))
            func asked() async throws -> Int {
                let answer = try await service.wire.send("GET", "/v1/calls", token: token)
                return answer.status
            }
            #expect(try await asked() == 200)
            try await change(maker.person.id, [.finance], isClosed: true)
            try await change(maker.person.id, [.finance])
            #expect(try await asked() == 401, "the account is open again, the token is not")

            // The last administrator stays one.
            let last = try await Self.maker(service, [.administrator])
            let error = await #expect(throws: ClientProblem.self) { try await change(last.person.id, [.chair]) }
            #expect(error?.code == "conflict")
            _ = try await Self.maker(service, [.administrator])
            try await change(last.person.id, [.chair])
        }
    }

    @Test func limitsOfATokenHold() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let maker = try await Self.maker(service, [.administrator])
            let reader = try #require(try await Self.make(service, maker, isReadOnly: true).member("secret"))
            #expect(try await service.wire.send("GET", "/v1/people", token: reader).status == 200)
            let refused = try await service.wire.json(
                ApplicationsEndpoints.createOrganisation, token: reader, body: "{}", key: "k")
            #expect(refused.status == 403)
            let named = try #require(
                try await Self.make(service, maker, operations: ["listOrganisations"]).member("secret"))
            #expect(try await service.wire.send("GET", "/v1/organisations", token: named).status == 200)
            #expect(try await service.wire.send("GET", "/v1/people", token: named).status == 403)
            for days in [-1.0, 0, 91] {
                let answer = try await Self.make(service, maker, days: days)
                #expect(answer.faults == ["/expiresAt out_of_range"], "\(days)")
            }
            let strange = try await Self.make(
                service, maker, convenings: [.next()], operations: ["drop table"])
            #expect(strange.faults == ["/operations/0 not_a_code"])
            #expect(try await Self.make(service, maker, convenings: [.next()]).faults == ["/convenings/0 unknown"])
            // Without an account, or in a role that she has not, there is none.
            let nobody = Maker(
                person: maker.person, bearer: try await TestPlace.shared.token(.chair, subject: "walker"))
            #expect(try await Self.make(service, nobody).status == 403)
            let other = try await TestPlace.shared.token(.chair, subject: maker.person.id.description)
            #expect(try await Self.make(service, Maker(person: maker.person, bearer: other)).status == 409)
        }
    }

    @Test func anAdministratorRevokesAllOfOnePersonAndNobodyElses() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let maker = try await Self.maker(service, [.finance, .logistics])
            let other = try await Self.maker(service, [.finance])
            var secrets: [String] = []
            for _ in 0..<2 { secrets.append(try #require(try await Self.make(service, maker).member("secret"))) }
            secrets.append(try #require(try await Self.make(service, other).member("secret")))
            func asked(_ secrets: [String]) async throws -> [Int] {
                var statuses: [Int] = []
                for secret in secrets {
                    statuses.append(try await service.wire.send("GET", "/v1/calls", token: secret).status)
                }
                return statuses
            }
            func revoke(
                as role: Role = .administrator, _ person: PersonID, ifMatch: String? = "*"
            ) async throws -> Wire.Answer {
                try await service.wire.json(
                    ApplicationsEndpoints.revokePersonTokens, path: [person.description],
                    token: try await TestPlace.shared.token(role, subject: maker.person.id.description), body: nil,
                    ifMatch: ifMatch)
            }
            // Not by herself in another role, not without a condition, not of nobody.
            for role in Role.allCases where role != .administrator && role != .service {
                let answer = try await revoke(as: role, maker.person.id)
                #expect(answer.status == 403 && answer.problem == "forbidden", "\(role)")
            }
            #expect(try await revoke(maker.person.id, ifMatch: nil).problem == "precondition-required")
            #expect(try await revoke(maker.person.id, ifMatch: "\"v99\"").problem == "precondition-failed")
            #expect(try await revoke(.next()).problem == "not-found")
            #expect(try await asked(secrets) == [200, 200, 200])

            #expect(try await revoke(maker.person.id).status == 204)
            #expect(try await asked(secrets) == [401, 401, 200])
            #expect(try await revoke(maker.person.id).status == 204, "again changes nothing")
            #expect(try await asked(secrets) == [401, 401, 200])
            let log = try await service.auditLog(with: "person.tokens-revoked")
            #expect(log.contains("person/\(maker.person.id)") && log.contains("\"count\":\"2\""))
            // What she makes afterwards works.
            let later = try #require(try await Self.make(service, maker).member("secret"))
            #expect(try await asked([later]) == [200])
        }
    }

    /// Her role is taken away while she makes a token with it: either comes after the other.
    @Test func aTokenThatIsMadeMeanwhileEndsWithTheRole() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let maker = try await Self.maker(service, [.finance])
            let making = try await TestDatabase.withPool(of: service.database) { pool in
                try await pool.withTransaction { transaction in
                    try await transaction.execute(
                        "update applications.person set roles = '{}' where id = \(maker.person.id)")
                    let making = Task { try await Self.make(service, maker) }
                    try await TestDatabase.waitForWaiter(pool)
                    return making
                }
            }
            let answer = try await making.value
            #expect(answer.status == 409 && answer.member("secret") == nil)
        }
    }

    @Test func ofAnothersTokensNothingExists() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let staff: [Role] = [.committeeMember, .chair, .logistics, .finance, .auditor]
            let mine = try await Self.maker(service, staff)
            let theirs = try await Self.maker(service, [.finance])
            let own = try #require(try await Self.make(service, mine).member("id"))
            let other = try #require(try await Self.make(service, theirs).member("id"))
            var walk = ReachWalk(things: ["tokenId": (own, other)], convening: nil)
            walk.subjects = staff.reduce(into: [:]) { $0[$1] = mine.person.id.description }
            walk.marks = ["listTokens": (own, other)]
            let walked = [ApplicationsEndpoints.listTokens, ApplicationsEndpoints.revokeToken]
            let outcome = try await walk.run(service, walked) { $0.ownOnly }
            #expect(outcome.wrong == [])
            #expect(outcome.tried == ReachWalk.cells(walked) { $0.ownOnly })
        }
    }
}
