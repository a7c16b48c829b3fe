import ConveneCommands
import Testing

@Suite struct LogLineTests {
    @Test func swiftLogWithMetadata() {
        let line = LogLine(
            "2026-11-23T23:05:06+0000 info applications: port=8451 status=200 [ServiceKit] request answered")
        #expect(line == LogLine(severity: .normal, text: "23:05:06 request answered  port=8451 status=200"))
    }

    @Test func swiftLogWithoutMetadata() {
        let line = LogLine("2026-11-23T23:05:06+0000 error portal: [PortalService] no database")
        #expect(line == LogLine(severity: .error, text: "23:05:06 no database"))
    }

    @Test func postgres() {
        let line = LogLine("2026-11-23 23:05:06.123 UTC [42] LOG:  database system is ready to accept connections")
        #expect(line == LogLine(severity: .quiet, text: "23:05:06 LOG: database system is ready to accept connections"))
        #expect(LogLine("2026-11-23 23:05:06.123 UTC [42] FATAL:  no").severity == .error)
    }

    @Test(arguments: ["", "Fatal error: index out of range", "a b", "2026-11-23T23:05:06+0000 info nothing"])
    func otherLinesStayAsTheyAre(_ raw: String) {
        #expect(LogLine(raw) == LogLine(severity: .normal, text: raw))
    }

    @Test func controlCharactersAreMadeHarmless() {
        #expect(LogLine("a\u{1B}[2Jb\u{7}").text == "a\u{FFFD}[2Jb\u{FFFD}")
    }
}
