/// A piece of SQL text, as far as a reviewer needs to tell the pieces apart (PostgreSQL 15 manual, §4.1).
struct SQLToken: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// A word in lower case, or a quoted name as it is.
        case word
        case number
        /// What stands between the quotes of a string, or between two dollar marks.
        case text
        case symbol
        /// A comment of one line, without its dashes.
        case comment
    }

    let kind: Kind
    let value: String
    /// From 1.
    let line: Int
}

/// Cuts SQL into tokens.
struct SQLTokenizer {
    private let bytes: [UInt8]
    private var place = 0
    private var line: Int
    private var tokens: [SQLToken] = []

    private init(_ text: String, line: Int) {
        self.bytes = Array(text.utf8)
        self.line = line
    }

    /// - Parameter line: the number of the text's first line.
    static func tokens(of text: String, line: Int = 1) -> [SQLToken] {
        var tokenizer = SQLTokenizer(text, line: line)
        while tokenizer.place < tokenizer.bytes.count { tokenizer.next() }
        return tokenizer.tokens
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        self.place + distance < self.bytes.count ? self.bytes[self.place + distance] : nil
    }

    private mutating func add(_ kind: SQLToken.Kind, _ range: Range<Int>, line: Int) {
        let text = String(decoding: self.bytes[range], as: UTF8.self)
        self.tokens.append(SQLToken(kind: kind, value: kind == .word ? text.lowercased() : text, line: line))
    }

    private mutating func next() {
        let byte = self.bytes[self.place]
        let start = self.place
        switch byte {
        case 0x0A:
            self.line += 1
            self.place += 1
        case 0x09, 0x0B...0x0D, 0x20: self.place += 1
        case 0x2D where self.peek(1) == 0x2D: self.comment()
        case 0x2F where self.peek(1) == 0x2A: self.block()
        case 0x27: self.quoted(0x27, .text)
        case 0x22: self.quoted(0x22, .word)
        case 0x30...0x39:
            while let digit = self.peek(), Self.isWord(digit) || digit == 0x2E { self.place += 1 }
            self.add(.number, start..<self.place, line: self.line)
        case _ where Self.isWord(byte):
            while let letter = self.peek(), Self.isWord(letter) { self.place += 1 }
            // E'…' and its like: the letter belongs to the string.
            if self.place == start + 1, self.peek() == 0x27 { return }
            self.add(.word, start..<self.place, line: self.line)
        default:
            if byte == 0x24, self.dollar() { return }
            self.place += 1
            self.add(.symbol, start..<self.place, line: self.line)
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: byte >= 0x80
        }
    }

    private mutating func comment() {
        let start = self.place + 2
        while let byte = self.peek(), byte != 0x0A { self.place += 1 }
        self.add(.comment, start..<self.place, line: self.line)
    }

    /// Comments of several lines may stand in each other.
    private mutating func block() {
        var depth = 0
        while let byte = self.peek() {
            if byte == 0x2F, self.peek(1) == 0x2A {
                depth += 1
                self.place += 2
            } else if byte == 0x2A, self.peek(1) == 0x2F {
                depth -= 1
                self.place += 2
                if depth == 0 { return }
            } else {
                if byte == 0x0A { self.line += 1 }
                self.place += 1
            }
        }
    }

    private mutating func quoted(_ quote: UInt8, _ kind: SQLToken.Kind) {
        let line = self.line
        self.place += 1
        let start = self.place
        while let byte = self.peek() {
            if byte == quote {
                if self.peek(1) != quote { break }
                self.place += 1
            }
            if byte == 0x0A { self.line += 1 }
            self.place += 1
        }
        let text = String(decoding: self.bytes[start..<self.place], as: UTF8.self)
        self.tokens.append(SQLToken(kind: kind, value: text, line: line))
        self.place = min(self.place + 1, self.bytes.count)
    }

    /// `$mark$ … $mark$`; false when it is another use of the dollar sign.
    private mutating func dollar() -> Bool {
        var end = self.place + 1
        while end < self.bytes.count, Self.isWord(self.bytes[end]) { end += 1 }
        guard end < self.bytes.count, self.bytes[end] == 0x24 else { return false }
        let mark = self.bytes[self.place...end]
        let start = end + 1
        let first = self.line
        var place = start
        while place + mark.count <= self.bytes.count {
            if self.bytes[place..<(place + mark.count)].elementsEqual(mark) { break }
            if self.bytes[place] == 0x0A { self.line += 1 }
            place += 1
        }
        let close = min(place, self.bytes.count)
        self.add(.text, start..<close, line: first)
        self.place = min(close + mark.count, self.bytes.count)
        return true
    }
}
