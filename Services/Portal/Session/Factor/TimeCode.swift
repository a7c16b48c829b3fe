import Crypto
import Foundation
import Primitives

/// Time-based one-time codes as every authenticator makes them: RFC 6238 with HMAC-SHA-1, steps of thirty seconds and
/// six digits.
package enum TimeCode {
    package static let periodSeconds: Int64 = 30
    package static let digits = 6
    /// RFC 4226 §4 asks for 128 bits at least and recommends 160.
    package static let seedBytes = 20

    /// A new seed.
    package static func makeSeed() -> [UInt8] { (0..<Self.seedBytes).map { _ in UInt8.random(in: .min ... .max) } }

    /// The step that a moment lies in.
    package static func step(at moment: Instant) -> Int64 {
        moment.microseconds / (Self.periodSeconds * 1_000_000)
    }

    /// The code of a step (RFC 4226 §5.3).
    package static func code(seed: [UInt8], step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Data($0) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: Data(seed))))
        let offset = Int(mac[19] & 0x0F)
        let word = mac[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(word % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.utf8.count) + text
    }

    /// The step whose code was typed: this one, the one before or the one after, because clocks differ.
    /// - Parameter last: the newest step that was taken before; it and older ones count no more.
    /// - Returns: nil when the code is wrong or was used.
    package static func step(of typed: String, seed: [UInt8], now: Instant, after last: Int64) -> Int64? {
        let current = Self.step(at: now)
        var found: Int64?
        // All three are compared, and all digits of each, so that the time says nothing.
        for step in (current - 1)...(current + 1) {
            let code = Self.code(seed: seed, step: step)
            let difference = zip(code.utf8, typed.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
            if typed.utf8.count == Self.digits, difference == 0, step > last, found == nil { found = step }
        }
        return found
    }
}
