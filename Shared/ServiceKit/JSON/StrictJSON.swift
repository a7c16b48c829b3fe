/// Why a text is not strict JSON. Positions are byte offsets; the text itself is never repeated.
package struct StrictJSONError: Error, Sendable, Equatable {
    package enum Reason: String, Sendable {
        case notUTF8 = "not UTF-8"
        case empty = "empty"
        case unexpected = "unexpected character"
        case unterminated = "ends too early"
        case duplicateKey = "a key stands twice in one object"
        case tooDeep = "nested deeper than 32"
        case tooManyMembers = "an object has more than 200 members"
        case loneSurrogate = "half of a surrogate pair"
        case nul = "a NUL character"
        case controlCharacter = "a control character inside a string"
        case badNumber = "not a JSON number, or out of range"
        case trailing = "something after the end"
    }

    package let reason: Reason
    package let offset: Int
}

/// A reader of JSON that refuses everything two parsers could understand differently (ASVS 5.0 1.5.3): other
/// encodings than UTF-8, a byte-order mark, double keys, NUL, lone surrogates, deep nesting, trailing text.
/// Foundation's decoder accepts each of these silently, which is why this one exists.
package struct StrictJSON {
    private static let maximumDepth = 32
    private static let maximumMembers = 200

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Throws: `StrictJSONError` with the first fault.
    package static func parse(_ bytes: [UInt8]) throws(StrictJSONError) -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw StrictJSONError(reason: .notUTF8, offset: 0)
        }
        var parser = StrictJSON(bytes)
        parser.skipSpace()
        guard parser.position < bytes.count else { throw StrictJSONError(reason: .empty, offset: 0) }
        let value = try parser.value(depth: 1)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.fault(.trailing) }
        return value
    }

    private func fault(_ reason: StrictJSONError.Reason) -> StrictJSONError {
        StrictJSONError(reason: reason, offset: self.position)
    }

    private mutating func skipSpace() {
        while self.position < self.bytes.count {
            switch self.bytes[self.position] {
            case 0x20, 0x09, 0x0A, 0x0D: self.position += 1
            default: return
            }
        }
    }

    private func peek() throws(StrictJSONError) -> UInt8 {
        guard self.position < self.bytes.count else { throw self.fault(.unterminated) }
        return self.bytes[self.position]
    }

    private mutating func value(depth: Int) throws(StrictJSONError) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw self.fault(.tooDeep) }
        switch try self.peek() {
        case 0x7B: return try self.object(depth: depth)
        case 0x5B: return try self.array(depth: depth)
        case 0x22: return .string(try self.string())
        case 0x74: return try self.literal("true", .bool(true))
        case 0x66: return try self.literal("false", .bool(false))
        case 0x6E: return try self.literal("null", .null)
        case 0x2D, 0x30...0x39: return try self.number()
        default: throw self.fault(.unexpected)
        }
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(StrictJSONError) -> JSONValue {
        for index in 0..<word.utf8CodeUnitCount {
            guard try self.peek() == word.utf8Start[index] else { throw self.fault(.unexpected) }
            self.position += 1
        }
        return value
    }

    private mutating func object(depth: Int) throws(StrictJSONError) -> JSONValue {
        self.position += 1
        var members: [(key: String, value: JSONValue)] = []
        var keys: Set<String> = []
        self.skipSpace()
        if try self.peek() == 0x7D {
            self.position += 1
            return .object([])
        }
        while true {
            self.skipSpace()
            guard try self.peek() == 0x22 else { throw self.fault(.unexpected) }
            let key = try self.string()
            guard keys.insert(key).inserted else { throw self.fault(.duplicateKey) }
            guard keys.count <= Self.maximumMembers else { throw self.fault(.tooManyMembers) }
            self.skipSpace()
            guard try self.peek() == 0x3A else { throw self.fault(.unexpected) }
            self.position += 1
            self.skipSpace()
            members.append((key, try self.value(depth: depth + 1)))
            self.skipSpace()
            switch try self.peek() {
            case 0x2C: self.position += 1
            case 0x7D:
                self.position += 1
                return .object(members)
            default: throw self.fault(.unexpected)
            }
        }
    }

    private mutating func array(depth: Int) throws(StrictJSONError) -> JSONValue {
        self.position += 1
        var items: [JSONValue] = []
        self.skipSpace()
        if try self.peek() == 0x5D {
            self.position += 1
            return .array([])
        }
        while true {
            self.skipSpace()
            items.append(try self.value(depth: depth + 1))
            self.skipSpace()
            switch try self.peek() {
            case 0x2C: self.position += 1
            case 0x5D:
                self.position += 1
                return .array(items)
            default: throw self.fault(.unexpected)
            }
        }
    }

    private mutating func string() throws(StrictJSONError) -> String {
        self.position += 1
        var scalars: [UInt8] = []
        while true {
            // What needs no look of its own goes over in one piece.
            let start = self.position
            while self.position < self.bytes.count, Self.isPlain(self.bytes[self.position]) { self.position += 1 }
            let byte = try self.peek()
            if byte == 0x22, scalars.isEmpty {
                defer { self.position += 1 }
                return String(decoding: self.bytes[start..<self.position], as: UTF8.self)
            }
            scalars.append(contentsOf: self.bytes[start..<self.position])
            switch byte {
            case 0x22:
                self.position += 1
                return String(decoding: scalars, as: UTF8.self)
            case 0x00: throw self.fault(.nul)
            case 0x01...0x1F: throw self.fault(.controlCharacter)
            case 0x5C:
                self.position += 1
                try self.escape(into: &scalars)
            default: throw self.fault(.unexpected)
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x22 && byte != 0x5C }

    private mutating func escape(into scalars: inout [UInt8]) throws(StrictJSONError) {
        let byte = try self.peek()
        self.position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: scalars.append(byte)
        case 0x62: scalars.append(0x08)
        case 0x66: scalars.append(0x0C)
        case 0x6E: scalars.append(0x0A)
        case 0x72: scalars.append(0x0D)
        case 0x74: scalars.append(0x09)
        case 0x75:
            var code = try self.hexadecimal()
            if (0xDC00...0xDFFF).contains(code) { throw self.fault(.loneSurrogate) }
            if (0xD800...0xDBFF).contains(code) {
                guard try self.peek() == 0x5C else { throw self.fault(.loneSurrogate) }
                self.position += 1
                guard try self.peek() == 0x75 else { throw self.fault(.loneSurrogate) }
                self.position += 1
                let low = try self.hexadecimal()
                guard (0xDC00...0xDFFF).contains(low) else { throw self.fault(.loneSurrogate) }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard code != 0 else { throw self.fault(.nul) }
            guard let scalar = Unicode.Scalar(code) else { throw self.fault(.loneSurrogate) }
            scalars.append(contentsOf: String(Character(scalar)).utf8)
        default: throw self.fault(.unexpected)
        }
    }

    private mutating func hexadecimal() throws(StrictJSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            let byte = try self.peek()
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: throw self.fault(.unexpected)
            }
            code = code << 4 | UInt32(digit)
            self.position += 1
        }
        return code
    }

    private mutating func number() throws(StrictJSONError) -> JSONValue {
        let start = self.position
        if self.bytes[self.position] == 0x2D { self.position += 1 }
        let whole = self.digits()
        guard whole > 0 else { throw self.fault(.badNumber) }
        let first = self.bytes[self.position - whole]
        guard whole == 1 || first != 0x30 else { throw self.fault(.badNumber) }
        var isPlain = true
        if self.position < self.bytes.count, self.bytes[self.position] == 0x2E {
            isPlain = false
            self.position += 1
            guard self.digits() > 0 else { throw self.fault(.badNumber) }
        }
        if self.position < self.bytes.count, self.bytes[self.position] | 0x20 == 0x65 {
            isPlain = false
            self.position += 1
            if self.position < self.bytes.count, [0x2B, 0x2D].contains(self.bytes[self.position]) {
                self.position += 1
            }
            guard self.digits() > 0 else { throw self.fault(.badNumber) }
        }
        let text = String(decoding: self.bytes[start..<self.position], as: UTF8.self)
        if isPlain, let integer = Int64(text) { return .integer(integer) }
        guard let double = Double(text), double.isFinite else { throw self.fault(.badNumber) }
        if let integer = Int64(exactly: double), double.magnitude < 0x1p53 { return .integer(integer) }
        return .number(double)
    }

    private mutating func digits() -> Int {
        let start = self.position
        while self.position < self.bytes.count, (0x30...0x39).contains(self.bytes[self.position]) { self.position += 1 }
        return self.position - start
    }
}
