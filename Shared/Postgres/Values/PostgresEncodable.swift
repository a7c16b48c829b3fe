/// A value that can be a parameter. Encoding cannot fail; what the column refuses, the server refuses.
///
/// `Int` travels as `bigint`: the server converts it on assignment and in comparisons, but functions that take an
/// `integer` (`make_interval`, `date + n`) want an `Int32`.
package protocol PostgresEncodable: Sendable {
    /// The parameter's declared type.
    static var postgresType: PostgresType { get }
    /// True for an absent optional.
    var isPostgresNull: Bool { get }
    /// Appends the binary form; not called for NULL.
    func encodePostgres(into bytes: inout [UInt8])
}

extension PostgresEncodable {
    package var isPostgresNull: Bool { false }
}

/// A value that can be read from a column.
package protocol PostgresDecodable: Sendable {
    /// The type to name when a column has another one.
    static var postgresExpectation: String { get }
    /// Whether the binary form of this type (by `pg_type.oid`) can be read.
    static func readsPostgres(_ oid: UInt32) -> Bool
    /// Reads the binary form; nil when the bytes do not make such a value, or for NULL when it has no place here.
    static func decodePostgres(_ field: PostgresField) -> Self?
}

extension PostgresDecodable where Self: PostgresEncodable {
    package static var postgresExpectation: String { Self.postgresType.name }
    package static func readsPostgres(_ oid: UInt32) -> Bool { oid == Self.postgresType.oid }
}

/// A scalar: its Swift arrays are PostgreSQL arrays. `UInt8` is deliberately not one, because `[UInt8]` is `bytea`.
package protocol PostgresScalar: PostgresEncodable, PostgresDecodable, PostgresArrayElement {}

/// One field of a result: its type and its bytes, borrowed for the length of one call.
package struct PostgresField {
    /// `pg_type.oid` of the column (or of an array's elements).
    package let oid: UInt32
    /// Nil for NULL.
    package let bytes: UnsafeRawBufferPointer?

    package init(oid: UInt32, bytes: UnsafeRawBufferPointer?) {
        self.oid = oid
        self.bytes = bytes
    }

    /// A whole field as one big-endian integer; nil when the width differs.
    package func integer<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
        guard let bytes = self.bytes, bytes.count == MemoryLayout<Value>.size else { return nil }
        return Value(bigEndian: bytes.loadUnaligned(as: Value.self))
    }

    /// A whole field as UTF-8 text. By way of `UTF8Span`, which takes a fifth of the time of `String(validating:as:)`.
    package var text: String? {
        guard let bytes = self.bytes else { return nil }
        do {
            return String(copying: try UTF8Span(validating: bytes.bindMemory(to: UInt8.self).span))
        } catch {
            return nil
        }
    }
}

extension [UInt8] {
    /// Appends an integer in network order.
    mutating func append<Value: FixedWidthInteger>(bigEndian value: Value) {
        Swift.withUnsafeBytes(of: value.bigEndian) { self.append(contentsOf: $0) }
    }
}
