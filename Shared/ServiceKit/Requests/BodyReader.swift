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
    final class Collector {
        var errors: [FieldError] = []
    }

    let members: [String: JSONValue]
    let order: [String]
    let pointer: String
    let collector: Collector
    let isRoot: Bool
    var known: Set<String> = []

    /// A reader for a whole body.
    /// - Throws: `Problem` when the body is no object.
    package convenience init(_ value: JSONValue) throws {
        guard case .object(let members) = value else {
            throw Problem.invalid("", "wrong_type", "The body must be a JSON object.")
        }
        self.init(members: members, pointer: "", collector: Collector(), isRoot: true)
    }

    init(members: [(key: String, value: JSONValue)], pointer: String, collector: Collector, isRoot: Bool) {
        var table: [String: JSONValue] = [:]
        for member in members { table[member.key] = member.value }
        self.members = table
        self.order = members.map(\.key)
        self.pointer = pointer
        self.collector = collector
        self.isRoot = isRoot
    }

    // MARK: Faults

    func pointer(to field: String) -> String {
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

    func take(_ field: String) -> JSONValue? {
        self.known.insert(field)
        guard let value = self.members[field], value != .null else { return nil }
        return value
    }

    func missing(_ field: String) {
        self.fault(field, "missing", "This field is needed.")
    }

    func wrongType(_ field: String, _ wanted: String) {
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

    func text(_ value: JSONValue, _ field: String, _ length: ClosedRange<Int>, lines: Bool) -> String {
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
        if !EmailRule.isAddress(text) {
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

    func integer(_ value: JSONValue, _ field: String, _ range: ClosedRange<Int>) -> Int {
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

    func reader(_ value: JSONValue, _ pointer: String) -> BodyReader? {
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

    func values<Value>(
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
