/// A statement with its values kept apart from its text.
///
/// Text enters only as a literal of the program, as `\(raw:)` (a `StaticString`), as `\(identifier:)` from a closed
/// enumeration, or as another `SQL`; every other interpolation becomes a bound parameter `$n`. There is no way to
/// turn a `String` made at run time into SQL text, so a value stays a value whatever it holds.
///
/// ```swift
/// let open: SQL = "closes_at > \(now)"
/// try await database.fetchAll("select id from call where \(open) and language = any(\(languages))", as: CallRow.self)
/// ```
package struct SQL: ExpressibleByStringInterpolation, Sendable, CustomStringConvertible {
    /// The text without its placeholders.
    private(set) var skeleton: String
    /// Where the placeholders belong: UTF-8 offsets into `skeleton`, ascending, one for each bind.
    private(set) var marks: [Int]
    /// The bound values in their binary form.
    private(set) var binds: Binds

    // StaticString, not String: `SQL(stringLiteral: text)` with a run-time String must not compile.
    package init(stringLiteral value: StaticString) {
        self.skeleton = value.description
        self.marks = []
        self.binds = Binds()
    }

    package init(stringInterpolation: Interpolation) {
        self = stringInterpolation.sql
    }

    /// The empty statement, to which fragments can be appended.
    package init() {
        self.init(stringLiteral: "")
    }

    /// Appends another piece, renumbering its parameters after those that are already here.
    package mutating func append(_ fragment: SQL) {
        let offset = self.skeleton.utf8.count
        self.skeleton += fragment.skeleton
        self.marks.append(contentsOf: fragment.marks.lazy.map { $0 + offset })
        self.binds.append(fragment.binds)
    }

    /// True when there is no text and no value.
    package var isEmpty: Bool { self.skeleton.isEmpty && self.marks.isEmpty }

    /// The text as the server gets it, with `$1`, `$2` … for the values.
    package var text: String { self.rendered { "$\($0)" } }

    /// The text with `****` in place of every value.
    package var description: String { self.rendered { _ in "****" } }

    private func rendered(_ placeholder: (Int) -> String) -> String {
        if self.marks.isEmpty { return self.skeleton }
        let text = Array(self.skeleton.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(text.count + self.marks.count * 4)
        var start = 0
        for (index, mark) in self.marks.enumerated() {
            output.append(contentsOf: text[start..<mark])
            output.append(contentsOf: placeholder(index + 1).utf8)
            start = mark
            // "$1" followed by a literal "2" must not read as "$12".
            let isLast = index + 1 == self.marks.count || self.marks[index + 1] > mark
            if isLast, mark < text.count, Self.continuesWord(text[mark]) { output.append(0x20) }
        }
        output.append(contentsOf: text[start...])
        return String(decoding: output, as: UTF8.self)
    }

    private static func continuesWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24: true
        default: byte >= 0x80
        }
    }
}

extension SQL {
    /// What the compiler calls for the pieces of an interpolated literal.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL

        package init(literalCapacity: Int, interpolationCount: Int) {
            self.sql = SQL(stringLiteral: "")
            self.sql.skeleton.reserveCapacity(literalCapacity)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            self.sql.skeleton += literal.description
        }

        /// A value, sent as a parameter; an absent optional is NULL.
        package mutating func appendInterpolation(_ value: some PostgresEncodable) {
            self.sql.marks.append(self.sql.skeleton.utf8.count)
            self.sql.binds.append(value)
        }

        /// An optional value; absent is NULL. Its own overload, because the compiler takes an optional that reaches a
        /// plain generic parameter for an oversight.
        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            self.sql.marks.append(self.sql.skeleton.utf8.count)
            self.sql.binds.append(value)
        }

        /// Program text.
        package mutating func appendInterpolation(raw: StaticString) {
            self.sql.skeleton += raw.description
        }

        /// Another piece of SQL with its values.
        package mutating func appendInterpolation(fragment: SQL) {
            self.sql.append(fragment)
        }

        /// Another piece of SQL with its values.
        package mutating func appendInterpolation(_ fragment: SQL) {
            self.sql.append(fragment)
        }

        /// A name from a closed enumeration (a column to sort by), always quoted.
        package mutating func appendInterpolation(identifier: some SQLIdentifier) {
            self.sql.skeleton += quotedIdentifier(identifier.rawValue)
        }
    }
}

/// A closed set of names that may be put into SQL text: an enumeration whose raw values are the names.
package protocol SQLIdentifier: CaseIterable, RawRepresentable, Sendable where RawValue == String {}

extension Sequence where Element == SQL {
    /// The pieces with a separator between each two; empty for no pieces.
    package func joined(separator: SQL) -> SQL {
        var result = SQL()
        var first = true
        for piece in self {
            if !first { result.append(separator) }
            result.append(piece)
            first = false
        }
        return result
    }
}

/// A name quoted by SQL's rule: double quotes around it, those inside doubled.
func quotedIdentifier(_ name: String) -> String {
    var quoted = "\""
    for character in name.unicodeScalars {
        if character == "\"" { quoted += "\"" }
        quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
}
