/// Which release of an agenda an address names.
package enum ReleaseReference: Hashable, Sendable {
    case latest
    case number(Int)

    /// Reads `latest` or a number from 1 without leading zeros; nil for anything else.
    package init?(_ text: some StringProtocol) {
        if text == "latest" {
            self = .latest
            return
        }
        guard text.utf8.count <= 6, text.first != "0", text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text), number > 0
        else { return nil }
        self = .number(number)
    }
}
