import Foundation
import Postgres
import Testing

struct MigrationReviewTests {
    private func rules(_ text: String) -> [String] {
        MigrationReview.findings(of: text, file: "0002_x.sql").map { "\($0.line) \($0.rule.rawValue)" }
    }

    @Test(arguments: [
        ("create index i on call (year)", "create-index"),
        ("create unique index on applications.call (year)", "create-index"),
        ("create index concurrently i on call (year)", "concurrently"),
        ("alter table call alter column year type bigint", "column-type"),
        ("alter table call alter year set data type bigint", "column-type"),
        ("alter table call alter column year set not null", "set-not-null"),
        ("alter table call add column year integer not null", "add-not-null"),
        ("alter table call add year uuid default gen_random_uuid()", "volatile-default"),
        ("alter table call add column n bigserial", "volatile-default"),
        ("alter table call add column n int generated always as identity", "volatile-default"),
        ("alter table call add column n int generated always as (a + 1) stored", "volatile-default"),
        ("alter table call add constraint c check (year > 0)", "validated-constraint"),
        ("alter table call add foreign key (year) references years", "validated-constraint"),
        ("alter table call add column y int references years", "validated-constraint"),
        ("alter table call add unique (year)", "unique-constraint"),
        ("alter table call add constraint c primary key (year)", "unique-constraint"),
        ("alter table only call drop column year", "drop-column"), ("ALTER TABLE call DROP year", "drop-column"),
        ("drop table if exists call", "drop-table"), ("drop view applications_pub.call", "drop-table"),
        ("alter table call rename column a to b", "rename"), ("alter table call rename to b", "rename"),
        ("alter table call set unlogged", "rewrite"), ("cluster call", "rewrite"), ("vacuum full call", "rewrite"),
        ("reindex table call", "rewrite"), ("refresh materialized view call", "rewrite"),
        ("lock table call", "lock-table"), ("truncate call", "lock-table"),
        ("update call set year = 1", "whole-table"), ("delete from call", "whole-table"),
        ("update call set year = (select max(y) from years where true)", "whole-table"),
        ("do $$ begin if true then alter table call drop column a; end if; end $$", "drop-column"),
        ("do $$ begin execute format('create index on %I (a)', x); end $$", "create-index"),
    ])
    func whatBlocksIsNamed(_ statement: String, _ rule: String) {
        #expect(self.rules(statement) == ["1 \(rule)"])
        #expect(self.rules("select 1;\n\(statement);\nselect 2") == ["2 \(rule)"])
        let comment = "-- migration: allow \(rule) because nobody uses it yet\n"
        #expect(self.rules(comment + statement) == [])
        // It is for one statement, for one rule, and needs a reason.
        #expect(self.rules(comment + "select 1;\n" + statement) == ["3 \(rule)"])
        #expect(self.rules("-- migration: allow \(rule)\n" + statement) == ["2 \(rule)"])
        let other = rule == "rename" ? "rewrite" : "rename"
        #expect(self.rules("-- migration: allow \(other) because nobody uses it yet\n" + statement) == ["2 \(rule)"])
    }

    @Test(arguments: [
        "create table call (a int not null unique references b, check (a > 0)); create index on call (a)",
        "create table x.call (a int); alter table x.call add unique (a); update call set a = 1; truncate call",
        "alter table call add column a text", "alter table call add column a int not null default 0",
        "alter table call add column t timestamptz not null default now()",
        "alter table call add constraint c check (a > 0) not valid",
        "alter table call add constraint c foreign key (a) references b not valid",
        "alter table call validate constraint c", "alter table call add constraint c unique using index i",
        "alter table call drop constraint c", "alter table call alter column a drop not null",
        "alter table call alter column a set default 1, alter b drop default",
        "update call set a = 1 where a is null", "delete from call where a = 1",
        "-- migration: no transaction\ncreate index concurrently i on call (a)",
        "select 'drop table call; truncate call'", "/* drop table call; /* nested */ lock call; */ select 1",
        "create function f() returns int language sql as $body$ delete from call $body$",
        "insert into call select * from other", "grant select on call to somebody", "reindex table concurrently call",
    ])
    func whatDoesNotBlockIsFree(_ text: String) {
        #expect(self.rules(text) == [])
    }

    @Test func severalActionsOfOneStatement() {
        #expect(
            self.rules("alter table call\n  add column a int,\n  drop column b, alter c type numeric(10, 2)")
                == ["3 drop-column", "3 column-type"])
        #expect(MigrationRule.allCases.allSatisfy { !$0.advice.isEmpty })
    }

    /// Every file of the house, but those that ran before there was this review.
    @Test func theFilesOfTheHouse() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var read = 0
        for folder in ["Shared/Durability/Migrations", "Services"] {
            let path = root.appending(path: folder).path
            let files = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            for file in files where MigrationSet.number(of: (file as NSString).lastPathComponent) != nil {
                read += 1
                if Self.older.contains("\(folder)/\(file)") { continue }
                let text = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
                let findings = MigrationReview.findings(of: text, file: "\(folder)/\(file)")
                #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
            }
        }
        #expect(read >= 10)
    }

    private static let older: Set<String> = ["Services/Selection/Migrations/0002_replacements.sql"]
}
