import ConveneCommands
import Testing

@Suite struct HealthReportTests {
    private let plain = Terminal(hasColour: false)

    @Test func allIsWell() {
        let report = HealthReport([.good("home", "there"), .good("portal", "ready")])
        #expect(report.exitCode == 0)
        #expect(report.lines(self.plain) == ["ok    home    there", "ok    portal  ready", "", "All is well."])
    }

    @Test func warningsDoNotFail() {
        let report = HealthReport([.warning("disk", "nearly full", advice: "make room")])
        #expect(report.exitCode == 0)
        #expect(report.summary == "All is well, with one warning.")
        #expect(report.lines(self.plain)[1] == "            → make room")
    }

    @Test func oneBadThingFails() {
        let report = HealthReport([
            .good("home", "there"), .bad("portal", "closed", advice: "type: convene up"),
            .warning("disk", "nearly full", advice: "make room"),
        ])
        #expect(report.exitCode == 1)
        #expect(report.worst == .bad)
        #expect(report.summary == "One thing is not well.")
    }

    @Test func anEmptyReportIsGood() {
        #expect(HealthReport().worst == .good)
    }
}
