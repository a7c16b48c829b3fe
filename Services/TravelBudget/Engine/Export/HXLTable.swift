import Primitives

/// A table for data exchange: a header row, a row of HXL tags (hxlstandard.org), then data, as RFC 4180 CSV.
/// Spreadsheet programs run cells that begin with `=`, `+`, `-` or `@`: such text is prefixed with a tab.
package struct HXLTable: Hashable, Sendable {
    package struct Column: Hashable, Sendable {
        package let header: String
        /// For example `#value+planned`.
        package let tag: String

        package init(_ header: String, _ tag: String) {
            self.header = header
            self.tag = tag
        }
    }

    package enum Cell: Hashable, Sendable {
        case text(String)
        case integer(Int)
        /// Decimal text without a currency; the currency is a column of its own.
        case amount(Money)
        case number(ExactDecimal)
        case date(LocalDate)
        /// No data.
        case blank
    }

    package let columns: [Column]
    package let rows: [[Cell]]

    package init(columns: [Column], rows: [[Cell]]) {
        self.columns = columns
        self.rows = rows
    }

    /// UTF-8 with CRLF line ends.
    package var csv: [UInt8] {
        var bytes: [UInt8] = []
        func append(_ fields: [String]) {
            for (index, field) in fields.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                bytes += Array(Self.quoted(field).utf8)
            }
            bytes += [0x0D, 0x0A]
        }
        append(self.columns.map { Self.safe($0.header) })
        append(self.columns.map(\.tag))
        for row in self.rows { append(row.map(Self.text)) }
        return bytes
    }

    private static func text(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): Self.safe(text)
        case .integer(let value): String(value)
        case .amount(let money): money.amount
        case .number(let value): value.description
        case .date(let date): date.description
        case .blank: ""
        }
    }

    /// Text that no spreadsheet program takes for a formula.
    package static func safe(_ text: String) -> String {
        guard let first = text.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first) else { return text }
        return "\t" + text
    }

    private static func quoted(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard needsQuotes else { return text }
        var escaped = ""
        for character in text.unicodeScalars {
            if character == "\"" { escaped += "\"\"" } else { escaped.unicodeScalars.append(character) }
        }
        return "\"" + escaped + "\""
    }
}

extension ExactDecimal {
    /// A model's result rounded to some decimals for a table.
    package init(approximate value: Double, decimals: Int) {
        var scaled = value
        for _ in 0..<decimals { scaled *= 10 }
        let isUsable = scaled.isFinite && abs(scaled) < 1e15
        self.init(
            digits: isUsable ? Int64(scaled.rounded(.toNearestOrAwayFromZero)) : 0, scale: isUsable ? decimals : 0)
    }
}
