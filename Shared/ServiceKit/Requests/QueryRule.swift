import Primitives

/// The rules of query parameters that mean the same everywhere, checked before any handler so that all faults of a
/// query are told at once.
enum QueryRule {
    /// - Parameter isPaged: whether the operation is a list with `limit` and `cursor`.
    static func fault(_ name: String, _ value: String, isPaged: Bool) -> FieldError? {
        switch name {
        case "limit" where isPaged && Self.limit(value) == nil:
            FieldError(
                pointer: "?limit", code: "out_of_range", detail: "The limit must be a number between 1 and 200.",
                parameters: ["minimum": "1", "maximum": "200"])
        case "cursor" where isPaged && Cursor.decode(value) == nil:
            FieldError(
                pointer: "?cursor", code: "not_a_cursor", detail: "This is no cursor that a list has given.")
        case _ where name.hasSuffix("Id") && ID<QueryTag>(value) == nil:
            FieldError(pointer: "?\(name)", code: "not_an_id", detail: "This must be an id (a UUID).")
        default: nil
        }
    }

    /// 1…200 in plain digits.
    static func limit(_ value: String) -> Int? {
        guard value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(value) else { return nil }
        return (1...200).contains(number) ? number : nil
    }

    private enum QueryTag {}
}
