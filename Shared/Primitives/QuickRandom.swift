internal import Synchronization

/// Random numbers for names that only have to differ, such as those of requests and spans: the system's own source
/// costs a call into the kernel for each. Never for secrets.
package enum QuickRandom {
    private static let generator = Locked(SeededGenerator(seed: .random(in: .min ... .max)))

    /// Any number but zero.
    package static func next() -> UInt64 {
        self.generator.withLock { generator in
            while true {
                let number = generator.next()
                if number != 0 { return number }
            }
        }
    }
}
