import CXlsxWriter
import Foundation
import Primitives

/// A spreadsheet file could not be written.
package struct SpreadsheetError: Error, Hashable, Sendable {
    package enum Code: String, Sendable { case notCreated, badSheetName, cellRefused, notClosed }

    package let code: Code
    /// libxlsxwriter's own number, where there is one.
    package let number: UInt32
}

/// Writes a document as Office Open XML through libxlsxwriter. The only file of the engine that calls C.
package enum SpreadsheetWriter {
    /// Writes or replaces the file at a path. A file that could not be finished is removed.
    package static func write(_ document: SpreadsheetDocument, to path: String) throws(SpreadsheetError) {
        guard let workbook = workbook_new(path) else { throw SpreadsheetError(code: .notCreated, number: 0) }
        do {
            var writer = SheetWriter(workbook: workbook, isRightToLeft: document.isRightToLeft)
            Self.setProperties(document, workbook)
            for sheet in document.sheets { try writer.add(sheet) }
        } catch {
            // Closing is also what frees the memory.
            _ = workbook_close(workbook)
            unlink(path)
            throw error
        }
        let result = workbook_close(workbook)
        guard result == LXW_NO_ERROR else {
            unlink(path)
            throw SpreadsheetError(code: .notClosed, number: result.rawValue)
        }
    }

    private static func setProperties(_ document: SpreadsheetDocument, _ workbook: UnsafeMutablePointer<lxw_workbook>) {
        // The library copies the text before it returns.
        guard let title = strdup(document.title) else { return }
        defer { free(title) }
        var properties = lxw_doc_properties()
        properties.title = title
        properties.created = time_t(document.createdAt.microseconds / 1_000_000)
        workbook_set_properties(workbook, &properties)
    }
}

/// Adds sheets to one workbook, with one format for each kind of cell.
private struct SheetWriter {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let isRightToLeft: Bool
    private let heading: UnsafeMutablePointer<lxw_format>?
    private let date: UnsafeMutablePointer<lxw_format>?
    private let percent: UnsafeMutablePointer<lxw_format>?
    private let integer: UnsafeMutablePointer<lxw_format>?
    private let amounts: [UnsafeMutablePointer<lxw_format>?]

    init(workbook: UnsafeMutablePointer<lxw_workbook>, isRightToLeft: Bool) {
        self.workbook = workbook
        self.isRightToLeft = isRightToLeft
        func format(_ pattern: String) -> UnsafeMutablePointer<lxw_format>? {
            let format = workbook_add_format(workbook)
            format_set_num_format(format, pattern)
            return format
        }
        self.heading = workbook_add_format(workbook)
        format_set_bold(self.heading)
        format_set_text_wrap(self.heading)
        format_set_bottom(self.heading, UInt8(LXW_BORDER_THIN.rawValue))
        self.date = format("yyyy-mm-dd")
        self.percent = format("0.0%")
        self.integer = format("#,##0")
        self.amounts = ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000"].map(format)
    }

    mutating func add(_ sheet: SpreadsheetDocument.Sheet) throws(SpreadsheetError) {
        guard let worksheet = workbook_add_worksheet(self.workbook, sheet.name) else {
            throw SpreadsheetError(code: .badSheetName, number: 0)
        }
        if self.isRightToLeft { worksheet_right_to_left(worksheet) }
        for (index, width) in sheet.widths.enumerated() {
            let column = lxw_col_t(index)
            try self.check(worksheet_set_column(worksheet, column, column, width, nil))
        }
        worksheet_freeze_panes(worksheet, lxw_row_t(sheet.frozenRows), 0)
        for (row, cells) in sheet.rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                try self.write(cell, worksheet, lxw_row_t(row), lxw_col_t(column))
            }
        }
    }

    private func write(
        _ cell: SpreadsheetDocument.Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t,
        _ column: lxw_col_t
    ) throws(SpreadsheetError) {
        switch cell {
        case .blank: break
        case .heading(let text): try self.check(worksheet_write_string(sheet, row, column, text, self.heading))
        case .text(let text): try self.check(worksheet_write_string(sheet, row, column, text, nil))
        case .integer(let value):
            try self.check(worksheet_write_number(sheet, row, column, Double(value), self.integer))
        case .number(let value): try self.check(worksheet_write_number(sheet, row, column, value, nil))
        case .percent(let value): try self.check(worksheet_write_number(sheet, row, column, value, self.percent))
        case .amount(let money):
            let value = Double(money.minorUnits) / Double(money.currency.minorPerMajor)
            let format = self.amounts[money.currency.minorUnitDigits]
            try self.check(worksheet_write_number(sheet, row, column, value, format))
        case .date(let date):
            let (year, month, day) = date.components
            var moment = lxw_datetime(
                year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
            try self.check(worksheet_write_datetime(sheet, row, column, &moment, self.date))
        }
    }

    private func check(_ result: lxw_error) throws(SpreadsheetError) {
        guard result == LXW_NO_ERROR else { throw SpreadsheetError(code: .cellRefused, number: result.rawValue) }
    }
}
