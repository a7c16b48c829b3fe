import Access
import ArgumentParser
import ConveneCommands
import Testing

@Suite struct ArgumentTests {
    @Test func upWithoutArguments() throws {
        let command = try UpCommand.parse([])
        #expect(command.home.value.path.hasSuffix("/.convene"))
        #expect(command.portBase == nil)
        #expect(!command.detach)
        #expect(command.demonstration)
        #expect(command.logs)
    }

    @Test func upWithEverything() throws {
        let command = try UpCommand.parse([
            "--home", "/srv/house", "--port-base", "9443", "--share", "/srv/share", "--detach", "--no-demonstration",
        ])
        #expect(command.home.value == Home(path: "/srv/house"))
        #expect(command.portBase == 9443)
        #expect(command.share == "/srv/share")
        #expect(command.detach)
        #expect(!command.demonstration)
    }

    @Test(arguments: [
        ["up", "--port-base", "100000"], ["up", "surplus"], ["token"], ["token", "--role", "king"],
        ["token", "--role", "service"],
        ["token", "--role", "chair", "--ttl", "0h"], ["token", "--role", "chair", "--ttl", "31d"],
        ["token", "--role", "chair", "--ttl", "2h", "--present"],
        ["token", "--role", "chair", "--convening", "vienna"], ["token", "--role", "chair", "--subject", "a@b.org"],
        ["logs", "mysql"], ["agenda", "solve", "file"],
        ["agenda", "solve", "--format", "xml", "file"],
        ["agenda", "solve", "--format", "itc2007", "--seconds", "0", "f"],
        ["audit", "export", "--after", "-1"], ["audit", "export", "--after", "5"],
        ["audit", "verify", "--service", "mysql"], ["audit", "verify", "--checkpoints", "f"], ["restore"],
        ["restore", "--from", "f", "--to-time", "2027-03-14T09:30:00"], ["backup", "surplus"],
        ["cohort", "solve"], ["nonsense"], ["probe", "http://localhost/"], ["probe"],
    ])
    func wrongArgumentsAreRefused(_ arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try ConveneCommand.parseAsRoot(arguments) }
        if let error { #expect(ConveneCommand.exitCode(for: error) == .validationFailure) }
    }

    @Test(arguments: [("90s", 90), ("15m", 900), ("1h", 3_600), ("7d", 604_800), ("30d", 2_592_000)])
    func durations(_ text: String, _ seconds: Int) {
        #expect(TimeToLive(argument: text)?.seconds == seconds)
        #expect(TimeToLive(argument: text)?.defaultValueDescription == (text == "90s" ? "90s" : text))
    }

    @Test(arguments: ["", "h", "-1h", "+1h", "1", "1w", "1.5h", "31d", "999999999999999999999d", " 1h"])
    func wrongDurations(_ text: String) {
        #expect(TimeToLive(argument: text) == nil)
    }

    @Test func subjectsAreIds() {
        #expect(TokenSubject.isValid(TokenSubject.make()))
        #expect(!TokenSubject.isValid(""))
        #expect(!TokenSubject.isValid("someone@example.org"))
        #expect(!TokenSubject.isValid("Ana María"))
        #expect(!TokenSubject.isValid(String(repeating: "a", count: 65)))
    }

    @Test func everyCommandExplainsItself() {
        for command in [
            "up", "stop", "logs", "check", "demo", "prepare", "migrate", "certs", "token", "probe", "audit",
            "backup", "restore", "cohort", "agenda",
        ] {
            #expect(ConveneCommand.helpMessage(columns: 80).contains("  \(command) "), "\(command)")
        }
        #expect(UpCommand.helpMessage(columns: 80).contains("DATABASE_URL"))
    }
}
