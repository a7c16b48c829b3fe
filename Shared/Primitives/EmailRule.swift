/// What may be an email address, the same wherever one is read. Deliverability is proved by what is sent there.
package enum EmailRule {
    /// The form that browsers take in `input type=email` (HTML Living Standard, "valid email address"), with a domain of
    /// at least two labels and no two dots in a row. ASCII: internationalised addresses (RFC 6531) reach few mailboxes.
    package static func isAddress(_ text: String) -> Bool {
        let pattern = /[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+/
        return text.utf8.count <= 254 && !text.contains("..") && text.wholeMatch(of: pattern) != nil
    }
}
