import Foundation
import Logging
import Postgres
import Primitives
import ServiceKit
import TestSupport
import Testing

@Suite("Benchmarks of the ground", .serialized, .enabled(if: Comparison.isWanted, Comparison.absence))
struct GroundBenchmarks {
    /// Our strict reading of a body (duplicate keys, depth, surrogates, NUL) against Foundation's lenient one.
    @Test func strictJSONAgainstFoundation() throws {
        let entry =
            #"{"name":"منظمة النساء","count":12,"country":"SDN","answers":{"a":"\u0646ساء","b":[1,2.5,true,null]}}"#
        let bytes = Array("[\(Array(repeating: entry, count: 2000).joined(separator: ","))]".utf8)
        let data = Data(bytes)
        var comparison = Comparison("strict JSON", against: "JSONSerialization")
        for _ in 0..<7 {
            let ours = try Comparison.seconds { _ = try StrictJSON.parse(bytes) }
            let other = try Comparison.seconds { _ = try JSONSerialization.jsonObject(with: data) }
            comparison.add(ours: ours, other: other)
        }
        comparison.report("\(bytes.count / 1024) KiB")
    }

    /// Two hundred statements of one transaction on their way together, against one after another.
    @Test(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
    func pipelinedStatementsAgainstOneAfterAnother() async throws {
        try await self.withPool { database in
            var comparison = Comparison("200 statements in a pipeline", against: "200 in turn")
            for _ in 0..<7 {
                let ours = try await Comparison.waited {
                    try await database.withTransaction { transaction in
                        try await withThrowingTaskGroup(of: Int.self) { group in
                            for number in 0..<200 {
                                group.addTask {
                                    try await transaction.fetchValue("select \(number)::int", as: Int.self)
                                }
                            }
                            for try await _ in group {}
                        }
                    }
                }
                let other = try await Comparison.waited {
                    try await database.withTransaction { transaction in
                        for number in 0..<200 {
                            _ = try await transaction.fetchValue("select \(number)::int", as: Int.self)
                        }
                    }
                }
                comparison.add(ours: ours, other: other)
            }
            comparison.report()
        }
    }

    /// Ten thousand rows with COPY, against one insert from arrays.
    @Test(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
    func copyAgainstInsert() async throws {
        try await self.withPool { database in
            let numbers = Array(0..<10_000)
            var comparison = Comparison("COPY of 10000 rows", against: "insert from arrays")
            for _ in 0..<5 {
                let ours = try await Comparison.waited {
                    try await database.withTransaction { transaction in
                        try await transaction.execute(
                            "create temporary table row_in (id int, name text) on commit drop")
                        _ = try await transaction.copyIn("copy row_in (id, name) from stdin", numbers) { number, row in
                            row.append(number)
                            row.append("name \(number)")
                        }
                    }
                }
                let other = try await Comparison.waited {
                    let names = numbers.map { "name \($0)" }
                    try await database.withTransaction { transaction in
                        try await transaction.execute(
                            "create temporary table row_in (id int, name text) on commit drop")
                        try await transaction.execute(
                            "insert into row_in select * from unnest(\(numbers)::bigint[], \(names)::text[])")
                    }
                }
                comparison.add(ours: ours, other: other)
            }
            comparison.report()
        }
    }

    private func withPool(_ body: (Database) async throws -> Void) async throws {
        let name = try await TestDatabase.shared.make(empty: true)
        let database = Database(try TestDatabase.shared.configuration(database: name), logger: TestDatabase.logger())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await database.run() }
            defer { group.cancelAll() }
            try await body(database)
        }
    }
}
