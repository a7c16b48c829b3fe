import Foundation
import Primitives
import TravelBudgetEngine

/// The reference tables that ship with the service, read from the checkout.
enum Shipped {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Services/TravelBudget/Reference")

    static func bytes(_ table: TableName) throws -> [UInt8] {
        Array(try Data(contentsOf: Self.folder.appendingPathComponent(table.fileName)))
    }

    static func files() throws -> [TableFile] {
        try TableName.allCases.map { TableFile(table: $0, version: "shipped-1", bytes: try Self.bytes($0)) }
    }

    static func tables() throws -> ReferenceTables {
        try ReferenceTables(files: try Self.files())
    }

    static func plan(
        _ venue: String, first: String = "2027-05-10", last: String = "2027-05-13", pricedOn: String = "2026-11-23"
    ) throws -> EventPlan {
        EventPlan(venue: venue, firstDay: try date(first), lastDay: try date(last), pricedOn: try date(pricedOn))
    }
}

struct Missing: Error {}

func date(_ text: String) throws -> LocalDate {
    guard let date = LocalDate(iso8601: text) else { throw Missing() }
    return date
}

func time(_ text: String) throws -> LocalTime {
    guard let time = LocalTime(iso8601: text) else { throw Missing() }
    return time
}

func country(_ code: String) throws -> Country {
    guard let country = Country(code) else { throw Missing() }
    return country
}

func currency(_ code: String) throws -> Currency {
    guard let currency = Currency(code) else { throw Missing() }
    return currency
}

func zone(_ name: String) throws -> Zone {
    guard let zone = Zone(name) else { throw Missing() }
    return zone
}

func money(_ amount: String, _ code: String = "USD") throws -> Money {
    guard let money = Money(amount: amount, currency: try currency(code)) else { throw Missing() }
    return money
}
