import Access
import ApplicationsContract
import ConveneCommands
import Foundation
import SchedulingContract
import SelectionContract
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract

/// Made-up requests from the API documents, with a demonstration of their own: what they leave behind is in nobody's way.
@Suite(
    "Made-up requests", .serialized, .enabled(if: Demonstration.isPossible, Demonstration.absence), .demonstration)
struct SchemathesisTests {
    /// Examples of each operation, as each role; `make fuzz` gives more, and then all phases run.
    private static let examples = ProcessInfo.processInfo.environment["CONVENE_FUZZ_EXAMPLES"].flatMap { Int($0) }

    /// Two services at a time: each run is one thread of Python.
    private static let lanes: [[ServiceName]] = [[.applications, .portal], [.selection, .travelBudget, .scheduling]]

    @Test(
        .enabled(if: DemonstrationTests.hasPython, "the Python test clients are not set up"), .timeLimit(.minutes(60)))
    func everyAnswerIsAsTheDocumentSays() async throws {
        #expect(Set(Self.lanes.joined()) == Set(ServiceName.backends + [.portal]))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in Self.lanes {
                group.addTask {
                    for service in lane { try await Self.everyAnswer(of: service) }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func everyAnswer(of service: ServiceName) async throws {
        let demonstration = try Demonstration.running
        let address = try #require(demonstration.ports.publicAddress(service))
        let beside = (try #require(OutsideProgram.python).path as NSString).deletingLastPathComponent
        let schemathesis = OutsideProgram(path: "\(beside)/schemathesis")
        try await withTemporaryFolder { folder in
            // The portal knows people by their sessions, so that one walk is enough there.
            let roles = service == .portal ? [Role.applicant] : Role.allCases.filter { $0 != .service }
            for role in roles {
                // The whole table of an operation's borders as one role; the others see what is made up by chance.
                let isWhole = Self.examples != nil || role == .administrator || service == .portal
                let outcome = try schemathesis.run(
                    [
                        "--config-file", Clients.path("schemathesis.toml"), "run",
                        "\(Repository.root)/openapi/\(service.rawValue).yaml", "--url", address, "--header",
                        "Authorization: Bearer \(try demonstration.token(role))", "--tls-verify",
                        demonstration.home.certificates.authorityFile, "--checks", "all", "--max-examples",
                        String(Self.examples ?? 2), "--phases",
                        isWhole ? "examples,coverage,fuzzing,stateful" : "fuzzing", "--seed", "1",
                        "--continue-on-failure", "--no-color",
                    ] + Self.exceptions(service), in: folder)
                #expect(outcome.status == 0, "\(service.rawValue) \(role.rawValue): \(outcome.text.suffix(3000))")
                let count = outcome.text.firstMatch(of: /([0-9]+) generated/).flatMap { Int($0.1) } ?? 0
                #expect(count > 50, "\(service.rawValue) \(role.rawValue): \(count) requests")
                if Self.examples != nil {
                    print("fuzz: \(service.rawValue) \(role.rawValue): \(count) requests, 0 failures")
                }
            }
        }
        // What was made meanwhile can be read again.
        let endpoints = [
            .applications: ApplicationsEndpoints.all, .selection: SelectionEndpoints.all,
            .travelBudget: TravelBudgetEndpoints.all, .scheduling: SchedulingEndpoints.all,
        ][service, default: []]
        for endpoint in endpoints where endpoint.isPaged && !endpoint.path.contains("{") {
            let role = try #require(Role.allCases.first { $0 != .service && endpoint.roles.contains($0) })
            let answer = try await demonstration.caller(service).send(
                endpoint, .init(query: [(name: "limit", value: "200")]), as: .bearer(try demonstration.token(role)))
            #expect(answer.status == 200, "\(endpoint.id)")
        }
    }

    /// Pages are lenient with addresses and ask who somebody is first: what is wrong in a link leads to a page, mostly
    /// the one to sign in, and not to a refusal.
    private static func exceptions(_ service: ServiceName) -> [String] {
        service == .portal ? ["--exclude-checks", "negative_data_rejection,positive_data_acceptance"] : []
    }
}
