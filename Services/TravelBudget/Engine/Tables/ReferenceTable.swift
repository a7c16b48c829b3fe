import Primitives

/// One version of one table: typed rows in file order, found by key and day.
package struct ReferenceTable<Row: ReferenceRow>: Sendable {
    package let version: String
    package let rows: [SourcedRow<Row>]
    private let indexByKey: [String: [Int]]

    /// At most this many faults are reported for one file.
    private static var maximumFaults: Int { 200 }

    package init(_ document: CSVDocument, version: String) throws(CSVFaults) {
        var faults = Self.headerFaults(document.header)
        guard faults.isEmpty else { throw CSVFaults(faults) }
        guard !document.records.isEmpty else { throw CSVFaults([CSVFault(line: 1, column: 0, rule: .noRows)]) }
        var columns: [String: Int] = [:]
        for (index, name) in document.header.enumerated() { columns[name] = index }
        var rows: [SourcedRow<Row>] = []
        var index: [String: [Int]] = [:]
        for record in document.records {
            var reader = RowReader(record: record, columns: columns)
            let row = Row(&reader)
            if reader.faults.isEmpty { index[row.key, default: []].append(rows.count) }
            faults += reader.faults
            rows.append(
                SourcedRow(
                    row: row,
                    provenance: Provenance(
                        table: Row.table, version: version, line: record.line, basis: row.basis,
                        validFrom: row.validity.from, source: row.source)))
        }
        if faults.isEmpty { faults = Self.overlaps(rows, index, column: columns["valid_from"]) }
        guard faults.isEmpty else { throw CSVFaults(Array(faults.prefix(Self.maximumFaults))) }
        self.version = version
        self.rows = rows
        self.indexByKey = index
    }

    /// Rows of one key that hold on the same day; the one further down in the file is at fault.
    private static func overlaps(
        _ rows: [SourcedRow<Row>], _ index: [String: [Int]], column: Int?
    ) -> [CSVFault] {
        var lines: Set<Int> = []
        for positions in index.values where positions.count > 1 {
            let ordered = positions.sorted { (rows[$0].row.validity.from, $0) < (rows[$1].row.validity.from, $1) }
            for (earlier, later) in zip(ordered, ordered.dropFirst())
            where rows[earlier].row.validity.overlaps(rows[later].row.validity) {
                lines.insert(rows[max(earlier, later)].provenance.line)
            }
        }
        return lines.sorted().map {
            CSVFault(line: $0, column: column.map { $0 + 1 } ?? 0, name: "valid_from", rule: .overlappingValidity)
        }
    }

    private static func headerFaults(_ header: [String]) -> [CSVFault] {
        var faults: [CSVFault] = []
        for column in Row.columns where !header.contains(column) {
            faults.append(CSVFault(line: 1, column: 0, name: column, rule: .missingColumn))
        }
        for (index, column) in header.enumerated() where !Row.columns.contains(column) {
            faults.append(CSVFault(line: 1, column: index + 1, name: column, rule: .unknownColumn))
        }
        return faults
    }

    /// The row of a key that holds on a day.
    package func row(_ key: String, on date: LocalDate) -> SourcedRow<Row>? {
        for index in self.indexByKey[key, default: []] where self.rows[index].row.validity.contains(date) {
            return self.rows[index]
        }
        return nil
    }

    /// All rows that hold on a day, in file order.
    package func rows(on date: LocalDate) -> [SourcedRow<Row>] {
        self.rows.filter { $0.row.validity.contains(date) }
    }

    /// The latest row of a key that began on or before a day and at most `lookback` days earlier, whether or not its
    /// end has passed. For rates that are published on working days only.
    package func latest(_ key: String, onOrBefore date: LocalDate, lookback: Int) -> SourcedRow<Row>? {
        if let current = self.row(key, on: date) { return current }
        var best: SourcedRow<Row>?
        for index in self.indexByKey[key, default: []] {
            let candidate = self.rows[index]
            let end = candidate.row.validity.to ?? candidate.row.validity.from
            guard end < date, date.daysSince1970 - end.daysSince1970 <= lookback else { continue }
            if let known = best, known.row.validity.from >= candidate.row.validity.from { continue }
            best = candidate
        }
        return best
    }
}
