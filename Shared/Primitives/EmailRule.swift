/// What may be an email address, the same wherever one is read.
package enum EmailRule {
    /// False for what is surely no address (RFC 5321 §4.5.3.1 for the lengths; letters of any script, RFC 6531).
    /// Deliverability is proved by what is sent there, not by a pattern.
    package static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return text.utf8.count <= 254 && parts.count == 2 && (1...64).contains(parts[0].utf8.count)
            && parts[1].contains(".") && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".") && !text.contains("..")
            && !text.contains { $0.isWhitespace || "<>(),;:\\\"[]".contains($0) }
            && TextRule.firstForbidden(in: text, allowsLines: false) == nil
    }
}
