/// An entity tag (RFC 9110 §8.8.3). Ours are strong and made of the row's version.
package struct EntityTag: Sendable, Hashable, CustomStringConvertible {
    /// The characters between the quotes.
    package let opaque: String
    package let isWeak: Bool

    package init(opaque: String, isWeak: Bool = false) {
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// The tag of a row version.
    package init(version: Int) {
        self.init(opaque: "v\(version)")
    }

    package var description: String { (self.isWeak ? "W/" : "") + "\"\(self.opaque)\"" }
}

/// The value of `If-Match` or `If-None-Match` (RFC 9110 §13.1.1, §13.1.2).
package enum EntityTagCondition: Sendable, Equatable {
    /// `*`: any current representation.
    case any
    case tags([EntityTag])

    /// Reads the field value; nil when it is not valid.
    package init?(_ field: String) {
        let text = field.trimmingSpaces()
        if text == "*" {
            self = .any
            return
        }
        var tags: [EntityTag] = []
        // By bytes, each looked at once: a field may have thirty thousand, and some operations are open to everybody.
        var rest = text.utf8[...]
        while true {
            let isWeak = rest.starts(with: "W/".utf8)
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.popFirst() == 0x22, let close = rest.firstIndex(of: 0x22) else { return nil }
            let opaque = rest[..<close]
            guard opaque.allSatisfy({ $0 == 0x21 || (0x23...0x7E).contains($0) }) else { return nil }
            tags.append(EntityTag(opaque: String(Substring(opaque)), isWeak: isWeak))
            rest = rest[rest.index(after: close)...].drop(while: Self.isSpace)
            guard let separator = rest.popFirst() else { break }
            guard separator == 0x2C else { return nil }
            rest = rest.drop(while: Self.isSpace)
        }
        self = .tags(tags)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Whether the tag of an answer is among these, by weak comparison (RFC 9110 §13.1.2): what `If-None-Match` asks.
    func includes(_ field: String) -> Bool {
        switch self {
        case .any: true
        case .tags(let tags):
            if case .tags(let own)? = EntityTagCondition(field) {
                tags.contains { tag in own.contains { $0.opaque == tag.opaque } }
            } else {
                false
            }
        }
    }

    /// Whether a row version satisfies the condition, by strong comparison: a weak tag never does.
    package func matches(version: Int) -> Bool {
        switch self {
        case .any: true
        case .tags(let tags): tags.contains { !$0.isWeak && $0.opaque == "v\(version)" }
        }
    }

    /// The versions that satisfy the condition; nil for `*`. For the `where` clause of the update itself.
    package var versions: [Int]? {
        switch self {
        case .any: nil
        case .tags(let tags):
            tags.compactMap { tag in
                // Compared as text: "v+1" reads as a number too, but is another tag.
                guard !tag.isWeak, let version = Int(tag.opaque.dropFirst()), tag.opaque == "v\(version)" else {
                    return nil
                }
                return version
            }
        }
    }
}

extension StringProtocol {
    func trimmingSpaces() -> String {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
