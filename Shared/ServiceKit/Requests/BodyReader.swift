import Foundation
import Primitives

/// A request body that reads itself field by field, so that every broken field is reported and not only the first.
package protocol BodyReadable {
    /// Reads all fields, then calls `body.end()`, which throws when any field broke a rule or is unknown.
    init(_ body: BodyReader) throws
}

/// Reads the members of one JSON object and collects what is wrong with them.
///
/// Every read returns a usable stand-in when the field is bad; `end()` then throws, so that a value made of
/// stand-ins never leaves the initialiser. One collector serves a whole body: nested readers add to it.
package final class BodyReader {
    private final class Collector {
        var errors: [FieldError] = []
    }

    private let members: [String: JSONValue]
    private let order: [String]
    private let pointer: String
    private let collector: Collector
    private let isRoot: Bool
    private var known: Set<String> = []

    /// A reader for a whole body.
    /// - Throws: `Problem` when the body is no object.
    package convenience init(_ value: JSONValue) throws {
        guard case .object(let members) = value else {
            throw Problem.invalid("", "wrong_type", "The body must be a JSON object.")
        }
        self.init(members: members, pointer: "", collector: Collector(), isRoot: true)
    }

    private init(members: [(key: String, value: JSONValue)], pointer: String, collector: Collector, isRoot: Bool) {
        var table: [String: JSONValue] = [:]
        for member in members { table[member.key] = member.value }
        self.members = table
        self.order = members.map(\.key)
        self.pointer = pointer
        self.collector = collector
        self.isRoot = isRoot
    }

    // MARK: Faults

    private func pointer(to field: String) -> String {
        let escaped = field.replacingOccurrences(of: "~", with: "~0").replacingOccurrences(of: "/", with: "~1")
        return "\(self.pointer)/\(escaped)"
    }

    /// Reports a fault of one field, for rules that several fields make together.
    package func fault(_ field: String, _ code: String, _ detail: String, _ parameters: [String: String] = [:]) {
        self.collector.errors.append(
            FieldError(pointer: self.pointer(to: field), code: code, detail: detail, parameters: parameters))
    }

    /// True as long as nothing is wrong; rules over several fields are only worth checking then.
    package var isSound: Bool { self.collector.errors.isEmpty }

    /// Ends the reading: unknown fields are faults too.
    /// - Throws: `Problem` of type `invalid-fields` with every fault, at the root only.
    package func end() throws {
        for key in self.order where !self.known.contains(key) {
            // The unknown name itself comes from outside; it is cut and only repeated when harmless.
            let shown = key.count <= 64 && TextRule.firstForbidden(in: key, allowsLines: false) == nil ? key : "…"
            self.fault(shown, "unknown_field", "There is no such field here.")
        }
        if self.isRoot, !self.collector.errors.isEmpty {
            throw Problem.invalid(Array(self.collector.errors.prefix(100)))
        }
    }

    private func take(_ field: String) -> JSONValue? {
        self.known.insert(field)
        guard let value = self.members[field], value != .null else { return nil }
        return value
    }

    private func missing(_ field: String) {
        self.fault(field, "missing", "This field is needed.")
    }

    private func wrongType(_ field: String, _ wanted: String) {
        self.fault(field, "wrong_type", "This field must be a JSON \(wanted).", ["wanted": wanted])
    }

    /// Whether the field stands in the body at all (null counts as absent).
    package func has(_ field: String) -> Bool {
        guard let value = self.members[field] else { return false }
        return value != .null
    }

    // MARK: Text

    /// Text with a length in characters (grapheme clusters) and no forbidden character. White space at both ends is
    /// cut first, so a required text cannot be blank.
    package func text(_ field: String, _ length: ClosedRange<Int>, lines: Bool = true) -> String {
        guard let value = self.take(field) else {
            self.missing(field)
            return ""
        }
        return self.text(value, field, length, lines: lines)
    }

    package func optionalText(_ field: String, _ length: ClosedRange<Int>, lines: Bool = true) -> String? {
        guard let value = self.take(field) else { return nil }
        return self.text(value, field, length, lines: lines)
    }

    private func text(_ value: JSONValue, _ field: String, _ length: ClosedRange<Int>, lines: Bool) -> String {
        guard case .string(let raw) = value else {
            self.wrongType(field, "string")
            return ""
        }
        let text = raw.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        if let scalar = TextRule.firstForbidden(in: raw, allowsLines: lines) {
            let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
            self.fault(
                field, "forbidden_character",
                "This text holds an invisible or control character (\(code)) that may not be used.",
                ["character": code])
            return ""
        }
        if text.count < length.lowerBound {
            self.fault(
                field, text.isEmpty ? "missing" : "too_short",
                "This text needs at least \(length.lowerBound) characters.", ["minimum": "\(length.lowerBound)"])
        } else if text.count > length.upperBound || text.utf8.count > length.upperBound * 8 {
            self.fault(
                field, "too_long", "This text may have at most \(length.upperBound) characters.",
                ["maximum": "\(length.upperBound)"])
        }
        return text
    }

    /// An e-mail address as the HTML standard's `input type=email` takes it, at most 254 bytes (RFC 5321 §4.5.3).
    package func emailAddress(_ field: String) -> String {
        let text = self.text(field, 3...254, lines: false)
        guard !text.isEmpty else { return text }
        let pattern = /[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+/
        if text.wholeMatch(of: pattern) == nil {
            self.fault(field, "not_an_email", "This is not an e-mail address.")
        }
        return text
    }

    /// A short machine name: lower-case letters, digits and dashes.
    package func slug(_ field: String, _ length: ClosedRange<Int> = 1...64) -> String {
        let text = self.text(field, length, lines: false)
        if !text.isEmpty, text.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil {
            self.fault(field, "not_a_slug", "Only lower-case letters, digits and single dashes between them.")
        }
        return text
    }

    // MARK: Numbers and truth

    package func integer(_ field: String, _ range: ClosedRange<Int>) -> Int {
        guard let value = self.take(field) else {
            self.missing(field)
            return range.lowerBound
        }
        return self.integer(value, field, range)
    }

    package func optionalInteger(_ field: String, _ range: ClosedRange<Int>) -> Int? {
        guard let value = self.take(field) else { return nil }
        return self.integer(value, field, range)
    }

    private func integer(_ value: JSONValue, _ field: String, _ range: ClosedRange<Int>) -> Int {
        guard case .integer(let integer) = value else {
            self.fault(field, "wrong_type", "This field must be a whole number.", ["wanted": "integer"])
            return range.lowerBound
        }
        guard let integer = Int(exactly: integer), range.contains(integer) else {
            self.fault(
                field, "out_of_range", "This number must lie between \(range.lowerBound) and \(range.upperBound).",
                ["minimum": "\(range.lowerBound)", "maximum": "\(range.upperBound)"])
            return range.lowerBound
        }
        return integer
    }

    package func number(_ field: String, _ range: ClosedRange<Double>) -> Double {
        guard let value = self.take(field) else {
            self.missing(field)
            return range.lowerBound
        }
        let number: Double
        switch value {
        case .integer(let integer): number = Double(integer)
        case .number(let double): number = double
        default:
            self.wrongType(field, "number")
            return range.lowerBound
        }
        guard range.contains(number) else {
            self.fault(
                field, "out_of_range", "This number must lie between \(range.lowerBound) and \(range.upperBound).",
                ["minimum": "\(range.lowerBound)", "maximum": "\(range.upperBound)"])
            return range.lowerBound
        }
        return number
    }

    package func optionalNumber(_ field: String, _ range: ClosedRange<Double>) -> Double? {
        self.has(field)
            ? self.number(field, range)
            : {
                self.known.insert(field)
                return nil
            }()
    }

    package func bool(_ field: String, default standard: Bool? = nil) -> Bool {
        guard let value = self.take(field) else {
            if let standard { return standard }
            self.missing(field)
            return false
        }
        guard case .bool(let bool) = value else {
            self.wrongType(field, "boolean")
            return false
        }
        return bool
    }

    // MARK: Codes

    /// One of an enumeration's raw values.
    package func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ field: String, _ type: Choice.Type = Choice.self
    ) -> Choice {
        guard let choice = self.optionalChoice(field, type) else {
            if !self.has(field) { self.missing(field) }
            return self.first(type)
        }
        return choice
    }

    package func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(
        _ field: String, _ type: Choice.Type = Choice.self
    ) -> Choice? {
        guard let value = self.take(field) else { return nil }
        return self.choice(value, self.pointer(to: field), type)
    }

    /// A list of an enumeration's raw values, each at most once.
    package func choices<Choice: RawRepresentable<String> & CaseIterable & Hashable>(
        _ field: String, _ type: Choice.Type = Choice.self, count: ClosedRange<Int> = 0...100
    ) -> [Choice] {
        self.values(field, count: count) { value, pointer in self.choice(value, pointer, type) }.uniqued(self, field)
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ value: JSONValue, _ pointer: String, _ type: Choice.Type
    ) -> Choice? {
        if case .string(let text) = value, let choice = Choice(rawValue: text) { return choice }
        let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        self.collector.errors.append(
            FieldError(
                pointer: pointer, code: "not_in_list", detail: "This must be one of: \(allowed).",
                parameters: ["allowed": allowed]))
        return nil
    }

    private func first<Choice: CaseIterable>(_ type: Choice.Type) -> Choice {
        guard let first = Choice.allCases.first else { preconditionFailure("an enumeration has cases") }
        return first
    }

    private func parsed<Value>(
        _ field: String, _ code: String, _ detail: String, standIn: Value, _ parse: (String) -> Value?
    ) -> Value {
        guard let value = self.take(field) else {
            self.missing(field)
            return standIn
        }
        guard case .string(let text) = value, let parsed = parse(text) else {
            self.fault(field, code, detail)
            return standIn
        }
        return parsed
    }

    private func optional<Value>(_ field: String, _ read: () -> Value) -> Value? {
        self.known.insert(field)
        return self.has(field) ? read() : nil
    }

    package func id<Tag>(_ field: String, _ type: ID<Tag>.Type = ID<Tag>.self) -> ID<Tag> {
        self.parsed(field, "not_an_id", "This must be an id (a UUID).", standIn: .next()) { ID<Tag>($0) }
    }

    package func optionalID<Tag>(_ field: String, _ type: ID<Tag>.Type = ID<Tag>.self) -> ID<Tag>? {
        self.optional(field) { self.id(field, type) }
    }

    package func ids<Tag>(
        _ field: String, _ type: ID<Tag>.Type = ID<Tag>.self, count: ClosedRange<Int> = 0...1000
    ) -> [ID<Tag>] {
        self.values(field, count: count) { value, pointer in
            if case .string(let text) = value, let id = ID<Tag>(text) { return id }
            self.collector.errors.append(
                FieldError(pointer: pointer, code: "not_an_id", detail: "This must be an id (a UUID)."))
            return nil
        }.uniqued(self, field)
    }

    /// An ISO 3166-1 alpha-3 code.
    package func country(_ field: String) -> Country {
        self.parsed(
            field, "unknown_country", "This must be an ISO 3166-1 alpha-3 country code.",
            standIn: Country.programme[0]
        ) { Country($0) }
    }

    package func optionalCountry(_ field: String) -> Country? { self.optional(field) { self.country(field) } }

    package func countries(_ field: String, count: ClosedRange<Int> = 0...249) -> [Country] {
        self.values(field, count: count) { value, pointer in
            if case .string(let text) = value, let country = Country(text) { return country }
            self.collector.errors.append(
                FieldError(
                    pointer: pointer, code: "unknown_country",
                    detail: "This must be an ISO 3166-1 alpha-3 country code."))
            return nil
        }.uniqued(self, field)
    }

    /// An ISO 4217 code.
    package func currency(_ field: String) -> Currency {
        self.parsed(field, "unknown_currency", "This must be an ISO 4217 currency code.", standIn: .usd) {
            Currency($0)
        }
    }

    /// An IANA time-zone name.
    package func zone(_ field: String) -> Zone {
        self.parsed(
            field, "unknown_zone", "This must be an IANA time-zone name such as Africa/Nairobi.", standIn: .utc
        ) { Zone($0) }
    }

    /// An RFC 3339 time with a zone.
    package func instant(_ field: String) -> Instant {
        self.parsed(
            field, "not_a_time",
            "This must be an existing date and time with a zone, such as 2027-03-14T09:00:00Z (RFC 3339).",
            standIn: Instant(microseconds: 0)
        ) { Instant(rfc3339: $0) }
    }

    package func optionalInstant(_ field: String) -> Instant? { self.optional(field) { self.instant(field) } }

    /// An ISO 8601 date that exists.
    package func date(_ field: String) -> LocalDate {
        self.parsed(
            field, "not_a_date", "This must be an existing date such as 2027-03-14 (ISO 8601).",
            standIn: LocalDate(daysSince1970: 0)
        ) { LocalDate(iso8601: $0) }
    }

    package func optionalDate(_ field: String) -> LocalDate? { self.optional(field) { self.date(field) } }

    /// A time of day `HH:MM`.
    package func time(_ field: String) -> LocalTime {
        guard let midnight = LocalTime(minutes: 0) else { preconditionFailure("midnight exists") }
        return self.parsed(field, "not_a_time", "This must be a time of day such as 09:30.", standIn: midnight) {
            LocalTime(iso8601: $0)
        }
    }

    /// `{ "amount": "1234.50", "currency": "USD" }`, not negative unless allowed.
    package func money(_ field: String, allowsNegative: Bool = false) -> Money {
        guard let reader = self.object(field) else { return .zero(.usd) }
        let currency = reader.currency("currency")
        let text = reader.text("amount", 1...24, lines: false)
        let money = Money(amount: text, currency: currency)
        if money == nil, !text.isEmpty {
            reader.fault(
                "amount", "not_an_amount",
                "This must be a decimal number with at most \(currency.minorUnitDigits) digits after the point.",
                ["digits": "\(currency.minorUnitDigits)"])
        } else if let money, money.minorUnits < 0, !allowsNegative {
            reader.fault("amount", "out_of_range", "This amount may not be negative.", ["minimum": "0"])
        }
        reader.endNested()
        return money ?? .zero(currency)
    }

    // MARK: Objects and lists

    /// A nested object's reader; nil, with a fault, when it is missing or no object.
    package func object(_ field: String) -> BodyReader? {
        guard let value = self.take(field) else {
            self.missing(field)
            return nil
        }
        return self.reader(value, self.pointer(to: field))
    }

    package func optionalObject(_ field: String) -> BodyReader? {
        guard let value = self.take(field) else { return nil }
        return self.reader(value, self.pointer(to: field))
    }

    private func reader(_ value: JSONValue, _ pointer: String) -> BodyReader? {
        guard case .object(let members) = value else {
            self.collector.errors.append(
                FieldError(
                    pointer: pointer, code: "wrong_type", detail: "This field must be a JSON object.",
                    parameters: ["wanted": "object"]))
            return nil
        }
        return BodyReader(members: members, pointer: pointer, collector: self.collector, isRoot: false)
    }

    /// Ends a nested object: its unknown fields join the root's faults.
    package func endNested() {
        try? self.end()
    }

    /// One nested object that reads itself.
    package func nested<Value: BodyReadable>(_ field: String, _ type: Value.Type = Value.self) -> Value? {
        guard let reader = self.object(field) else { return nil }
        return try? Value(reader)
    }

    package func optionalNested<Value: BodyReadable>(_ field: String, _ type: Value.Type = Value.self) -> Value? {
        guard let reader = self.optionalObject(field) else { return nil }
        return try? Value(reader)
    }

    /// A list of nested objects that read themselves. An absent list is empty when `count` allows none.
    package func list<Value: BodyReadable>(
        _ field: String, _ type: Value.Type = Value.self, count: ClosedRange<Int> = 0...1000
    ) -> [Value] {
        self.values(field, count: count) { value, pointer in
            guard let reader = self.reader(value, pointer) else { return nil }
            return try? Value(reader)
        }
    }

    /// A list of short texts.
    package func texts(_ field: String, _ length: ClosedRange<Int>, count: ClosedRange<Int> = 0...100) -> [String] {
        self.values(field, count: count) { value, pointer in
            let reader = BodyReader(
                members: [("", value)], pointer: pointer, collector: self.collector, isRoot: false)
            return reader.text(value, "", length, lines: false)
        }
    }

    /// The members of an object with free keys (answers by question): keys and raw values in the body's order.
    package func dictionary(_ field: String) -> [(key: String, value: JSONValue)] {
        guard let value = self.take(field) else { return [] }
        guard case .object(let members) = value else {
            self.wrongType(field, "object")
            return []
        }
        return members
    }

    private func values<Value>(
        _ field: String, count: ClosedRange<Int>, _ read: (JSONValue, String) -> Value?
    ) -> [Value] {
        guard let value = self.take(field) else {
            if count.lowerBound > 0 { self.missing(field) }
            return []
        }
        guard case .array(let items) = value else {
            self.wrongType(field, "array")
            return []
        }
        guard count.contains(items.count) else {
            let isFew = items.count < count.lowerBound
            self.fault(
                field, isFew ? "too_few" : "too_many",
                "This list must have between \(count.lowerBound) and \(count.upperBound) entries.",
                ["minimum": "\(count.lowerBound)", "maximum": "\(count.upperBound)"])
            return []
        }
        return items.enumerated().compactMap { read($0.element, "\(self.pointer(to: field))/\($0.offset)") }
    }
}

extension Array where Element: Hashable {
    /// The list itself; an entry that stands in it twice is a fault.
    fileprivate func uniqued(_ reader: BodyReader, _ field: String) -> [Element] {
        if Set(self).count != self.count {
            reader.fault(field, "duplicate", "An entry stands in this list twice.")
        }
        return self
    }
}
