import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

// How the engine's refusals become problems that a person can act on. Codes are the contract; sentences are for people.

extension Problem {
    /// It cannot be priced: the reason, and the place, country or table it is about.
    static func cannotPrice(_ refusal: Refusal) -> Problem {
        Problem(
            TravelBudgetEndpoints.cannotPrice, refusal.sentence,
            parameters: ["reason": refusal.code.rawValue, "subject": refusal.subject])
    }

    /// What the ledger says to a request for spending. A field that names nothing, or names it in another currency, is
    /// the request's own fault; everything else is the state of the budget.
    static func refused(_ refusal: LedgerRefusal, of request: SpendingInput, currency: Currency) -> Problem {
        let errors = refusal.reasons.map { $0.error(currency) }
        let own: Set<LedgerRefusal.Code> = [
            .unknownLine, .unknownReference, .otherCurrency, .amountNotPositive, .missingDocument,
        ]
        if refusal.reasons.allSatisfy({ own.contains($0.code) }) { return .invalid(errors) }
        return .ledgerRefused(errors)
    }

    /// What the ledger says when the request is decided: what was asked for was good once, the budget has changed.
    static func refused(_ refusal: LedgerRefusal, currency: Currency) -> Problem {
        .ledgerRefused(refusal.reasons.map { $0.error(currency) })
    }

    private static func ledgerRefused(_ errors: [FieldError]) -> Problem {
        Problem(TravelBudgetEndpoints.ledgerRefused, "The budget does not allow this entry.", errors: errors)
    }

    /// Everything that is wrong with an uploaded table: the pointer is line and column of the file.
    static func invalidTable(_ faults: [CSVFault], of table: TableName? = nil) -> Problem {
        .invalid(
            faults.prefix(100).map { fault in
                var parameters = ["line": "\(fault.line)", "column": "\(fault.column)", "rule": fault.rule.rawValue]
                parameters["table"] = table?.rawValue
                return FieldError(
                    pointer: "/\(fault.line)/\(fault.name ?? "\(fault.column)")",
                    code: fault.rule.rawValue.replacing("-", with: "_"),
                    detail: (table.map { "In the table \($0.rawValue): " } ?? "") + fault.sentence,
                    parameters: parameters)
            })
    }
}

extension LedgerRefusal.Reason {
    /// The reason as a fault of the field of the request that it is about.
    fileprivate func error(_ currency: Currency) -> FieldError {
        var parameters: [String: String] = [:]
        parameters["requested"] = self.requested?.amount
        parameters["available"] = self.available?.amount
        if self.code == .otherCurrency { parameters["currency"] = currency.code }
        return FieldError(
            pointer: self.pointer, code: self.code.rawValue.replacing("-", with: "_"), detail: self.sentence(currency),
            parameters: parameters)
    }

    private var pointer: String {
        switch self.code {
        case .unknownLine, .otherLine: "/line"
        case .unknownReference, .alreadyReversed: "/reference"
        case .notReversible: self.requested == nil ? "/reference" : "/amount"
        case .otherCurrency: "/amount/currency"
        case .amountNotPositive, .overLine, .overTotal, .moreThanOpen: "/amount"
        case .missingDocument: "/document"
        case .budgetNotApproved, .sameHands, .duplicateEntry: ""
        }
    }

    /// What is left, said so that nothing below zero has to be read.
    private var left: String {
        guard let available, available.minorUnits > 0 else { return "nothing" }
        return available.description
    }

    private var asked: String { self.requested.map { "; you asked for \($0)" } ?? "" }

    private func sentence(_ currency: Currency) -> String {
        switch self.code {
        case .budgetNotApproved: "No version of this budget is approved, so nothing can be spent from it yet."
        case .unknownLine: "The approved budget has no line with this code. Name one of its lines."
        case .otherCurrency: "This budget is kept in \(currency). Give the amount in \(currency)."
        case .amountNotPositive: "The amount must be above zero."
        case .sameHands: "Whoever asked cannot approve: it takes two people."
        case .overLine: "The line has \(self.left) left\(self.asked)."
        case .overTotal: "The whole budget has \(self.left) left\(self.asked)."
        case .unknownReference: "The ledger of this budget has no entry with this id that this could be about."
        case .otherLine: "The entry that this refers to is on another line of the budget. Name that line."
        case .moreThanOpen: "Of the commitment \(self.left) is still open\(self.asked)."
        case .alreadyReversed: "This entry has been reversed already."
        case .notReversible where self.requested != nil:
            "An entry is reversed as a whole: it is of \(self.left)\(self.asked)."
        case .notReversible:
            "Only a payment or a release can be reversed. A commitment is undone by a release."
        case .duplicateEntry: "This entry stands in the ledger already."
        case .missingDocument: "Name the document that proves this entry."
        }
    }
}

