import Access
import ApplicationsContract
import ConveneCommands
import Foundation
import Primitives
import SchedulingContract
import SelectionContract
import ServiceClient
import TestSupport
import Testing

extension DemonstrationTests {
    /// What people typed stands sealed or nowhere: not in a dump of the database, not in its files and its log of
    /// changes, not in a log, not on a command line. The files of `export` hold what is public and are not looked at.
    @Test func nothingThatPeopleTypedStandsInPlain() async throws {
        let demonstration = try Demonstration.running
        var canaries = try await self.plantCanaries(demonstration)
        canaries += try await self.typedByTheDemonstration(demonstration)
        #expect(canaries.count > 1000, "the demonstration typed more than this")
        let title = "Global Convening"
        let scan = LeakScan(canaries)
        let control = LeakScan([title])

        var hits: Set<LeakScan.Hit> = []
        try await withTemporaryFolder { folder in
            let dump = try self.dump(demonstration, to: "\(folder)/dump.sql")
            #expect(!control.scan(dump, place: "dump").isEmpty, "the dump holds nothing that can be read")
            hits.formUnion(scan.scan(dump, place: "dump"))
        }
        let cluster = try #require(ClusterPlace.existing(home: demonstration.home))
        let files = try scan.scan(folder: cluster)
        #expect(files.bytes > 30_000_000, "the data folder could not be read")
        #expect(try !control.scan(folder: cluster).hits.isEmpty)
        hits.formUnion(files.hits)
        let logs = try scan.scan(folder: demonstration.home.logFolder)
        #expect(logs.bytes > 10_000)
        hits.formUnion(logs.hits)
        hits.formUnion(try scan.scan(folder: demonstration.home.runFolder).hits)
        hits.formUnion(scan.scan(Array(demonstration.said.utf8), place: "what convene up said"))
        hits.formUnion(self.commandLines(scan))
        #expect(hits.isEmpty, "\(hits.count) leaks, for example \(hits.prefix(5).map(\.description))")
    }

    // MARK: Canaries

    /// Texts of our own through every door that takes one: accented, Arabic, an address.
    private func plantCanaries(_ demonstration: Demonstration) async throws -> [String] {
        let administrator = Credential.bearer(try demonstration.token(.administrator))
        let caller = demonstration.caller(.applications)
        let (name, person) = ("Réseau Éphémère des Canâris du Nord", "Amâl Kanârî عمل كناري")
        let address = "canari.secret@example.org"
        let texts: [Audience: String] = [
            .committee: "كناري يغني في الوديان البعيدة ولا يسمعه أحد غيرنا",
            .logistics: "Départ du village Kanarigoudou, près du puits aux oiseaux",
            .staff: "Kanarienvogel-Sicherheitsnotiz: nur nachts anrufen, niemals schreiben",
        ]
        let organisation: Organisation = try await caller.call(
            ApplicationsEndpoints.createOrganisation,
            body: OrganisationInput(
                name: name, country: try #require(Country("MLI")), kind: .network, size: .small, isWomenLed: true,
                isMember: false, languages: [.french]), as: administrator
        ).value
        let _: ClientResponse<Person> = try await caller.call(
            ApplicationsEndpoints.createPerson,
            body: PersonInput(
                name: person, emailAddress: address, language: .french, roles: [.applicant],
                organisationId: organisation.id), as: administrator)
        let call = try await self.callThatAsksEverybody(demonstration)
        let answers = call.questions.reduce(into: [String: AnswerValue]()) { answers, question in
            answers[question.key] = texts[question.audience].map { .text($0) }
        }
        #expect(answers.count == texts.count)
        let made: Application = try await caller.call(
            ApplicationsEndpoints.createApplication,
            body: ApplicationInput(
                callId: call.id, organisationId: organisation.id, language: .french, answers: answers),
            as: administrator
        ).value
        #expect(made.answers == answers)
        let reason = "Nous partons, disent les canaris aux plumes grises"
        let _: ClientResponse<Application> = try await caller.call(
            ApplicationsEndpoints.withdrawApplication, .init(path: [made.id.description]),
            body: Withdrawal(reason: reason), as: administrator)
        return [name, person, address, reason] + texts.values
    }

