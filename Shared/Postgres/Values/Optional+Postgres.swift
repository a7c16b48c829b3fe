/// An absent optional is NULL, typed as what it would hold.
extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    package static var postgresType: PostgresType { Wrapped.postgresType }

    package var isPostgresNull: Bool { self.map(\.isPostgresNull) ?? true }

    package func encodePostgres(into bytes: inout [UInt8]) {
        if let value = self { value.encodePostgres(into: &bytes) }
    }
}

/// NULL is an absent optional.
extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package static var postgresExpectation: String { "\(Wrapped.postgresExpectation) or null" }

    package static func readsPostgres(_ oid: UInt32) -> Bool { Wrapped.readsPostgres(oid) }

    package static func decodePostgres(_ field: PostgresField) -> Self? {
        if field.bytes == nil { return .some(nil) }
        guard let value = Wrapped.decodePostgres(field) else { return nil }
        return .some(value)
    }
}
