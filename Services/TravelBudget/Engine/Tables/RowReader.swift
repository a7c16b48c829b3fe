import Primitives

/// Typed access to the cells of one CSV row. Collects every fault instead of stopping at the first; after a fault
/// it hands out a placeholder, and the row is not used.
package struct RowReader {
    private let record: CSVDocument.Record
    private let columns: [String: Int]
    package private(set) var faults: [CSVFault] = []

    init(record: CSVDocument.Record, columns: [String: Int]) {
        self.record = record
        self.columns = columns
    }

    private static let noDate = LocalDate(daysSince1970: 0)

    /// Most characters of a cell that is text.
    package static let longestText = 500

    /// The cell as it stands; nil when it is empty ("no data").
    package func cell(_ column: String) -> String? {
        guard let index = self.columns[column] else { return nil }
        let text = self.record.fields[index]
        return text.isEmpty ? nil : text
    }

    /// The text of a cell; nil when it is empty. Tables go out again as files that people open in spreadsheets, so a
    /// text may not look like a formula; a number below zero is none.
    package mutating func optionalText(_ column: String) -> String? {
        guard let text = self.cell(column) else { return nil }
        if let first = text.first, "=+-@".contains(first), ExactDecimal(text) == nil {
            self.fault(column, .formulaStart)
        }
        if text.count > Self.longestText { self.fault(column, .tooLong) }
        return text
    }

    package mutating func fault(_ column: String, _ rule: CSVFault.Rule) {
        self.faults.append(
            CSVFault(
                line: self.record.line, column: self.columns[column].map { $0 + 1 } ?? 0, name: column, rule: rule))
    }

    package mutating func text(_ column: String) -> String {
        guard let text = self.optionalText(column) else {
            self.fault(column, .required)
            return ""
        }
        return text
    }

    /// Reads a cell with a parser; an empty cell is a fault.
    private mutating func required<Value>(
        _ column: String, _ rule: CSVFault.Rule, else placeholder: Value, _ parse: (String) -> Value?
    ) -> Value {
        guard let text = self.cell(column) else {
            self.fault(column, .required)
            return placeholder
        }
        guard let value = parse(text) else {
            self.fault(column, rule)
            return placeholder
        }
        return value
    }

    /// Reads a cell with a parser; an empty cell is nil.
    private mutating func optional<Value>(
        _ column: String, _ rule: CSVFault.Rule, _ parse: (String) -> Value?
    ) -> Value? {
        guard let text = self.cell(column) else { return nil }
        guard let value = parse(text) else {
            self.fault(column, rule)
            return nil
        }
        return value
    }

    package mutating func country(_ column: String) -> Country {
        self.required(column, .notACountry, else: Country.programme[0]) { Country($0) }
    }

    package mutating func currency(_ column: String) -> Currency {
        self.required(column, .notACurrency, else: .usd) { Currency($0) }
    }

    package mutating func optionalCurrency(_ column: String) -> Currency? {
        self.optional(column, .notACurrency) { Currency($0) }
    }

    package mutating func zone(_ column: String) -> Zone {
        self.required(column, .notAZone, else: .utc) { Zone($0) }
    }

    package mutating func choice<Value: RawRepresentable<String>>(_ column: String, else placeholder: Value) -> Value {
        self.required(column, .unknownValue, else: placeholder) { Value(rawValue: $0) }
    }

    package mutating func flag(_ column: String) -> Bool {
        self.required(column, .unknownValue, else: false) { ["1": true, "yes": true, "0": false, "no": false][$0] }
    }

    package mutating func integer(_ column: String, in range: ClosedRange<Int>) -> Int {
        self.optionalInteger(column, in: range)
            ?? {
                if self.cell(column) == nil { self.fault(column, .required) }
                return range.lowerBound
            }()
    }

    package mutating func optionalInteger(_ column: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = self.optional(column, .notANumber, { Int($0) }) else { return nil }
        guard range.contains(value) else {
            self.fault(column, .outOfRange)
            return nil
        }
        return value
    }

    package mutating func number(_ column: String, in range: ClosedRange<Double>) -> Double {
        self.optionalNumber(column, in: range)
            ?? {
                if self.cell(column) == nil { self.fault(column, .required) }
                return range.lowerBound
            }()
    }

    /// A plain decimal number (no exponent, no thousands separator).
    package mutating func optionalNumber(_ column: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = self.optional(column, .notANumber, { ExactDecimal($0)?.approximate }) else { return nil }
        guard range.contains(value) else {
            self.fault(column, .outOfRange)
            return nil
        }
        return value
    }

    package mutating func decimal(_ column: String) -> ExactDecimal {
        let value = self.required(column, .notANumber, else: ExactDecimal.one) { ExactDecimal($0) }
        if value.digits <= 0 { self.fault(column, .outOfRange) }
        return value
    }

    /// A percentage between 0 and 100, in hundredths of a percent.
    package mutating func optionalPercent(_ column: String) -> Percent? {
        guard let value = self.optional(column, .notANumber, { Percent($0) }) else { return nil }
        guard (0...10_000).contains(value.hundredths) else {
            self.fault(column, .outOfRange)
            return nil
        }
        return value
    }

    /// An amount that is not negative and has no more digits than the currency's minor unit.
    package mutating func money(_ column: String, in currency: Currency) -> Money {
        self.required(column, .notANumber, else: .zero(currency)) { Self.amount($0, currency) }
    }

    package mutating func optionalMoney(_ column: String, in currency: Currency?) -> Money? {
        guard let currency else {
            if self.cell(column) != nil { self.fault(column, .inconsistent) }
            return nil
        }
        return self.optional(column, .notANumber) { Self.amount($0, currency) }
    }

    private static func amount(_ text: String, _ currency: Currency) -> Money? {
        guard let money = Money(amount: text, currency: currency), money.minorUnits >= 0 else { return nil }
        return money
    }

    /// The columns `valid_from` and `valid_to`.
    package mutating func validity() -> Validity {
        let from = self.required("valid_from", .notADate, else: Self.noDate) { LocalDate(iso8601: $0) }
        let to = self.optional("valid_to", .notADate) { LocalDate(iso8601: $0) }
        if let to, to < from { self.fault("valid_to", .datesReversed) }
        return Validity(from: from, to: to)
    }

    /// The column `basis`, where a table mixes published figures and judgement.
    package mutating func basis() -> Basis {
        self.choice("basis", else: Basis.none)
    }
}
