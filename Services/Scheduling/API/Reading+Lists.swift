import Primitives
import SchedulingEngine
import ServiceKit

/// Dates of a list, each at most once, with what is wrong with single entries.
struct DateList {
    let dates: [LocalDate]
    let faults: [FieldError]

    /// - Parameter pointer: where the list stands in the whole body.
    init(_ body: BodyReader, _ field: String, at pointer: String, count: ClosedRange<Int> = 0...366) {
        var faults: [FieldError] = []
        func refuse(_ position: Int, _ code: String, _ detail: String, _ parameters: [String: String] = [:]) {
            faults.append(
                FieldError(pointer: "\(pointer)/\(position)", code: code, detail: detail, parameters: parameters))
        }
        let dates = body.texts(field, 1...40, count: count).enumerated().map { position, text -> LocalDate? in
            // What is no text at all was said already.
            guard !text.isEmpty else { return nil }
            guard let date = LocalDate(iso8601: text) else {
                refuse(position, "not_a_date", "This must be an existing date such as 2027-03-14 (ISO 8601).")
                return nil
            }
            guard BodyReader.years.contains(date.components.year) else {
                let (first, last) = (BodyReader.years.lowerBound, BodyReader.years.upperBound)
                refuse(
                    position, "out_of_range", "The year must lie between \(first) and \(last).",
                    ["minimum": "\(first)", "maximum": "\(last)"])
                return nil
            }
            return date
        }
        self.dates = dates.compactMap { $0 }
        self.faults =
            faults
            + FieldError.repeats(dates, "This date stands in the list already.") { "\(pointer)/\($0)" }
    }
}

/// Language pairs of a list, each at most once, with what is wrong with single entries.
struct LanguagePairList {
    let pairs: [String]
    let faults: [FieldError]

    init(_ body: BodyReader, _ field: String) {
        var faults: [FieldError] = []
        let pairs = body.texts(field, 1...40, count: 0...12).enumerated().map { position, text -> String? in
            guard !text.isEmpty else { return nil }
            guard let pair = LanguagePair(text) else {
                faults.append(
                    FieldError(
                        pointer: "/\(field)/\(position)", code: "not_a_language_pair",
                        detail: "This must be two language codes such as en-fr."))
                return nil
            }
            return pair.description
        }
        self.pairs = pairs.compactMap { $0 }
        self.faults =
            faults
            + FieldError.repeats(pairs, "This pair stands in the list already.") { "/\(field)/\($0)" }
    }
}
