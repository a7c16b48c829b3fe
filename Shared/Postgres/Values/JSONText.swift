/// A JSON document as text: sent as `jsonb`, read from `jsonb` or `json`. Whether it is well formed is the server's
/// to say; `jsonb` comes back in the server's own spacing and key order.
package struct JSONText: PostgresScalar, Hashable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// From encoded bytes; nil unless they are UTF-8.
    package init?(utf8 bytes: some Sequence<UInt8>) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.text = text
    }

    /// The length only: a document may hold anything.
    package var description: String { "JSON (\(self.text.utf8.count) bytes)" }

    package static var postgresType: PostgresType { .jsonb }

    package static func readsPostgres(_ oid: UInt32) -> Bool {
        oid == PostgresType.jsonb.oid || oid == PostgresType.json.oid
    }

    package static func readsPostgresArray(_ oid: UInt32) -> Bool {
        oid == PostgresType.jsonb.arrayOID || oid == PostgresType.json.arrayOID
    }

    package func encodePostgres(into bytes: inout [UInt8]) {
        bytes.append(1)  // the version of jsonb's binary form
        bytes.append(contentsOf: self.text.utf8)
    }

    package static func decodePostgres(_ field: PostgresField) -> JSONText? {
        guard let bytes = field.bytes else { return nil }
        if field.oid == PostgresType.json.oid { return JSONText(utf8: bytes) }
        guard bytes.first == 1 else { return nil }
        return JSONText(utf8: bytes.dropFirst())
    }
}
