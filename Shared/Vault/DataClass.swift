/// How much harm the disclosure of a value does (trust.md §5.5).
package enum DataClass: String, CaseIterable, Codable, Sendable {
    /// Public: the programme.
    case c0 = "C0"
    /// Internal: states, counts, money, opaque ids.
    case c1 = "C1"
    /// Personal: names, addresses, what somebody wrote. Sealed.
    case c2 = "C2"
    /// A life may hang on it: routes, passports, notes about safety. Sealed, with a key of its own.
    case c3 = "C3"
}
