import Access
import ConveneCommands
import Foundation
import TestSupport
import Testing

/// Software that shares nothing with ours reads what we publish.
extension DemonstrationTests {
    static let hasPython = OutsideProgram.python != nil || OutsideProgram.isEverythingWanted
    func python() throws -> OutsideProgram {
        try #require(OutsideProgram.python, "the Python test clients are not set up: run make test")
    }

    @Test(.enabled(if: Self.hasPython, "the Python test clients are not set up"))
    func theExportedFilesAreReadByOthers() async throws {
        let demonstration = try Demonstration.running
        var arguments = [Clients.path("exported_files.py"), demonstration.home.exportFolder]
        if let office = OutsideProgram(variable: "CONVENE_TEST_OFFICE") { arguments += ["--office", office.path] }
        let outcome = try self.python().run(arguments)
        #expect(outcome.status == 0, "\(outcome.text)")
        let figures = try JSONDecoder().decode(Figures.self, from: Data(outcome.lastLine.utf8))
        #expect(figures.sessions == 33 && figures.rooms == 5 && figures.days == 4)
        #expect(figures.travellers == 60)
        // The CSV, the spreadsheet and the sum over the travellers say the same.
        #expect(figures.spreadsheet["Total"] == figures.planned)
        #expect(figures.spreadsheet["5"] == figures.travel)
        #expect(figures.categories["5"] == figures.travel)
    }

    @Test(
        .enabled(if: Self.hasPython, "the Python test clients are not set up"),
        arguments: ServiceName.backends + [.portal])
    func everyDoorServesAValidDocument(_ service: ServiceName) async throws {
        let demonstration = try Demonstration.running
        let curl = try #require(OutsideProgram("curl"), "no curl: run make test")
        let address = try #require(demonstration.ports.publicAddress(service))
        try await withTemporaryFolder { folder in
            let file = "\(folder)/openapi.yaml"
            let fetched = try curl.run([
                "--silent", "--show-error", "--fail", "--cacert", demonstration.home.certificates.authorityFile,
                "--output", file, "\(address)/openapi.yaml",
            ])
            #expect(fetched.status == 0, "\(fetched.text)")
            #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("openapi: 3.1"))
            let valid = try self.python().run(["-m", "openapi_spec_validator", file])
            #expect(valid.status == 0, "\(valid.text)")
        }
    }
}

/// The figures that `Clients/exported_files.py` reads.
private struct Figures: Decodable {
    let sessions: Int
    let rooms: Int
    let days: Int
    let travellers: Int
    let planned: String
    let travel: String
    let categories: [String: String]
    let spreadsheet: [String: String]
}