extension Refusal {
    /// What is missing and where to put it right; the subject is a place, a country, a table or a setting, never a
    /// person.
    var sentence: String {
        switch self.code {
        case .unknownVenue:
            "The table venues has no row for \(self.subject) on this day. Add it, or choose another venue."
        case .unknownOrigin: "The table origins has no row for \(self.subject) on this day. Add it to the table."
        case .unknownAirport: "The table airports has no row for \(self.subject) on this day. Add it to the table."
        case .unknownProfile:
            "The setting subsistence.profile names \(self.subject), which the table subsistence-profiles does not have "
                + "on this day. Correct the setting, or add the profile."
        case .missingSetting: "The table settings has no value for \(self.subject) on this day. Add a row for it."
        case .missingCoefficient: "The fare model has no coefficient for \(self.subject). Add a row for it."
        case .noRate: "There is no rate for \(self.subject) on these days. Add it to the table of rates."
        case .noExchangeRate: "There is no exchange rate for \(self.subject) near this day. Add it to exchange-rates."
        case .noFactor:
            "The setting carbon.factor_set names \(self.subject), which the table carbon-air does not have on this day. "
                + "Correct the setting, or add the factors."
        case .tooFewPoints: "A journey needs a place to leave from and a place to arrive at."
        case .stayWithoutPlace: "A stay in \(self.subject) names no place."
        case .departureBeforeArrival: "The departure from \(self.subject) is before the arrival there."
        case .overlappingStays: "The stay in \(self.subject) begins before the one before it has ended."
        case .timeDoesNotExist: "The clocks in \(self.subject) skip the time of arrival or departure on this day."
        case .itemWithoutPercentage:
            "The subsistence profile says no percentage for \(self.subject), which is provided. Add it to the profile."
        case .datesReversed: "The last day is before the first."
        case .eventTooLong: "The convening has more days than can be priced."
        case .amountTooLarge: "The amounts add up to more than can be kept. Look for an amount with too many digits."
        case .unknownCurrency: "The amounts of \(self.subject) are in different currencies."
        case .nobody: "There is nobody whose journey could be priced."
        }
    }
}

extension CSVFault {
    /// Where, and what to do about it. Never the value itself.
    var sentence: String {
        let place = self.line == 0 ? "" : "Line \(self.line)\(self.columnWords): "
        return place + self.rule.sentence
    }

    private var columnWords: String {
        if let name { return ", column \(name)" }
        return self.column > 0 ? ", column \(self.column)" : ""
    }
}

extension CSVFault.Rule {
    fileprivate var sentence: String {
        switch self {
        case .notUTF8: "the text is not UTF-8. Save the file as UTF-8."
        case .forbiddenCharacter: "the cell holds an invisible or control character. Remove it."
        case .bareCarriageReturn: "the line ends with a lone carriage return. Save the file with LF or CRLF line ends."
        case .quoteInUnquotedField: "a quote stands inside a cell without quotes. Put the whole cell in quotes."
        case .textAfterQuote: "text follows the closing quote. Put a comma after it, or double the quote."
        case .unclosedQuote: "a quote is opened and never closed."
        case .fieldCount: "the row has another number of cells than the header."
        case .noHeader: "the file is empty. Its first line must name the columns."
        case .emptyColumnName: "the header has a column without a name."
        case .duplicateColumn: "the header names this column twice."
        case .missingColumn: "the header lacks this column. Add it."
        case .unknownColumn: "this table has no such column. Remove it, or correct its name."
        case .noRows: "the file has a header and no rows."
        case .tooLarge: "the file is larger than 8 MiB."
        case .required: "the cell is empty; a value is needed."
        case .notADate: "this must be an existing date such as 2027-03-14 (ISO 8601)."
        case .notATime: "this must be a time of day such as 09:30."
        case .notACountry: "this must be an ISO 3166-1 alpha-3 country code such as KEN."
        case .notACurrency: "this must be an ISO 4217 currency code such as USD."
        case .notAZone: "this must be an IANA time-zone name such as Africa/Nairobi."
        case .notANumber: "this must be a plain decimal number such as 1234.50, with no more digits than its unit has."
        case .outOfRange: "the value lies outside the range that is allowed here."
        case .unknownValue: "the value is none of those that this column takes."
        case .datesReversed: "the row ends before it begins."
        case .overlappingValidity:
            "another row for the same thing holds on the same days. Let one end before the other."
        case .unknownReference:
            "this names a row of another table that is not there. Correct it, or add that row first."
        case .inconsistent: "this does not fit the other cells of the row."
        case .tooLong: "the text has more than \(RowReader.longestText) characters. Shorten it."
        case .formulaStart: "a text may not begin with =, +, - or @: spreadsheets would run it. Put a word before it."
        }
    }
}
