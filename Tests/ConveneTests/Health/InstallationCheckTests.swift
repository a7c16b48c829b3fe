import ConveneCommands
import TestSupport
import Testing

@Suite struct InstallationCheckTests {
    @Test func aHomeThatIsNotThereIsOneFindingWithAdvice() async throws {
        let report = try await InstallationCheck(home: Home(path: "/nowhere/house"), environment: [:]).run()
        #expect(report.exitCode == 1)
        #expect(report.findings.map(\.message) == ["/nowhere/house does not exist"])
        #expect(report.findings.first?.advice?.contains("convene up") == true)
    }

    @Test func aHomeThatIsDownIsSaidSoWithoutNineClosedDoors() async throws {
        try await withTemporaryFolder { folder in
            let home = Home(path: folder)
            try home.make()
            try HomeSettings(portBase: 61_000, share: "/nowhere").save(home)
            let report = try await InstallationCheck(home: home, environment: ["PATH": "/nowhere"]).run()
            #expect(report.exitCode == 1)
            let messages = report.findings.map(\.message)
            #expect(messages.contains("nothing runs this home"))
            #expect(!messages.contains { $0.contains("nothing listens") })
            #expect(report.findings.filter { $0.level != .good }.allSatisfy { $0.advice != nil })
        }
    }
}
