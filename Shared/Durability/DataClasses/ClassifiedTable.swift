import Vault

/// What a table's columns hold, what for, and how long (trust.md §5.5). A column that stands in no such table fails a
/// test, and so does a personal column that is not sealed and gives no reason for it.
package struct ClassifiedTable: Sendable {
    /// Schema; nil for the tables that every service's schema has.
    package let schema: String?
    package let name: String
    /// What the rows are kept for.
    package let purpose: String
    /// Until when.
    package let retention: String
    /// Class by column.
    package let classes: [String: DataClass]
    /// Columns of class C2 or C3 that are not sealed fields, each with its reason.
    package let plain: [String: String]

    /// - Parameters:
    ///   - c0: columns of class C0, separated by spaces; so are the others.
    init(
        _ schema: String?, _ name: String, for purpose: String, until retention: String, c0: String = "",
        c1: String = "", c2: String = "", c3: String = "", plain: [String: String] = [:]
    ) {
        self.schema = schema
        self.name = name
        self.purpose = purpose
        self.retention = retention
        self.plain = plain
        var classes: [String: DataClass] = [:]
        for (columns, dataClass) in [(c0, DataClass.c0), (c1, .c1), (c2, .c2), (c3, .c3)] {
            for column in columns.split(separator: " ") { classes[String(column)] = dataClass }
        }
        self.classes = classes
    }

    /// Every table of the product.
    package static let all: [ClassifiedTable] =
        Self.ground + Self.applications + Self.selection + Self.travel + Self.scheduling + Self.portal

    /// The classified columns of a database by `schema.table.column`.
    package static let columns: [String: (table: ClassifiedTable, dataClass: DataClass)] = {
        var columns: [String: (table: ClassifiedTable, dataClass: DataClass)] = [:]
        for table in Self.all {
            let schemas = table.schema.map { [$0] } ?? ["applications", "selection", "travel", "scheduling", "portal"]
            for schema in schemas {
                for (column, dataClass) in table.classes {
                    columns["\(schema).\(table.name).\(column)"] = (table, dataClass)
                }
            }
        }
        return columns
    }()
}
