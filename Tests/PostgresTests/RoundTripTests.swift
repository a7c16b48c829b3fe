import Foundation
import Postgres
import Primitives
import Testing

enum Colour: String, CaseIterable {
    case red
    case green = "vert"
}

extension Colour: RawText {}

@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)))
struct RoundTripTests {
    /// Sends each value alone, all as an array, and NULL, and wants them back.
    private func check<Value: PostgresScalar & Equatable>(_ values: [Value], on database: Database) async throws {
        for value in values {
            #expect(try await database.fetchValue("select \(value)", as: Value.self) == value)
            #expect(try await database.fetchValue("select \(value)", as: Value?.self) == value)
        }
        #expect(try await database.fetchValue("select \(Value?.none)", as: Value?.self) == nil)
        #expect(try await database.fetchValue("select \(values)", as: [Value].self) == values)
        #expect(try await database.fetchValue("select \([Value]())", as: [Value].self) == [])
        let gaps: [Value?] = [nil] + values.map { $0 } + [nil]
        #expect(try await database.fetchValue("select \(gaps)", as: [Value?].self) == gaps)
        #expect(try await database.fetchValues("select unnest(\(values))", as: Value.self) == values)
        if let first = values.first {
            #expect(try await database.fetchValue("select \(first) = any(\(values))", as: Bool.self))
        }
    }

    @Test func scalarsAndTheirExtremes() async throws {
        try await TestServer.withDatabase { database in
            try await self.check([true, false], on: database)
            try await self.check([0, 1, -1, .max, .min] as [Int], on: database)
            try await self.check([0, .max, .min] as [Int64], on: database)
            try await self.check([0, .max, .min] as [Int32], on: database)
            try await self.check(
                [0, -0.0, 0.1, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity] as [Double],
                on: database)
            #expect(try await database.fetchValue("select \(Double.nan)", as: Double.self).isNaN)
            try await self.check(
                ["", " ", "a", "مرحبا", "e\u{301}", "👩‍👩‍👧", "'; drop table x; --", "\\", "\"", "{,}", "NULL"], on: database
            )
            try await self.check([UUID(), UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))], on: database)
            try await self.check([PersonID.next(), PersonID.next()], on: database)
            try await self.check(Colour.allCases, on: database)
            try await self.check(Language.allCases, on: database)
            try await self.check(Array(Country.programme.prefix(5)), on: database)
            try await self.check([Currency.usd, Currency.eur], on: database)
        }
    }

    @Test func momentsAndTheirExtremes() async throws {
        try await TestServer.withDatabase { database in
            let moments = [
                Instant(microseconds: 0), Instant(microseconds: -1), Instant(microseconds: 1_795_000_000_123_456),
                try #require(Instant(rfc3339: "0001-01-01T00:00:00Z")),
                try #require(Instant(rfc3339: "9999-12-31T23:59:59.999999Z")),
            ]
            try await self.check(moments, on: database)
            let days = [
                LocalDate(daysSince1970: 0), try #require(LocalDate(year: 1, month: 1, day: 1)),
                try #require(LocalDate(year: 2028, month: 2, day: 29)),
                try #require(LocalDate(year: 9999, month: 12, day: 31)),
            ]
            try await self.check(days, on: database)
            try await self.check([0, 1, 1439].compactMap { LocalTime(minutes: $0) }, on: database)
            // The server's own reading agrees with ours.
            let text = try await database.fetchValue(
                "select to_char(\(moments[2]) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')", as: String.self
            )
            #expect(text == moments[2].description)
            let leap = try await database.fetchValue("select to_char(\(days[2]), 'YYYY-MM-DD')", as: String.self)
            #expect(leap == "2028-02-29")
            for infinity: SQL in ["select 'infinity'::timestamptz", "select '-infinity'::timestamptz"] {
                await #expect(throws: DatabaseError.self) {
                    try await database.fetchValue(infinity, as: Instant.self)
                }
            }
            // A moment that PostgreSQL cannot hold is refused by it, not wrapped around.
            await #expect(throws: DatabaseError.self) {
                try await database.fetchValue("select \(Instant(microseconds: .min))", as: Instant.self)
            }
            for day in [LocalDate(daysSince1970: .max), LocalDate(daysSince1970: .min)] {
                await #expect(throws: DatabaseError.self) {
                    try await database.fetchValue("select \(day)", as: LocalDate.self)
                }
            }
        }
    }

    @Test func bytesAndDocuments() async throws {
        try await TestServer.withDatabase { database in
            let bytes: [[UInt8]] = [[], [0], Array(0...255), Array(repeating: 0x5C, count: 70_000)]
            for value in bytes {
                #expect(try await database.fetchValue("select \(value)", as: [UInt8].self) == value)
                #expect(try await database.fetchValue("select length(\(value))", as: Int.self) == value.count)
            }
            #expect(try await database.fetchValue("select \(bytes)", as: [[UInt8]].self) == bytes)
            #expect(try await database.fetchValue("select \([UInt8]?.none)", as: [UInt8]?.self) == nil)
            let document = JSONText(#"{"a": [1, 2, null], "b": "é"}"#)
            #expect(try await database.fetchValue("select \(document)", as: JSONText.self) == document)
            #expect(try await database.fetchValue("select \(document)->>'b'", as: String.self) == "é")
            let plain = try await database.fetchValue("select \(document)::json", as: JSONText.self)
            #expect(plain.text.contains("\"b\""))
            try await self.check([document, JSONText("null"), JSONText("[]")], on: database)
        }
    }

    @Test func readsRelatedTypes() async throws {
        try await TestServer.withDatabase { (database: Database) async throws -> Void in
            #expect(try await database.fetchValue("select 7::smallint", as: Int.self) == 7)
            #expect(try await database.fetchValue("select (-7)::integer", as: Int64.self) == -7)
            #expect(try await database.fetchValue("select 7::smallint", as: Int32.self) == 7)
            #expect(try await database.fetchValue("select array[1, 2]::smallint[]", as: [Int].self) == [1, 2])
            #expect(try await database.fetchValue("select 1.5::real", as: Double.self) == 1.5)
            #expect(try await database.fetchValue("select 'ab'::char(3)", as: String.self) == "ab ")
            #expect(try await database.fetchValue("select 'ab'::varchar(9)", as: String.self) == "ab")
            #expect(try await database.fetchValue("select 'ab'::name", as: String.self) == "ab")
            #expect(try await database.fetchValue("select 'KEN'::char(3)", as: Country.self).code == "KEN")
        }
    }

    @Test func numericComesAsTheServerWritesIt() async throws {
        try await TestServer.withDatabase { database in
            let texts = [
                "0", "0.00", "1", "-1", "10000", "100000000", "0.0001", "0.00001", "-0.5", "1234567890.123456789",
                "99999999999999999999999999.9999", "1.10", "1000000000000.0001", "NaN", "Infinity", "-Infinity",
            ]
            for text in texts {
                let value = try await database.fetchValue("select \(text)::text::numeric", as: String.self)
                #expect(value == text)
            }
        }
    }
}
