/// Reads a migration as text and names what would block a database that is in use, or break the version that still
/// runs. Pure: no server is asked.
///
/// What is meant all the same is allowed by a comment before the statement, with its reason:
///
/// ```sql
/// -- migration: allow create-index because the table has a row a year
/// create index call_year on call (year);
/// ```
package struct MigrationReview {
    private let file: String
    private let isWithoutTransaction: Bool
    private var made: Set<String> = []
    private var findings: [MigrationFinding] = []
    /// What the statement that is being read may do.
    private var allowed: Set<MigrationRule> = []

    private init(_ file: String, isWithoutTransaction: Bool) {
        self.file = file
        self.isWithoutTransaction = isWithoutTransaction
    }

    /// - Parameter file: the name to show.
    package static func findings(of text: String, file: String) -> [MigrationFinding] {
        var review = MigrationReview(file, isWithoutTransaction: text.hasPrefix("-- migration: no transaction\n"))
        review.read(SQLTokenizer.tokens(of: text))
        return review.findings
    }

    private mutating func read(_ tokens: [SQLToken]) {
        var statement: [SQLToken] = []
        for token in tokens {
            if token.kind == .comment {
                if let rule = Self.permission(token.value) { self.allowed.insert(rule) }
            } else if token.kind == .symbol, token.value == ";" {
                self.judge(statement)
                statement = []
                self.allowed = []
            } else {
                statement.append(token)
            }
        }
        self.judge(statement)
        self.allowed = []
    }

    /// ` migration: allow RULE because REASON`, the reason in at least three words.
    private static func permission(_ comment: String) -> MigrationRule? {
        let words = comment.split(separator: " ")
        guard words.count >= 7, words[0] == "migration:", words[1] == "allow", words[3] == "because" else { return nil }
        return MigrationRule(rawValue: String(words[2]))
    }

    private mutating func report(_ rule: MigrationRule, _ statement: SQLWords) {
        guard !self.allowed.contains(rule) else { return }
        self.findings.append(MigrationFinding(file: self.file, line: statement.line, rule: rule))
    }

    private mutating func judge(_ tokens: [SQLToken]) {
        var words = SQLWords(tokens[...])
        guard let first = words.next() else { return }
        switch first {
        case "create": self.create(&words)
        case "alter": self.alter(&words)
        case "drop":
            if ["table", "view", "schema"].contains(words.peek) {
                words.skip(["table", "view", "schema", "if", "exists"])
                if !self.made.contains(words.name()) { self.report(.dropTable, words) }
            } else if words.peek == "materialized" {
                self.report(.dropTable, words)
            }
        case "update":
            words.skip(["only"])
            let table = words.name()
            if !self.made.contains(table), !words.containsAtTop("where") { self.report(.wholeTable, words) }
        case "delete":
            words.skip(["from", "only"])
            let table = words.name()
            if !self.made.contains(table), !words.containsAtTop("where") { self.report(.wholeTable, words) }
        case "truncate":
            words.skip(["table", "only"])
            if !self.made.contains(words.name()) { self.report(.lockTable, words) }
        case "lock": self.report(.lockTable, words)
        case "cluster": self.report(.rewrite, words)
        case "vacuum": if words.contains("full") { self.report(.rewrite, words) }
        case "reindex", "refresh": if !words.contains("concurrently") { self.report(.rewrite, words) }
        case "do": self.block(tokens)
        default: break
        }
    }

    /// The body of a DO block runs now, and so do the texts that it executes.
    private mutating func block(_ tokens: [SQLToken]) {
        let allowed = self.allowed
        for body in tokens where body.kind == .text {
            var statement: [SQLToken] = []
            for token in SQLTokenizer.tokens(of: body.value, line: body.line) {
                self.allowed = allowed
                if token.kind == .text {
                    self.judge(SQLTokenizer.tokens(of: token.value, line: token.line).filter { $0.kind != .comment })
                }
                let begins = token.kind == .word && ["begin", "then", "else", "loop"].contains(token.value)
                if begins || (token.kind == .symbol && token.value == ";") {
                    self.judge(statement)
                    statement = []
                } else if token.kind != .comment {
                    statement.append(token)
                }
            }
        }
    }

    private mutating func create(_ words: inout SQLWords) {
        words.skip(["or", "replace", "unlogged", "temporary", "temp", "local", "global", "unique", "materialized"])
        switch words.next() {
        case "table", "view":
            words.skip(["if", "not", "exists"])
            self.made.insert(words.name())
        case "index":
            let isConcurrent = words.peek == "concurrently"
            guard words.pass("on") else { return }
            words.skip(["only"])
            if isConcurrent {
                if !self.isWithoutTransaction { self.report(.concurrently, words) }
            } else if !self.made.contains(words.name()) {
                self.report(.createIndex, words)
            }
        default: break
        }
    }

    private mutating func alter(_ words: inout SQLWords) {
        switch words.next() {
        case "table":
            words.skip(["if", "exists", "only"])
            if self.made.contains(words.name()) { return }
            for action in words.listed { self.action(action) }
        case "view", "type", "function", "schema", "sequence":
            if words.contains("rename") { self.report(.rename, words) }
        default: break
        }
    }

    private mutating func action(_ action: SQLWords) {
        var words = action
        switch words.next() {
        case "add":
            let isNamed = words.peek == "constraint"
            if isNamed {
                words.skip(["constraint"])
                _ = words.name()
            }
            if isNamed || ["check", "foreign", "unique", "primary", "exclude"].contains(words.peek) {
                self.constraint(words)
            } else {
                self.column(words)
            }
        case "alter":
            words.skip(["column"])
            _ = words.name()
            if words.peek == "type" || words.contains("data") { self.report(.columnType, words) }
            if words.holds("set", "not") { self.report(.setNotNull, words) }
        case "drop":
            if !["constraint", "identity", "expression"].contains(words.peek) { self.report(.dropColumn, words) }
        case "rename": self.report(.rename, words)
        case "set":
            if ["logged", "unlogged", "tablespace", "access"].contains(words.peek) { self.report(.rewrite, words) }
        default: break
        }
    }

    private mutating func constraint(_ words: SQLWords) {
        switch words.peek {
        case "check", "foreign": if !words.holds("not", "valid") { self.report(.validatedConstraint, words) }
        default: if !words.holds("using", "index") { self.report(.uniqueConstraint, words) }
        }
    }

    private mutating func column(_ column: SQLWords) {
        var words = column
        words.skip(["column", "if", "not", "exists"])
        _ = words.name()
        let isSerial = ["serial", "bigserial", "smallserial"].contains(words.peek)
        if isSerial || words.contains("generated") || words.callsVolatileDefault {
            self.report(.volatileDefault, words)
        }
        if words.holds("not", "null"), !words.contains("default"), !words.contains("generated"), !isSerial {
            self.report(.addNotNull, words)
        }
        if words.contains("references") || words.contains("check") { self.report(.validatedConstraint, words) }
        if words.contains("unique") || words.contains("primary") { self.report(.uniqueConstraint, words) }
    }
}
