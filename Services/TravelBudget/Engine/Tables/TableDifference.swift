/// What a new version of a table would change, row by row, for the preview before it is approved.
package struct TableDifference: Hashable, Sendable, Codable {
    /// One cell that differs.
    package struct Cell: Hashable, Sendable, Codable {
        package let column: String
        package let before: String
        package let after: String
    }

    /// One row that both versions have, with the cells that differ.
    package struct Change: Hashable, Sendable, Codable {
        package let row: String
        package let cells: [Cell]
    }

    /// Keys with first valid day, in the order of the new file.
    package let added: [String]
    /// Keys with first valid day, in the order of the old file.
    package let removed: [String]
    package let changed: [Change]
    package let unchangedCount: Int

    /// Compares two files of one kind of table. A row is the same row when key and first valid day agree.
    package static func between<Row: ReferenceRow>(
        _ old: CSVDocument, _ new: CSVDocument, as row: Row.Type
    ) throws(CSVFaults) -> TableDifference {
        let before = try Self.byRow(old, as: row)
        let after = try Self.byRow(new, as: row)
        var changed: [Change] = []
        var unchangedCount = 0
        for name in after.order {
            guard let earlier = before.cells[name], let later = after.cells[name] else { continue }
            let cells = Row.columns.compactMap { column -> Cell? in
                let pair = (earlier[column] ?? "", later[column] ?? "")
                return pair.0 == pair.1 ? nil : Cell(column: column, before: pair.0, after: pair.1)
            }
            if cells.isEmpty { unchangedCount += 1 } else { changed.append(Change(row: name, cells: cells)) }
        }
        return TableDifference(
            added: after.order.filter { before.cells[$0] == nil },
            removed: before.order.filter { after.cells[$0] == nil }, changed: changed, unchangedCount: unchangedCount)
    }

    private static func byRow<Row: ReferenceRow>(
        _ document: CSVDocument, as row: Row.Type
    ) throws(CSVFaults) -> (order: [String], cells: [String: [String: String]]) {
        let table = try ReferenceTable<Row>(document, version: "preview")
        var order: [String] = []
        var cells: [String: [String: String]] = [:]
        for (record, row) in zip(document.records, table.rows) {
            let name = "\(row.row.key) \(row.row.validity.from)"
            order.append(name)
            cells[name] = Dictionary(uniqueKeysWithValues: zip(document.header, record.fields))
        }
        return (order, cells)
    }
}
