/// Exponential and logarithm from the four basic operations, which IEEE 754 rounds alike everywhere. The C
/// library's differ in the last bit between versions, and one bit in an acceptance test sends a search elsewhere:
/// then the same seed would not give the same agenda on another machine.
enum PortableMath {
    private static let ln2 = 0.693_147_180_559_945_3

    /// Natural logarithm of a positive finite number; relative error below 1e-14.
    static func log(_ value: Double) -> Double {
        precondition(value > 0 && value.isFinite, "the logarithm of a positive number")
        let exponent = value.exponent
        let significand = value.significand
        // ln m = 2 artanh((m - 1) / (m + 1)), with m in [1, 2) so that |z| <= 1/3.
        let z = (significand - 1) / (significand + 1)
        let square = z * z
        var power = z
        var sum = 0.0
        var odd = 1.0
        for _ in 0..<18 {
            sum += power / odd
            power *= square
            odd += 2
        }
        return 2 * sum + Double(exponent) * self.ln2
    }

    /// e to a power between -700 and 700; relative error below 1e-14.
    static func exp(_ power: Double) -> Double {
        let clamped = min(700, max(-700, power))
        let whole = (clamped / self.ln2).rounded()
        let rest = clamped - whole * self.ln2
        var term = 1.0
        var sum = 1.0
        for index in 1..<20 {
            term *= rest / Double(index)
            sum += term
        }
        return Double(sign: .plus, exponent: Int(whole), significand: sum)
    }
}
