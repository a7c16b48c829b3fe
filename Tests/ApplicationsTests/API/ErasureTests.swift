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

@Suite(
    "Applications: erasure", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct ErasureTests {
    private func ask<Value: Decodable & Sendable>(
        _ service: RunningService, _ endpoint: Endpoint, _ path: [String] = [], as subject: String = "first",
        _ role: Role = .administrator, body: (any Encodable & Sendable)? = nil, returning: Value.Type = Value.self
    ) async throws -> Value {
        try await service.caller.call(
            endpoint, .init(path: path), body: body, as: try await service.credential(role, subject: subject)
        ).value
    }

    private func makePerson(_ service: RunningService, _ address: String) async throws -> Person {
        try await self.ask(
            service, ApplicationsEndpoints.createPerson,
            body: PersonInput(
                name: "Amal Canary", emailAddress: address, language: .arabic, roles: [.applicant]))
    }

    private func erase(
        _ service: RunningService, _ endpoint: Endpoint, _ id: String
    ) async throws -> Erasure {
        let asked: Erasure = try await self.ask(
            service, endpoint, [id], body: ErasureInput(reason: .ownWish))
        #expect(asked.state == .requested && asked.subjectId == id && asked.requestedBy == "first")
        return try await self.ask(
            service, ApplicationsEndpoints.decideErasure, [asked.id.description], as: "second",
            body: ErasureDecision(isConfirmed: true))
    }

    @Test func aPersonIsErasedByTwo() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let made = try await self.makePerson(service, "Amal@Example.org")
            let other = try await self.makePerson(service, "mina@example.org")
            let asked: Erasure = try await self.ask(
                service, ApplicationsEndpoints.erasePerson, [made.id.description],
                body: ErasureInput(reason: .danger))
            // Another request waits for nothing, whoever asked cannot confirm, and nothing has happened yet.
            let token = try await TestPlace.shared.token(.administrator, subject: "first")
            let twice = try await service.wire.json(
                ApplicationsEndpoints.erasePerson, path: [made.id.description], token: token,
                body: #"{"reason":"danger"}"#, key: "twice")
            #expect(twice.status == 409)
            let alone = try await service.wire.json(
                ApplicationsEndpoints.decideErasure, path: [asked.id.description], token: token,
                body: #"{"isConfirmed":true}"#, key: "alone")
            #expect(alone.status == 409 && alone.problem == "conflict")
            let open: Page<Person> = try await self.ask(service, ApplicationsEndpoints.listPeople)
            #expect(open.items.map(\.name) == ["Amal Canary", "Amal Canary"])

            let done: Erasure = try await self.ask(
                service, ApplicationsEndpoints.decideErasure, [asked.id.description], as: "second",
                body: ErasureDecision(isConfirmed: true))
            #expect(done.state == .done && done.decidedBy == "second" && done.keysDestroyed == 1)

            // Lists go on; her name is gone, nobody signs in as her, and her address is free again.
            let list: Page<Person> = try await self.ask(service, ApplicationsEndpoints.listPeople)
            #expect(list.items.map(\.name) == ["", "Amal Canary"])
            #expect(list.items.map(\.id) == [made.id, other.id])
            #expect(list.items[0].erasedAt != nil && list.items[0].roles.isEmpty && list.items[1].erasedAt == nil)
            let again = try await self.makePerson(service, "amal@example.ORG")
            #expect(again.id != made.id)
            for (endpoint, id) in [
                (ApplicationsEndpoints.erasePerson, made.id.description),
                (ApplicationsEndpoints.erasePerson, PersonID.next().description),
            ] {
                let gone = try await service.wire.json(
                    endpoint, path: [id], token: token, body: #"{"reason":"danger"}"#, key: "gone-\(id)")
                #expect(gone.status == 404)
            }
        }
    }

    @Test func aRefusedErasureChangesNothing() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let made = try await self.makePerson(service, "amal@example.org")
            let asked: Erasure = try await self.ask(
                service, ApplicationsEndpoints.erasePerson, [made.id.description],
                body: ErasureInput(reason: .wronglyKept))
            // Whoever asked may take it back.
            let refused: Erasure = try await self.ask(
                service, ApplicationsEndpoints.decideErasure, [asked.id.description],
                body: ErasureDecision(isConfirmed: false))
            #expect(refused.state == .refused && refused.keysDestroyed == nil)
            let token = try await TestPlace.shared.token(.administrator, subject: "second")
            let late = try await service.wire.json(
                ApplicationsEndpoints.decideErasure, path: [asked.id.description], token: token,
                body: #"{"isConfirmed":true}"#, key: "late")
            #expect(late.status == 409)
            let list: Page<Person> = try await self.ask(service, ApplicationsEndpoints.listPeople)
            #expect(list.items.map(\.name) == ["Amal Canary"])
            let erasures: Page<Erasure> = try await self.ask(
                service, ApplicationsEndpoints.listErasures, as: "auditor", .auditor)
            #expect(erasures.items == [refused])
        }
    }

    @Test func anOrganisationGoesWithWhatItWrote() async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { service in
            let call = try await service.makeCall()
            let gone = try await service.makeApplication(to: call, subject: "amal")
            let kept = try await service.makeApplication(to: call, subject: "mina")
            let done = try await self.erase(
                service, ApplicationsEndpoints.eraseOrganisation, gone.organisationId.description)
            #expect(done.keysDestroyed == 4)

            let organisation: Organisation = try await self.ask(
                service, ApplicationsEndpoints.getOrganisation, [gone.organisationId.description])
            #expect(organisation.name.isEmpty && organisation.erasedAt != nil)
            let list: Page<Organisation> = try await self.ask(service, ApplicationsEndpoints.listOrganisations)
            #expect(Set(list.items.map(\.name)) == ["", "Sisters for Water"])
            let empty: Application = try await self.ask(
                service, ApplicationsEndpoints.getApplication, [gone.id.description])
            #expect(empty.answers.isEmpty && empty.state == .withdrawn)
            let whole: Application = try await self.ask(
                service, ApplicationsEndpoints.getApplication, [kept.id.description])
            #expect(whole.answers == RunningService.completeAnswers && whole.state == .draft)

            // Nothing can be written of her any more.
            let token = try await TestPlace.shared.token(.applicant, subject: "amal")
            let body = String(
                decoding: try JSONEncoder().encode(
                    OrganisationInput(
                        name: "Again", country: organisation.country, kind: .cbo, size: .small, isWomenLed: true,
                        isMember: false, languages: [.arabic])), as: UTF8.self)
            let renamed = try await service.wire.json(
                ApplicationsEndpoints.updateOrganisation, path: [gone.organisationId.description], token: token,
                body: body, ifMatch: "\"v\(organisation.version)\"")
            #expect(renamed.status == 409)
            let begun = try await service.wire.json(
                ApplicationsEndpoints.createApplication, token: token,
                body: #"{"callId":"\#(call.id)","organisationId":"\#(gone.organisationId)","language":"ar"}"#,
                key: "again")
            #expect(begun.status == 422)
            try await self.checkBackup(service, gone.organisationId)
        }
    }

    /// The audit has the opaque id; a state from before the erasure is erased again by its tombstone.
    private func checkBackup(_ service: RunningService, _ organisation: OrganisationID) async throws {
        let database = Database(
            try TestDatabase.shared.configuration(database: service.database), logger: TestDatabase.logger())
        let run = Task { try await database.run() }
        defer { run.cancel() }
        let lines = try await database.fetchValue(
            """
            select count(*) from applications.audit
            where action = 'subject.erased' and object = \("organisation/\(organisation)")
            """, as: Int.self)
        #expect(lines == 1)
        let event = try await database.fetchValue(
            "select payload ->> 'subject' from applications.outbox where kind = 'subject.erased'", as: String.self)
        #expect(event == "organisation/\(organisation)")
        // As after a restore: the keys and the name are back.
        _ = try await database.execute(
            """
            insert into applications.subject_key (id, subject, compartment, generation, month, wrapped)
            values (7, \("organisation/\(organisation)"), 'identity', 1, 202611,
                decode(repeat('00', 40), 'hex'))
            """)
        let stones = try await Tombstone.all(database)
        #expect(stones.map(\.subject) == ["organisation/\(organisation)"])
        let destroyed = try await database.withTransaction { try await stones[0].replay($0) }
        #expect(destroyed == 1)
        #expect(
            try await database.fetchValue(
                "select count(*) from applications.subject_key where subject = \("organisation/\(organisation)")",
                as: Int.self) == 0)
    }
}
