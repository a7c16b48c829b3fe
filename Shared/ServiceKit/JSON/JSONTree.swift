import Foundation

/// The tree that the encoders of one value write into together.
final class JSONTree {
    /// In one piece: every touch of a class's variable is checked for exclusive access, and one touch a value is enough.
    private var draft = JSONDraft()

    /// Whether anything was said about a value.
    func isEmpty(_ node: Int) -> Bool { self.draft.isEmpty(node) }

    /// The whole text.
    func bytes() -> [UInt8] { self.draft.bytes() }

    func beginObject(_ node: Int) { self.draft.beginObject(node) }
    func beginArray(_ node: Int) { self.draft.beginArray(node) }
    func count(ofArray node: Int) -> Int { self.draft.count(ofArray: node) }

    /// A new member of an object; of two with the same name the later one stays.
    func add(_ key: String, to object: Int) -> Int { self.draft.add(key, to: object) }

    /// A new item of an array.
    func append(to array: Int) -> Int { self.draft.append(to: array) }

    func setNull(_ node: Int) { self.draft.set(node, plain: "null") }

    /// Any value. Which of the standard types it is is asked by their identity: a cast costs many times as much.
    /// - Throws: `EncodingError` for a number that is not finite and for Foundation's types, which no answer holds: the
    ///   house's own (`Instant`, `Money`, Base64url) say themselves how they are written.
    func set<Value: Encodable>(_ node: Int, _ value: Value) throws {
        if let string = Self.same(value, String.self) {
            self.draft.set(node, string: string)
        } else if let flag = Self.same(value, Bool.self) {
            self.draft.set(node, plain: flag ? "true" : "false")
        } else if let number = Self.number(value) {
            self.draft.set(node, plain: try Self.text(number))
        } else if let integer = Self.integer(value) {
            self.draft.set(node, plain: integer)
        } else if Value.self == Date.self || Value.self == Data.self || Value.self == Decimal.self
            || Value.self == URL.self
        {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "\(Value.self) has no form in an answer."))
        } else {
            try value.encode(to: JSONTreeEncoder(tree: self, node: node))
        }
    }

    private static func same<Value, Wanted>(_ value: Value, _ type: Wanted.Type) -> Wanted? {
        Value.self == Wanted.self ? value as? Wanted : nil
    }

    /// A `Float` as the number that its digits say.
    private static func number<Value>(_ value: Value) -> Double? {
        self.same(value, Double.self) ?? self.same(value, Float.self).flatMap { Double($0.description) }
    }

    private static func integer<Value>(_ value: Value) -> String? {
        if let integer = self.same(value, Int.self) { return integer.description }
        if let integer = self.same(value, Int64.self) { return integer.description }
        if let integer = self.same(value, Int32.self) { return integer.description }
        if let integer = self.same(value, Int16.self) { return integer.description }
        if let integer = self.same(value, Int8.self) { return integer.description }
        if let integer = self.same(value, UInt.self) { return integer.description }
        if let integer = self.same(value, UInt64.self) { return integer.description }
        if let integer = self.same(value, UInt32.self) { return integer.description }
        if let integer = self.same(value, UInt16.self) { return integer.description }
        if let integer = self.same(value, UInt8.self) { return integer.description }
        return nil
    }

    private static func text(_ number: Double) throws -> String {
        guard number.isFinite else {
            throw EncodingError.invalidValue(
                number, .init(codingPath: [], debugDescription: "JSON has no number that is not finite."))
        }
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
