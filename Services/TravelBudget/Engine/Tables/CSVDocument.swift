import Primitives

/// A CSV file read by the letter of RFC 4180, with a header row: LF or CRLF line ends, quotes only around whole
/// fields, every row as long as the header. A UTF-8 byte order mark at the start is skipped, because spreadsheet
/// programs write one.
package struct CSVDocument: Hashable, Sendable {
    /// One row with the line on which it begins.
    package struct Record: Hashable, Sendable {
        package let line: Int
        package let fields: [String]
    }

    package let header: [String]
    package let records: [Record]

    /// Largest file that is read, in bytes.
    package static let maximumBytes = 8 << 20

    package init(bytes: some Collection<UInt8>) throws(CSVFaults) {
        var reader = CSVReader(bytes: Array(bytes))
        let rows: [Record]
        do {
            rows = try reader.read()
        } catch {
            throw CSVFaults([error])
        }
        guard let first = rows.first, first.fields != [""] else {
            throw CSVFaults([CSVFault(line: 1, column: 0, rule: .noHeader)])
        }
        var faults: [CSVFault] = []
        var seen: Set<String> = []
        for (index, name) in first.fields.enumerated() {
            if name.isEmpty {
                faults.append(CSVFault(line: first.line, column: index + 1, rule: .emptyColumnName))
            } else if !seen.insert(name).inserted {
                faults.append(CSVFault(line: first.line, column: index + 1, name: name, rule: .duplicateColumn))
            }
        }
        for row in rows.dropFirst() where row.fields.count != first.fields.count {
            let column = min(row.fields.count, first.fields.count)
            faults.append(CSVFault(line: row.line, column: column, rule: .fieldCount))
        }
        guard faults.isEmpty else { throw CSVFaults(faults) }
        self.header = first.fields
        self.records = Array(rows.dropFirst())
    }
}
