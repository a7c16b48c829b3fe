import Access
import ApplicationsContract
import AsyncHTTPClient
import ConveneCommands
import Foundation
import Primitives
import ServiceClient
import Testing

/// An open call with drafts to send, made through the public door.
final class BenchStage: Sendable {
    let installation: BenchInstallation
    let address: String
    /// A token of the applicant whose drafts they are.
    let applicant: String
    /// A draft that stays one.
    let first: ApplicationID
    let call: CallID
    private let client: HTTPClient

    init(_ installation: BenchInstallation) async throws {
        self.installation = installation
        self.address = try #require(installation.ports.publicAddress(.applications))
        self.applicant = try installation.token("applicant", subject: "bench")
        self.client = try ClientTLS.publicClient(certificateAuthority: installation.home.certificates.authorityFile)
        let caller = ServiceCaller(target: .applications, baseURL: self.address, client: self.client, timeout: 60)
        let administrator = Credential.bearer(try installation.token("administrator", subject: "office"))
        let text = LocalizedText(en: "A benchmark")
        let convening: Convening = try await caller.call(
            ApplicationsEndpoints.createConvening,
            body: ConveningInput(
                kind: .globalConvening, format: .inPerson, title: text, summary: text, venue: "nairobi",
                zone: try #require(Zone("Africa/Nairobi")),
                startsOn: try #require(LocalDate(iso8601: "2027-03-14")),
                endsOn: try #require(LocalDate(iso8601: "2027-03-17")), places: 60), as: administrator
        ).value
        let now = Instant.now
        let questions = (1...6).map { number in
            Question(
                key: "text_\(number)", section: "work", kind: .text, audience: number < 5 ? .committee : .staff,
                label: text, maximumWords: 200)
        }
        let call: Call = try await caller.call(
            ApplicationsEndpoints.createCall, .init(path: [convening.id.description]),
            body: CallInput(
                title: text, opensAt: now.adding(seconds: -60), closesAt: now.adding(seconds: 86_400),
                questions: questions, rules: [], criteria: text), as: administrator
        ).value
        self.call = call.id
        self.first = try await Self.draft(caller, call.id, self.applicant)
    }

    deinit {
        try? self.client.syncShutdown()
    }

    private static func draft(_ caller: ServiceCaller, _ call: CallID, _ token: String) async throws -> ApplicationID {
        let organisation: Organisation = try await caller.call(
            ApplicationsEndpoints.createOrganisation,
            body: OrganisationInput(
                name: "Benchmark", country: try #require(Country("SDN")), kind: .cbo, size: .small, isWomenLed: true,
                isMember: false, languages: [.arabic]), as: .bearer(token)
        ).value
        let answer = String(repeating: "twenty words of an answer ", count: 4)
        let answers = Dictionary(uniqueKeysWithValues: (1...6).map { ("text_\($0)", AnswerValue.text(answer)) })
        let made: Application = try await caller.call(
            ApplicationsEndpoints.createApplication,
            body: ApplicationInput(
                callId: call, organisationId: organisation.id, language: .english, answers: answers),
            as: .bearer(token)
        ).value
        return made.id
    }

    /// Makes drafts that are ready to be sent.
    func drafts(count: Int) async throws -> [String] {
        let caller = ServiceCaller(target: .applications, baseURL: self.address, client: self.client, timeout: 60)
        return try await withThrowingTaskGroup(of: [String].self) { group in
            let lanes = 24
            for lane in 0..<lanes {
                group.addTask {
                    var made: [String] = []
                    for _ in 0..<(count / lanes + (lane < count % lanes ? 1 : 0)) {
                        made.append(try await Self.draft(caller, self.call, self.applicant).description)
                    }
                    return made
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}
