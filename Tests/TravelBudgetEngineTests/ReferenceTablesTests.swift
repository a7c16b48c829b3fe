import Primitives
import Testing
import TravelBudgetEngine

@Suite("shipped reference tables")
struct ReferenceTablesTests {
    @Test("all load, point to each other and know where each value comes from")
    func load() throws {
        let tables = try Shipped.tables()
        #expect(tables.origins.rows.map(\.row.country) == Country.programme)
        #expect(tables.venues.rows.count == 13)
        #expect(tables.visaRequirements.rows.count == 29 * 13)
        #expect(tables.versions.count == TableName.allCases.count)
        let vienna = try #require(tables.venues.row("vienna", on: try date("2026-11-23")))
        #expect(vienna.provenance.table == .venues)
        #expect(vienna.provenance.line == 2)
        #expect(vienna.provenance.version == "shipped-1")
    }

    @Test("a broken reference and a missing table are named")
    func broken() throws {
        var files = try Shipped.files()
        let index = try #require(files.firstIndex { $0.table == .venues })
        let text = String(decoding: files[index].bytes, as: UTF8.self).replacing(",VIE,", with: ",QQQ,")
        files[index] = TableFile(table: .venues, version: "x", bytes: Array(text.utf8))
        do {
            _ = try ReferenceTables(files: files)
            Issue.record("accepted")
        } catch {
            #expect(error.entries.map(\.table) == [.venues])
            #expect(error.entries.first?.faults.first?.rule == .unknownReference)
            #expect(error.entries.first?.faults.first?.line == 2)
        }
        files.remove(at: index)
        #expect(throws: ReferenceFaults.self) { try ReferenceTables(files: files) }
    }

    @Test("visa classes of the 29 passports at the 13 venues (handbook 3.2)")
    func visaClasses() throws {
        let tables = try Shipped.tables()
        let expected: [String: [Int]] = [
            "vienna": [23, 0, 0, 0, 6], "geneva": [23, 0, 0, 0, 6], "nairobi": [0, 0, 13, 0, 16],
            "istanbul": [24, 2, 0, 0, 3], "addis-ababa": [0, 18, 0, 11, 0], "kigali": [0, 0, 0, 9, 20],
            "bangkok": [0, 20, 0, 1, 8], "doha": [0, 27, 0, 2, 0], "amman": [16, 0, 0, 11, 2],
            "tunis": [25, 0, 0, 0, 4], "dakar": [12, 0, 0, 13, 4], "panama-city": [20, 0, 0, 0, 9],
            "nadi": [16, 0, 0, 0, 13],
        ]
        for venue in tables.venues.rows {
            let rows = tables.visaRequirements.rows.filter { $0.row.destination == venue.row.country }
            let counts = [
                [VisaClass.consular], [.electronic], [.electronicAuthorisation], [.onArrival], [.visaFree, .own],
            ].map { classes in rows.count { classes.contains($0.row.visaClass) } }
            #expect(counts == expected[venue.row.venue], "\(venue.row.venue)")
        }
    }
}