    /// An open call with one text for each audience: the demonstration's own asks none of logistics.
    private func callThatAsksEverybody(_ demonstration: Demonstration) async throws -> Call {
        let administrator = Credential.bearer(try demonstration.token(.administrator))
        let caller = demonstration.caller(.applications)
        let convenings: Page<Convening> = try await caller.call(
            ApplicationsEndpoints.listConvenings, as: administrator
        ).value
        let convening = try #require(convenings.items.first, "the demonstration leaves no convening")
        let title = LocalizedText(en: "A call that asks for texts")
        let now = Instant.now
        let questions = [Audience.committee, .logistics, .staff].map { audience in
            Question(
                key: "text_for_\(audience.rawValue)", section: "texts", kind: .text, audience: audience,
                label: LocalizedText(en: "A text"), maximumWords: 50)
        }
        return try await caller.call(
            ApplicationsEndpoints.createCall, .init(path: [convening.id.description]),
            body: CallInput(
                title: title, opensAt: now.adding(seconds: -60), closesAt: now.adding(seconds: 3600),
                questions: questions,
                rules: [
                    EligibilityRule(
                        code: "programme-country", fact: .country, oneOf: ["MLI"],
                        reason: LocalizedText(en: "Works in Mali"))
                ], criteria: LocalizedText(en: "None")), as: administrator
        ).value
    }

    /// Names of organisations, people and participants, what applicants wrote, what reviewers wrote.
    private func typedByTheDemonstration(_ demonstration: Demonstration) async throws -> [String] {
        let administrator = try demonstration.token(.administrator)
        var typed: Set<String> = []
        typed.formUnion(
            try await demonstration.all(
                .applications, ApplicationsEndpoints.listOrganisations, token: administrator, of: Organisation.self
            ).map(\.name))
        typed.formUnion(
            try await demonstration.all(
                .applications, ApplicationsEndpoints.listPeople, token: administrator, of: Person.self
            ).map(\.name))
        let applications = try await demonstration.all(
            .applications, ApplicationsEndpoints.listApplications, token: administrator, of: ApplicationSummary.self)
        for application in applications {
            let whole: Application = try await demonstration.caller(.applications).call(
                ApplicationsEndpoints.getApplication, .init(path: [application.id.description]),
                as: .bearer(administrator)
            ).value
            for case .text(let text) in whole.answers.values where text.utf8.count >= 24 && text.contains(" ") {
                typed.insert(text)
            }
        }
        let reasons = try await self.reviews(demonstration)
        #expect(reasons.count > 20, "reviewers wrote more than this")
        typed.formUnion(reasons)
        let logistics = try demonstration.token(.logistics)
        for agenda in try await demonstration.all(
            .scheduling, SchedulingEndpoints.listAgendas, token: logistics, of: AgendaSummary.self)
        {
            let whole: Agenda = try await demonstration.caller(.scheduling).call(
                SchedulingEndpoints.getAgenda, .init(path: [agenda.id.description]), as: .bearer(logistics)
            ).value
            // Who speaks is named in what is published, in the words that she chose.
            typed.formUnion(whole.participants.compactMap(\.name))
        }
        return typed.filter { $0.utf8.count >= 12 }.sorted()
    }

    private func reviews(_ demonstration: Demonstration) async throws -> [String] {
        var reasons: [String] = []
        for reviewer in [0, 7, 23] {
            let token = try demonstration.token(.committeeMember, subject: "reviewer-\(reviewer)")
            for round in try await demonstration.all(
                .selection, SelectionEndpoints.listRounds, token: token, of: Round.self)
            {
                for item in try await demonstration.all(
                    .selection, SelectionEndpoints.listAssignments, path: [round.id.description], token: token,
                    of: AssignmentSummary.self)
                {
                    let whole: Assignment = try await demonstration.caller(.selection).call(
                        SelectionEndpoints.getAssignment, .init(path: [item.id.description]), as: .bearer(token)
                    ).value
                    reasons += whole.scores.compactMap(\.reason)
                }
            }
        }
        return reasons
    }

    // MARK: Places

    /// Everything to disk, then a dump in text.
    private func dump(_ demonstration: Demonstration, to path: String) throws -> Data {
        let setup = try DatabaseSetup.existing(home: demonstration.home, databaseURL: nil)
        let folders = PostgresBinaries.find(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
        let folder = try #require(folders.first).folder
        func run(_ program: String, _ role: String, _ arguments: [String]) throws {
            var environment = ProcessInfo.processInfo.environment
            environment["PGPASSWORD"] = SecretFile.read(demonstration.home.passwordFile(role))
            let outcome = try OutsideProgram(path: "\(folder)/\(program)").run(
                arguments + ["-d", setup.access.url(role: role)], environment: environment)
            try #require(outcome.status == 0, "\(program): \(outcome.text)")
        }
        try run("psql", ClusterSettings.administrator, ["-X", "-q", "-c", "checkpoint"])
        try run("pg_dump", ClusterSettings.administrator, ["-f", path])
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// Command lines and environments of all that runs.
    private func commandLines(_ scan: LeakScan) -> Set<LeakScan.Hit> {
        var hits: Set<LeakScan.Hit> = []
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for process in processes where Int(process) != nil {
            for file in ["cmdline", "environ"] {
                guard let data = FileManager.default.contents(atPath: "/proc/\(process)/\(file)") else { continue }
                hits.formUnion(scan.scan(data, place: "/proc/\(file)"))
            }
        }
        return hits
    }
}
