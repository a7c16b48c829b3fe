/// Where a request stands in the chain of requests that one person's wish sets off (W3C Trace Context,
/// `traceparent`, version 00). The trace id is the same in every service, the span id is new in each.
///
/// `tracestate` is neither read nor passed on: strangers could write into it whatever they like.
package struct TraceContext: Sendable, Equatable {
    /// The context of the request that the current task works on.
    @TaskLocal package static var current: TraceContext?

    /// 32 lower-case hexadecimal digits, not all zero.
    package let traceID: String
    /// 16 lower-case hexadecimal digits, not all zero.
    package let spanID: String
    /// Bit 0: the caller keeps a record of the trace.
    package let flags: UInt8

    /// A trace that begins here.
    package static func begin() -> TraceContext {
        TraceContext(
            traceID: Self.identifier() + Self.identifier(), spanID: Self.identifier(), flags: 1)
    }

    private init(traceID: String, spanID: String, flags: UInt8) {
        self.traceID = traceID
        self.spanID = spanID
        self.flags = flags
    }

    /// Reads a `traceparent`; nil when it is not valid (§3.2.2.3: the receiver then begins a new trace). Versions after
    /// 00 may carry more after the flags.
    package init?(_ field: String) {
        let bytes = Array(field.utf8)
        guard bytes.count >= 55, bytes[2] == 0x2D, bytes[35] == 0x2D, bytes[52] == 0x2D else { return nil }
        let version = bytes[0..<2]
        let trace = bytes[3..<35]
        let span = bytes[36..<52]
        let flags = bytes[53..<55]
        let digits = [version, trace, span, flags].joined()
        guard digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
            !version.elementsEqual("ff".utf8), trace.contains(where: { $0 != 0x30 }),
            span.contains(where: { $0 != 0x30 }),
            bytes.count == 55 || (!version.elementsEqual("00".utf8) && bytes[55] == 0x2D),
            let flags = UInt8(String(decoding: flags, as: UTF8.self), radix: 16)
        else { return nil }
        self.traceID = String(decoding: trace, as: UTF8.self)
        self.spanID = String(decoding: span, as: UTF8.self)
        self.flags = flags
    }

    /// The same trace with a span of its own: what a service works under, and what it sends on.
    package func next() -> TraceContext {
        TraceContext(traceID: self.traceID, spanID: Self.identifier(), flags: self.flags)
    }

    /// The value of the `traceparent` header.
    package var field: String { "00-\(self.traceID)-\(self.spanID)-\(self.flags & 1 == 1 ? "01" : "00")" }

    /// A new name of a span or a request: 16 digits, not all zero.
    package static func identifier() -> String { self.hexadecimal(QuickRandom.next()) }

    /// 16 digits, with leading zeros.
    package static func hexadecimal(_ value: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for index in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * index)) & 15
                buffer[index] = digit < 10 ? 0x30 + digit : 0x57 + digit
            }
            return 16
        }
    }
}
