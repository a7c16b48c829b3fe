/// A JSON text while it is put together: values come in any order, members are sorted when it is written out.
///
/// Values stand in one list and name their members by number, texts stand in one buffer: an answer of fifty members
/// costs a handful of allocations, not one for each.
struct JSONDraft {
    private enum Node {
        /// Nothing was said about it; written as an empty object, as Foundation does.
        case empty
        /// A range of `text`.
        case scalar(start: Int, end: Int)
        case object(first: Int, last: Int)
        case array(first: Int, last: Int, count: Int)
    }

    private struct Member {
        let key: String
        let node: Int
        var next: Int
    }

    private static let none = -1

    private var nodes: [Node] = [.empty]
    private var members: [Member] = []
    private var text: [UInt8] = []

    /// The number of the outermost value.
    static let root = 0

    init() {
        self.nodes.reserveCapacity(64)
        self.members.reserveCapacity(64)
        self.text.reserveCapacity(1024)
    }

    /// Whether anything was said about a value.
    func isEmpty(_ node: Int) -> Bool { if case .empty = self.nodes[node] { true } else { false } }

    // MARK: Scalars

    /// A text that is JSON as it stands.
    mutating func set(_ node: Int, plain: String) {
        let start = self.text.count
        self.text.append(contentsOf: plain.utf8)
        self.nodes[node] = .scalar(start: start, end: self.text.count)
    }

    mutating func set(_ node: Int, string: String) {
        let start = self.text.count
        Self.quote(string, into: &self.text)
        self.nodes[node] = .scalar(start: start, end: self.text.count)
    }

    // MARK: Containers

    mutating func beginObject(_ node: Int) {
        if case .object = self.nodes[node] { return }
        self.nodes[node] = .object(first: Self.none, last: Self.none)
    }

    mutating func beginArray(_ node: Int) {
        if case .array = self.nodes[node] { return }
        self.nodes[node] = .array(first: Self.none, last: Self.none, count: 0)
    }

    func count(ofArray node: Int) -> Int {
        if case .array(_, _, let count) = self.nodes[node] { count } else { 0 }
    }

    /// A new member of an object.
    mutating func add(_ key: String, to object: Int) -> Int {
        guard case .object(let first, let last) = self.nodes[object] else { preconditionFailure("not an object") }
        let member = self.append(key, after: last)
        self.nodes[object] = .object(first: first == Self.none ? member : first, last: member)
        return self.members[member].node
    }

    /// A new item of an array.
    mutating func append(to array: Int) -> Int {
        guard case .array(let first, let last, let count) = self.nodes[array] else {
            preconditionFailure("not an array")
        }
        let member = self.append("", after: last)
        self.nodes[array] = .array(first: first == Self.none ? member : first, last: member, count: count + 1)
        return self.members[member].node
    }

    private mutating func append(_ key: String, after last: Int) -> Int {
        let member = self.members.count
        self.members.append(Member(key: key, node: self.nodes.count, next: Self.none))
        self.nodes.append(.empty)
        if last != Self.none { self.members[last].next = member }
        return member
    }

    // MARK: Text

    /// The whole text.
    func bytes() -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(self.text.count + self.members.count * 24)
        self.write(Self.root, into: &output)
        return output
    }

    private func write(_ node: Int, into output: inout [UInt8]) {
        switch self.nodes[node] {
        case .empty: output.append(contentsOf: [0x7B, 0x7D])
        case .scalar(let start, let end): output.append(contentsOf: self.text[start..<end])
        case .array(let first, _, _):
            output.append(0x5B)
            var member = first
            while member != Self.none {
                if member != first { output.append(0x2C) }
                self.write(self.members[member].node, into: &output)
                member = self.members[member].next
            }
            output.append(0x5D)
        case .object(let first, _):
            output.append(0x7B)
            var isFirst = true
            for member in self.sorted(from: first) {
                if !isFirst { output.append(0x2C) }
                isFirst = false
                Self.quote(member.key, into: &output)
                output.append(0x3A)
                self.write(member.node, into: &output)
            }
            output.append(0x7D)
        }
    }

    /// By the bytes of their names; of two with the same name the later one stays.
    private func sorted(from first: Int) -> [Member] {
        var found: [Member] = []
        var member = first
        while member != Self.none {
            found.append(self.members[member])
            member = self.members[member].next
        }
        // Swift's strings compare by their canonical form, which for names in ASCII is the order of bytes.
        found.sort { ($0.key, $0.node) < ($1.key, $1.node) }
        guard zip(found, found.dropFirst()).contains(where: { $0.key == $1.key }) else { return found }
        return found.indices.compactMap { index in
            index + 1 < found.count && found[index].key == found[index + 1].key ? nil : found[index]
        }
    }

    /// A string with its quotes (RFC 8259 §7): what must be escaped is, and nothing else.
    private static func quote(_ string: String, into output: inout [UInt8]) {
        var string = string
        output.append(0x22)
        string.withUTF8 { bytes in
            var start = 0
            for index in 0..<bytes.count {
                let byte = bytes[index]
                if byte >= 0x20, byte != 0x22, byte != 0x5C { continue }
                output.append(contentsOf: bytes[start..<index])
                start = index + 1
                self.escape(byte, into: &output)
            }
            output.append(contentsOf: bytes[start...])
        }
        output.append(0x22)
    }

    private static func escape(_ byte: UInt8, into output: inout [UInt8]) {
        output.append(0x5C)
        switch byte {
        case 0x22, 0x5C: output.append(byte)
        case 0x08: output.append(0x62)
        case 0x09: output.append(0x74)
        case 0x0A: output.append(0x6E)
        case 0x0C: output.append(0x66)
        case 0x0D: output.append(0x72)
        default:
            let digits = Array("0123456789abcdef".utf8)
            output.append(contentsOf: [0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
    }
}
