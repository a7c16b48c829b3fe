/// What a Swift array may hold to be one PostgreSQL value: scalars and optionals of them make a PostgreSQL array,
/// bytes make a `bytea`. An array of arrays does not compile.
package protocol PostgresArrayElement: Sendable {
    /// The type of the whole array.
    static var postgresArrayType: PostgresType { get }
    /// The types that the whole array can be read from.
    static func readsPostgresArray(_ oid: UInt32) -> Bool
    static func encodePostgresArray(_ elements: [Self], into bytes: inout [UInt8])
    static func decodePostgresArray(_ field: PostgresField) -> [Self]?
}

extension Array: PostgresEncodable, PostgresDecodable where Element: PostgresArrayElement {
    package static var postgresType: PostgresType { Element.postgresArrayType }
    package static func readsPostgres(_ oid: UInt32) -> Bool { Element.readsPostgresArray(oid) }
    package func encodePostgres(into bytes: inout [UInt8]) { Element.encodePostgresArray(self, into: &bytes) }
    package static func decodePostgres(_ field: PostgresField) -> Self? { Element.decodePostgresArray(field) }
}

/// `[UInt8]` is `bytea`.
extension UInt8: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .bytea }
    package static func readsPostgresArray(_ oid: UInt32) -> Bool { oid == PostgresType.bytea.oid }
    package static func encodePostgresArray(_ elements: [UInt8], into bytes: inout [UInt8]) {
        bytes.append(contentsOf: elements)
    }
    package static func decodePostgresArray(_ field: PostgresField) -> [UInt8]? { field.bytes.map(Array.init) }
}

/// `[[UInt8]]` is `bytea[]`.
extension Array: PostgresArrayElement where Element == UInt8 {}

extension Optional: PostgresArrayElement where Wrapped: PostgresScalar {
    package static func readsPostgresArray(_ oid: UInt32) -> Bool { Wrapped.readsPostgresArray(oid) }
}

// One dimension, lower bound 1 (PostgreSQL 15, src/backend/utils/adt/arrayfuncs.c, `array_send` and `array_recv`):
// dimensions, has-nulls flag, element type, then for the dimension its length and lower bound, then the elements,
// each a length (-1 for NULL) and its bytes. An empty array has no dimension.
extension PostgresArrayElement where Self: PostgresEncodable & PostgresDecodable {
    package static var postgresArrayType: PostgresType { Self.postgresType.array }

    package static func readsPostgresArray(_ oid: UInt32) -> Bool { oid == Self.postgresType.arrayOID }

    package static func encodePostgresArray(_ elements: [Self], into bytes: inout [UInt8]) {
        bytes.append(bigEndian: Int32(elements.isEmpty ? 0 : 1))
        bytes.append(bigEndian: Int32(elements.contains { $0.isPostgresNull } ? 1 : 0))
        bytes.append(bigEndian: Self.postgresType.oid)
        if elements.isEmpty { return }
        bytes.append(bigEndian: Int32(clamping: elements.count))
        bytes.append(bigEndian: Int32(1))
        for element in elements {
            if element.isPostgresNull {
                bytes.append(bigEndian: Int32(-1))
                continue
            }
            let start = bytes.count
            bytes.append(bigEndian: Int32(0))
            element.encodePostgres(into: &bytes)
            let length = Int32(clamping: bytes.count - start - 4)
            for index in 0..<4 {
                bytes[start + index] = UInt8(truncatingIfNeeded: length >> Int32(24 - 8 * index))
            }
        }
    }

    package static func decodePostgresArray(_ field: PostgresField) -> [Self]? {
        guard let bytes = field.bytes, bytes.count >= 12 else { return nil }
        func word(_ offset: Int) -> Int32 {
            Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
        }
        let oid = UInt32(bitPattern: word(8))
        guard Self.readsPostgres(oid) else { return nil }
        if word(0) == 0 { return [] }
        guard word(0) == 1, bytes.count >= 20, word(12) >= 0 else { return nil }
        var elements: [Self] = []
        elements.reserveCapacity(min(Int(word(12)), bytes.count / 4))
        var offset = 20
        for _ in 0..<Int(word(12)) {
            guard offset + 4 <= bytes.count else { return nil }
            let length = Int(word(offset))
            offset += 4
            guard length >= -1, offset + max(0, length) <= bytes.count else { return nil }
            let value = length < 0 ? nil : UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + length)])
            guard let element = Self.decodePostgres(PostgresField(oid: oid, bytes: value)) else { return nil }
            elements.append(element)
            offset += max(0, length)
        }
        return offset == bytes.count ? elements : nil
    }
}
