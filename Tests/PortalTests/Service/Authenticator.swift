import Foundation
import PortalService
import Primitives
import Testing

/// The authenticator of somebody who works here: it has the key of the set-up page and gives each code once.
struct Authenticator {
    private let seed: [UInt8]
    private var last: Int64 = 0

    /// Reads the key as a person copies it.
    init(page: String) throws {
        let shown = try #require(page.firstMatch(of: /<code id="seed" dir="ltr">([A-Z2-7 ]+)<\/code>/)).1
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bits: [Bool] = []
        for letter in shown where letter != " " {
            let value = try #require(alphabet.firstIndex(of: letter))
            bits += (0..<5).map { value >> (4 - $0) & 1 == 1 }
        }
        self.seed = stride(from: 0, to: bits.count / 8 * 8, by: 8).map { start in
            bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }

    /// A code that was not given before. Clocks may differ by one step, so that two come without waiting and the
    /// third after half a minute.
    mutating func code() async throws -> String {
        let current = TimeCode.step(at: .now)
        var step = max(current, self.last + 1)
        while step > TimeCode.step(at: .now) + 1 { try await Task.sleep(for: .milliseconds(200)) }
        step = max(step, TimeCode.step(at: .now) - 1)
        self.last = step
        return TimeCode.code(seed: self.seed, step: step)
    }

    /// The code of this moment, whether it was given or not: before a factor is set up nobody notes which was.
    var present: String { TimeCode.code(seed: self.seed, step: TimeCode.step(at: .now)) }

    /// The code that was given last, again.
    var used: String { TimeCode.code(seed: self.seed, step: self.last) }
}
