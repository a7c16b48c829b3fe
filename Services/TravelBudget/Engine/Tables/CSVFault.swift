/// One thing that is wrong with a CSV file: where, and which rule it breaks. Never holds the value itself.
package struct CSVFault: Error, Hashable, Sendable, Codable {
    /// The rules of the reader (RFC 4180, made strict) and of the typed tables.
    package enum Rule: String, Sendable, Codable, CaseIterable {
        case notUTF8 = "not-utf-8"
        case forbiddenCharacter = "forbidden-character"
        case bareCarriageReturn = "bare-carriage-return"
        case quoteInUnquotedField = "quote-in-unquoted-field"
        case textAfterQuote = "text-after-closing-quote"
        case unclosedQuote = "unclosed-quote"
        case fieldCount = "field-count"
        case noHeader = "no-header"
        case emptyColumnName = "empty-column-name"
        case duplicateColumn = "duplicate-column"
        case missingColumn = "missing-column"
        case unknownColumn = "unknown-column"
        case noRows = "no-rows"
        case tooLarge = "too-large"
        case required = "required"
        case notADate = "not-a-date"
        case notATime = "not-a-time"
        case notACountry = "not-a-country"
        case notACurrency = "not-a-currency"
        case notAZone = "not-a-zone"
        case notANumber = "not-a-number"
        case outOfRange = "out-of-range"
        case unknownValue = "unknown-value"
        case datesReversed = "dates-reversed"
        case overlappingValidity = "overlapping-validity"
        case unknownReference = "unknown-reference"
        case inconsistent = "inconsistent"
        case tooLong = "too-long"
        case formulaStart = "formula-start"
    }

    /// 1 for the header row; counts lines of the file, so a field that spans lines does not shift later ones.
    package let line: Int
    /// 1 for the first field of the row; 0 when the rule is about the whole row or file.
    package let column: Int
    /// The header's name of the column where it is known.
    package let name: String?
    package let rule: Rule

    package init(line: Int, column: Int, name: String? = nil, rule: Rule) {
        self.line = line
        self.column = column
        self.name = name
        self.rule = rule
    }
}

/// Everything that is wrong with one file, in file order.
package struct CSVFaults: Error, Hashable, Sendable, Codable {
    package let faults: [CSVFault]

    package init(_ faults: [CSVFault]) {
        self.faults = faults
    }
}
