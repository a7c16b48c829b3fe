import Foundation
import Primitives

/// Standard normal numbers from a seed: Marsaglia's polar method over ``SeededGenerator``.
struct NormalGenerator {
    private var generator: SeededGenerator
    private var spare: Double?

    init(seed: UInt64) {
        self.generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> Double {
        if let spare = self.spare {
            self.spare = nil
            return spare
        }
        while true {
            let x = 2 * self.generator.unit() - 1
            let y = 2 * self.generator.unit() - 1
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            self.spare = y * factor
            return x * factor
        }
    }
}
