import ConveneCommands
import Testing

@Suite struct DoorCheckTests {
    private func judge(_ live: DoorProbe.Answer, _ ready: DoorProbe.Answer) -> Finding {
        DoorCheck.judge(
            "selection", door: "public", base: "https://127.0.0.1:8452", live: live, ready: ready, log: "/log")
    }

    @Test func readyIsGood() {
        let finding = self.judge(.status(200, body: ""), .status(200, body: ""))
        #expect(finding == .good("selection", "public door ready at https://127.0.0.1:8452"))
    }

    @Test func notReadyNamesTheChecks() {
        let finding = self.judge(
            .status(200, body: ""), .status(503, body: #"{"status":503,"parameters":{"failed":"database"}}"#))
        #expect(finding.level == .bad)
        #expect(finding.message == "public door alive, but not ready (database)")
        #expect(finding.advice?.contains("/log") == true)
        let behind = self.judge(
            .status(200, body: ""), .status(503, body: #"{"status":503,"parameters":{"failed":"schema"}}"#))
        #expect(behind.advice == "type: convene migrate")
    }

    @Test(arguments: [
        (DoorProbe.Answer.closed, "nothing listens at https://127.0.0.1:8452 (public door)"),
        (.failed("the TLS handshake failed"), "public door at https://127.0.0.1:8452: the TLS handshake failed"),
        (.status(404, body: ""), "public door answers 404 when asked whether it is ready"),
    ])
    func everythingElseIsBadWithAdvice(_ answer: DoorProbe.Answer, _ message: String) {
        let finding = self.judge(answer, answer)
        #expect(finding.level == .bad)
        #expect(finding.message == message)
        #expect(finding.advice != nil)
    }
}
