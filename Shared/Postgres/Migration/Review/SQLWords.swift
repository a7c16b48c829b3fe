/// A statement, or a part of one, read word by word.
struct SQLWords {
    private let tokens: ArraySlice<SQLToken>
    private var place: Int

    init(_ tokens: ArraySlice<SQLToken>) {
        self.tokens = tokens
        self.place = tokens.startIndex
    }

    /// The line of the first word.
    var line: Int { self.tokens.first?.line ?? 1 }

    /// The next word; empty at the end, or where something else stands.
    var peek: String {
        guard self.place < self.tokens.endIndex, self.tokens[self.place].kind == .word else { return "" }
        return self.tokens[self.place].value
    }

    mutating func next() -> String? {
        guard self.place < self.tokens.endIndex else { return nil }
        defer { self.place += 1 }
        return self.tokens[self.place].value
    }

    /// Passes over any of these words.
    mutating func skip(_ words: Set<String>) {
        while words.contains(self.peek) { self.place += 1 }
    }

    /// Goes behind the next such word outside parentheses; false when there is none.
    mutating func pass(_ word: String) -> Bool {
        guard let index = self.top.first(where: { self.tokens[$0].value == word }) else { return false }
        self.place = index + 1
        return true
    }

    /// Reads a name and gives its last part: `call` for `applications.call`.
    mutating func name() -> String {
        var last = ""
        while self.place < self.tokens.endIndex {
            last = self.tokens[self.place].value
            self.place += 1
            guard self.place < self.tokens.endIndex, self.tokens[self.place].value == "." else { break }
            self.place += 1
        }
        return last
    }

    private var rest: ArraySlice<SQLToken> { self.tokens[min(self.place, self.tokens.endIndex)...] }

    func contains(_ word: String) -> Bool { self.rest.contains { $0.kind == .word && $0.value == word } }

    /// Two words that follow each other.
    func holds(_ first: String, _ second: String) -> Bool {
        zip(self.rest, self.rest.dropFirst()).contains { $0.value == first && $1.value == second }
    }

    /// Places of words outside parentheses, from here on.
    private var top: [Int] {
        var depth = 0
        var places: [Int] = []
        for index in self.rest.indices {
            let token = self.tokens[index]
            if token.kind == .symbol {
                if token.value == "(" { depth += 1 } else if token.value == ")" { depth -= 1 }
            } else if depth == 0, token.kind == .word {
                places.append(index)
            }
        }
        return places
    }

    func containsAtTop(_ word: String) -> Bool { self.top.contains { self.tokens[$0].value == word } }

    /// The parts between commas outside parentheses.
    var listed: [SQLWords] {
        var depth = 0
        var parts: [SQLWords] = []
        var start = self.rest.startIndex
        for index in self.rest.indices {
            let token = self.tokens[index]
            guard token.kind == .symbol else { continue }
            switch token.value {
            case "(": depth += 1
            case ")": depth -= 1
            case "," where depth == 0:
                parts.append(SQLWords(self.tokens[start..<index]))
                start = index + 1
            default: break
            }
        }
        parts.append(SQLWords(self.tokens[start...]))
        return parts
    }

    /// Functions that give one value for the whole statement: a default with them is computed once, not for each row.
    private static let steady: Set<String> = [
        "now", "statement_timestamp", "transaction_timestamp", "pg_current_xact_id", "current_setting",
        "current_schema",
        "lower", "upper", "md5", "sha256", "decode", "encode", "array", "coalesce", "varchar", "numeric", "char",
    ]

    /// Whether there is a default that calls a function for each row.
    var callsVolatileDefault: Bool {
        guard let start = self.rest.firstIndex(where: { $0.kind == .word && $0.value == "default" }) else {
            return false
        }
        let expression = self.tokens[(start + 1)...]
        return zip(expression, expression.dropFirst()).contains { word, open in
            word.kind == .word && open.value == "(" && !Self.steady.contains(word.value)
                && !["check", "references", "unique"].contains(word.value)
        }
    }
}
