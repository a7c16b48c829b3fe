import Crypto
import Primitives

/// The hidden field that proves that a form came from this session: an authentication code over the session and
/// the hour, masked with fresh random bytes in every page, so that compression cannot leak it (BREACH).
package struct FormProof: Sendable {
    private let keys: PortalKeys

    package init(_ keys: PortalKeys) {
        self.keys = keys
    }

    /// - Parameter session: text that is different for every session; the same for all visitors without one.
    package func make(session: String, now: Instant) -> String {
        let hour = Self.hour(now)
        let plain = Self.bytes(of: hour) + self.keys.proof("\(session) \(hour)")
        let mask = (0..<plain.count).map { _ in UInt8.random(in: .min ... .max) }
        return Base64URL.encode(mask + zip(plain, mask).map { $0 ^ $1 })
    }

    /// Whether a proof belongs to the session and is younger than twelve hours.
    package func isValid(_ text: String, session: String, now: Instant) -> Bool {
        guard text.utf8.count <= 128, let bytes = Base64URL.decode(text), bytes.count == 72 else { return false }
        let plain = zip(bytes[36...], bytes[..<36]).map { $0 ^ $1 }
        let hour = plain[..<4].reduce(0) { $0 << 8 | Int($1) }
        guard (0...12).contains(Self.hour(now) - hour) else { return false }
        let expected = self.keys.proof("\(session) \(hour)")
        // All bytes are looked at, so that the time says nothing about where they differ.
        return zip(plain[4...], expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func hour(_ moment: Instant) -> Int { Int(moment.microseconds / 3_600_000_000) }

    private static func bytes(of hour: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: hour >> (24 - 8 * $0)) }
    }
}
