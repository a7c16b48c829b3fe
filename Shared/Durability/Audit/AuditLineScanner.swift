import Primitives

/// Reads an exported line, which has one form only: what is not written exactly as `AuditLine.canonical` writes it is
/// refused, be it a number in another spelling, a member more, or a blank.
struct AuditLineScanner {
    /// What the chain needs to know of a line.
    struct Found {
        let seq: Int
        let prev: AuditHash
        let hash: AuditHash
        /// SHA-256 of the line without its member `hash`.
        let computed: AuditHash
    }

    struct Failure: Error {
        /// The byte of the line, from 1.
        let column: Int
        let message: String
    }

    private let bytes: ArraySlice<UInt8>
    private var place: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        self.place = bytes.startIndex
    }

    /// - Parameter line: the bytes without the line feed.
    static func read(_ line: ArraySlice<UInt8>) throws(Failure) -> Found {
        guard String(validating: line, as: UTF8.self) != nil else {
            throw Failure(column: 1, message: "the line is not UTF-8")
        }
        var scanner = AuditLineScanner(line)
        return try scanner.line()
    }

    private mutating func line() throws(Failure) -> Found {
        try self.expect(#"{"action":"#, "action")
        try self.string("action")
        try self.expect(#","actor":"#, "actor")
        try self.string("actor")
        try self.expect(#","details":"#, "details")
        try self.details()
        let start = self.place
        try self.expect(#","hash":""#, "hash")
        let hash = try self.hash("hash")
        let end = self.place
        try self.expect(#","object":"#, "object")
        try self.string("object")
        try self.expect(#","prev":""#, "prev")
        let prev = try self.hash("prev")
        try self.expect(#","reason":"#, "reason")
        if self.at(0x6E) { try self.expect("null", "reason") } else { try self.string("reason") }
        try self.expect(#","request":"#, "request")
        try self.string("request")
        try self.expect(#","role":"#, "role")
        try self.string("role")
        try self.expect(#","seq":"#, "seq")
        let seq = try self.number()
        try self.expect(#","ts":"#, "ts")
        try self.time()
        try self.expect("}", "the end")
        guard self.place == self.bytes.endIndex else { throw self.failure("there is more after the end") }
        var content = Array(self.bytes[..<start])
        content += self.bytes[end...]
        return Found(seq: seq, prev: prev, hash: hash, computed: AuditHash(of: content))
    }

    private func failure(_ message: String) -> Failure {
        Failure(column: self.place - self.bytes.startIndex + 1, message: message)
    }

    private func at(_ byte: UInt8) -> Bool {
        self.place < self.bytes.endIndex && self.bytes[self.place] == byte
    }

    private mutating func expect(_ text: StaticString, _ member: StaticString) throws(Failure) {
        let count = text.utf8CodeUnitCount
        let isThere =
            self.place + count <= self.bytes.endIndex
            && text.withUTF8Buffer { wanted in
                (0..<count).allSatisfy { self.bytes[self.place + $0] == wanted[$0] }
            }
        guard isThere else { throw self.failure("\(member) is not where it belongs, or not in canonical form") }
        self.place += count
    }

    /// Passes over a string in canonical form, quotes included.
    private mutating func string(_ member: String) throws(Failure) {
        guard self.at(0x22) else { throw self.failure("\(member) is not a string") }
        self.place += 1
        while self.place < self.bytes.endIndex {
            let byte = self.bytes[self.place]
            self.place += 1
            switch byte {
            case 0x22: return
            case 0..<0x20: throw self.failure("\(member) holds a control character")
            case 0x5C: try self.escape(member)
            default: break
            }
        }
        throw self.failure("\(member) has no end")
    }

    private mutating func escape(_ member: String) throws(Failure) {
        guard self.place < self.bytes.endIndex else { throw self.failure("\(member) has no end") }
        let letter = self.bytes[self.place]
        self.place += 1
        switch letter {
        case 0x22, 0x5C, 0x62, 0x66, 0x6E, 0x72, 0x74: return
        case 0x75:
            // Only control characters without a short form are written so, in lower case.
            let digits = self.bytes[self.place...].prefix(4)
            self.place += digits.count
            guard let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), digits.count == 4,
                code < 0x20, CanonicalText.short(code) == nil,
                digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
            else { throw self.failure("\(member) has an escape that is not in canonical form") }
        default: throw self.failure("\(member) has an escape that is not in canonical form")
        }
    }

    /// An object of strings with its keys in ascending order.
    private mutating func details() throws(Failure) {
        guard self.at(0x7B) else { throw self.failure("details is not an object") }
        self.place += 1
        if self.at(0x7D) {
            self.place += 1
            return
        }
        var last: String?
        while true {
            let start = self.place
            try self.string("details")
            let key = String(decoding: self.bytes[start..<self.place], as: UTF8.self)
            if let last, !last.utf16.lexicographicallyPrecedes(key.utf16) {
                throw self.failure("the members of details are not in order, or one is there twice")
            }
            last = key
            guard self.at(0x3A) else { throw self.failure("details is not in canonical form") }
            self.place += 1
            try self.string("details")
            if self.at(0x7D) {
                self.place += 1
                return
            }
            guard self.at(0x2C) else { throw self.failure("details is not in canonical form") }
            self.place += 1
        }
    }

    /// The digits of a hash and the quote after them; the quote before has been read.
    private mutating func hash(_ member: String) throws(Failure) -> AuditHash {
        let digits = self.bytes[self.place...].prefix(64)
        guard let hash = AuditHash(hexBytes: digits) else {
            throw self.failure("\(member) is not 64 hexadecimal digits in lower case")
        }
        self.place += 64
        guard self.at(0x22) else { throw self.failure("\(member) is longer than 64 digits") }
        self.place += 1
        return hash
    }

    /// A positive whole number: no sign, no leading zero, no fraction, no exponent.
    private mutating func number() throws(Failure) -> Int {
        var value = 0
        let start = self.place
        while self.place < self.bytes.endIndex, (0x30...0x39).contains(self.bytes[self.place]), self.place - start < 18
        {
            value = value * 10 + Int(self.bytes[self.place] - 0x30)
            self.place += 1
        }
        guard self.place > start, self.bytes[start] != 0x30, self.at(0x2C) else {
            throw self.failure("seq is not a positive whole number in canonical form")
        }
        return value
    }

    private mutating func time() throws(Failure) {
        let start = self.place
        try self.string("ts")
        let text = String(decoding: self.bytes[(start + 1)..<(self.place - 1)], as: UTF8.self)
        // Read and written again: one spelling for each moment.
        guard let moment = Instant(rfc3339: text), moment.description == text else {
            throw self.failure("ts is not an RFC 3339 time in UTC in canonical form")
        }
    }
}
