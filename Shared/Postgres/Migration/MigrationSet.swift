import Foundation

/// The migrations of one owner: a schema and the directory with its numbered files.
package struct MigrationSet: Sendable, Hashable {
    /// The name under which the files are recorded; numbers are the owner's own.
    package let owner: String
    /// The schema that the files work on; made when it is not there. One schema may have several owners.
    package let schema: String
    /// Where `NNNN_what.sql` are. `schema.sql` beside them is the whole present schema and is not run.
    package let directory: String

    package init(owner: String, schema: String? = nil, directory: String) {
        self.owner = owner
        self.schema = schema ?? owner
        self.directory = directory
    }

    /// The files in order of their numbers.
    package func migrations() throws(MigrationError) -> [Migration] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: self.directory) else {
            throw MigrationError(.unreadable, owner: self.owner, file: self.directory)
        }
        var migrations: [Migration] = []
        for name in names.sorted() where name.hasSuffix(".sql") && name != "schema.sql" {
            guard let number = Self.number(of: name) else {
                throw MigrationError(.badName, owner: self.owner, file: name)
            }
            guard migrations.last?.number != number else {
                throw MigrationError(.doubleNumber, owner: self.owner, file: name)
            }
            guard let data = FileManager.default.contents(atPath: "\(self.directory)/\(name)"),
                let text = String(validating: data, as: UTF8.self), !text.utf8.contains(0)
            else {
                throw MigrationError(.unreadable, owner: self.owner, file: name)
            }
            migrations.append(Migration(owner: self.owner, schema: self.schema, number: number, file: name, text: text))
        }
        return migrations
    }

    /// The number of `NNNN_what.sql`; nil for any other name.
    package static func number(of file: String) -> Int? {
        let bytes = Array(file.utf8)
        guard bytes.count > 9, file.hasSuffix(".sql"), bytes[4] == 0x5F,
            bytes.prefix(4).allSatisfy({ (0x30...0x39).contains($0) }),
            bytes.dropFirst(5).dropLast(4).allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
            }), let number = Int(file.prefix(4)), number > 0
        else { return nil }
        return number
    }
}

/// One numbered file.
package struct Migration: Sendable, Hashable, CustomStringConvertible {
    package let owner: String
    let schema: String
    package let number: Int
    /// The file's name, `0001_calls.sql`.
    package let file: String
    package let text: String

    /// True when the file asks, in its first line, to run outside a transaction; it then holds one statement.
    var isWithoutTransaction: Bool { self.text.hasPrefix("-- migration: no transaction\n") }

    package var description: String { "\(self.owner)/\(self.file)" }
}

/// What has been done and what is to be done.
package struct MigrationStatus: Sendable {
    package let applied: [Migration]
    package let pending: [Migration]

    /// True when the database is where the files are.
    package var isCurrent: Bool { self.pending.isEmpty }
}
