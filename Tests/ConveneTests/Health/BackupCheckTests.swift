import ConveneCommands
import Foundation
import Primitives
import Testing

@Suite struct BackupCheckTests {
    private let now = Instant(microseconds: 1_790_000_000_000_000)

    @Test func oldAndMissingBackupsAreSaid() {
        func level(_ age: Double?, began: Double) -> Finding.Level {
            BackupCheck.freshness(
                last: age.map { self.now.adding(seconds: -86_400 * $0) },
                began: self.now.adding(seconds: -86_400 * began).date, now: self.now
            ).level
        }
        #expect(level(nil, began: 0.1) == .good)
        #expect(level(nil, began: 3) == .warning)
        #expect(level(1, began: 30) == .good)
        #expect(level(3, began: 30) == .warning)
    }
}
