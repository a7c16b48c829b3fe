/// The one-time code of a sign-in: eight digits, which are shown in two groups and typed with or without spaces.
enum SignInCode {
    /// How many digits.
    static let length = 8

    /// A new one, with its leading zeros.
    static func make() -> String {
        (0..<Self.length).map { _ in String(Int.random(in: 0...9)) }.joined()
    }

    /// As a message shows it. The space does not break (U+00A0): with it the groups also keep their order where text
    /// runs from right to left (Unicode UAX 9, W4).
    static func grouped(_ code: String) -> String {
        "\(code.prefix(Self.length / 2))\u{A0}\(code.dropFirst(Self.length / 2))"
    }

    /// The digits of what was typed, in whichever script.
    static func digits(of typed: String) -> String {
        String(typed.compactMap(\.wholeNumberValue).map { String($0) }.joined().prefix(Self.length + 4))
    }
}
