import Foundation
import TestSupport
import Testing

/// `make sbom`: valid by CycloneDX's own schema, and nothing more or less than what the image contains.
@Suite("Bill of materials")
struct SBOMTests {
    /// It is worked out from Debian's package lists.
    private static let canRun =
        (OutsideProgram.python != nil && OutsideProgram("dpkg") != nil) || OutsideProgram.isEverythingWanted

    private struct Result: Decodable {
        let swift: Int
        let debian: Int
        let executables: Int
        let libraries: Int
        let faults: Int
    }

    @Test(.enabled(if: Self.canRun, "the Python test clients are not set up, or this is no Debian"))
    func listsWhatTheImageContains() async throws {
        let python = try #require(OutsideProgram.python, "the Python test clients are not set up: run make test")
        let swift = try #require(OutsideProgram("swift"), "the tests run without swift in PATH")
        // The whole package, however narrow this build is.
        var environment = ProcessInfo.processInfo.environment
        environment["CONVENE_ONLY"] = nil
        try await withTemporaryFolder { folder in
            let root = Repository.root
            let bill = "\(folder)/bill.json"
            let again = "\(folder)/again.json"
            for file in [bill, again] {
                let made = try python.run(
                    ["-B", "\(root)/docker/sbom", "--output", file], environment: environment, in: root)
                try #require(made.status == 0, "\(made.text)")
            }
            // The same inputs give the same bytes.
            #expect(FileManager.default.contentsEqual(atPath: bill, andPath: again))

            let manifest = "\(folder)/manifest.json"
            let dumped = try swift.run(
                ["package", "--package-path", root, "--scratch-path", "\(folder)/scratch", "dump-package"],
                environment: environment)
            try #require(dumped.status == 0, "\(dumped.text)")
            try dumped.text.write(toFile: manifest, atomically: true, encoding: .utf8)
            let judged = try python.run([
                "-B", "\(root)/Tests/DeploymentTests/Clients/sbom_check.py", bill, "\(root)/Package.resolved", manifest,
                "\(root)/docker/Dockerfile", "\(root)/.build/release",
            ])
            #expect(judged.status == 0, "\(judged.text)")
            let result = try JSONDecoder().decode(Result.self, from: Data(judged.lastLine.utf8))
            #expect(result.faults == 0 && result.swift > 20 && result.debian > 100)
            #expect(result.executables == 0 || result.libraries > 30)
        }
    }

    /// A package that is asked for and nowhere to be had ends it, with its name.
    @Test(.enabled(if: Self.canRun, "the Python test clients are not set up, or this is no Debian"))
    func saysWhatItCannotFind() async throws {
        let python = try #require(OutsideProgram.python, "the Python test clients are not set up: run make test")
        try await withTemporaryFolder { folder in
            let status = "\(folder)/status"
            try "Package: libc6\nStatus: install ok installed\nVersion: 2\nArchitecture: amd64\n"
                .write(toFile: status, atomically: true, encoding: .utf8)
            let made = try python.run(
                ["-B", "\(Repository.root)/docker/sbom", "--output", "\(folder)/bill.json", "--status", status],
                in: Repository.root)
            #expect(made.status == 1 && made.text.contains("the image lacks") && made.text.contains("libpq5"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/bill.json"))
        }
    }
}
