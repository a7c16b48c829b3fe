import Primitives
import Testing

@Suite("Trace context")
struct TraceContextTests {
    private let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private let span = "00f067aa0ba902b7"

    @Test func isReadAndPassedOn() throws {
        let context = try #require(TraceContext("00-\(self.trace)-\(self.span)-01"))
        #expect(context.traceID == self.trace && context.spanID == self.span)
        let next = context.next()
        #expect(next.traceID == self.trace && next.spanID != self.span && next.spanID.count == 16)
        #expect(TraceContext(next.field) == next)
        // A later version may say more.
        #expect(TraceContext("01-\(self.trace)-\(self.span)-01-more")?.traceID == self.trace)
    }

    @Test func whatIsNotValidIsNotTaken() {
        for field in [
            "", "00", "00-\(self.trace)-\(self.span)", "00-\(self.trace)-\(self.span)-01-more",
            "00-\(self.trace)-\(self.span)-0g", "ff-\(self.trace)-\(self.span)-01",
            "00-\(String(repeating: "0", count: 32))-\(self.span)-01", "00-\(self.trace)-0000000000000000-01",
            "00-\(self.trace.uppercased())-\(self.span)-01", "00_\(self.trace)-\(self.span)-01",
            "01-\(self.trace)-\(self.span)-01x",
        ] {
            #expect(TraceContext(field) == nil, "\(field)")
        }
    }

    @Test func everyTraceIsAnother() {
        let traces = Set((0..<1000).map { _ in TraceContext.begin().traceID })
        #expect(traces.count == 1000)
        #expect(TraceContext.hexadecimal(0x0A) == "000000000000000a")
    }
}
