import Primitives

/// A spreadsheet as data; `SpreadsheetWriter` turns it into a file.
package struct SpreadsheetDocument: Hashable, Sendable {
    package enum Cell: Hashable, Sendable {
        case heading(String)
        case text(String)
        case integer(Int)
        case number(Double)
        case percent(Double)
        case amount(Money)
        case date(LocalDate)
        /// No data.
        case blank
    }

    package struct Sheet: Hashable, Sendable {
        package let name: String
        /// Width of each column in characters.
        package let widths: [Double]
        /// Rows that stay visible while scrolling.
        package let frozenRows: Int
        package let rows: [[Cell]]

        package init(name: String, widths: [Double], frozenRows: Int = 1, rows: [[Cell]]) {
            self.name = name
            self.widths = widths
            self.frozenRows = frozenRows
            self.rows = rows
        }
    }

    package let title: String
    package let isRightToLeft: Bool
    /// Moment written into the file's properties; a parameter, so that the same input gives the same bytes.
    package let createdAt: Instant
    package let sheets: [Sheet]

    package init(title: String, isRightToLeft: Bool = false, createdAt: Instant, sheets: [Sheet]) {
        self.title = title
        self.isRightToLeft = isRightToLeft
        self.createdAt = createdAt
        self.sheets = sheets
    }
}
