extension Bool: PostgresScalar {
    package static var postgresType: PostgresType { .bool }
    package func encodePostgres(into bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
    package static func decodePostgres(_ field: PostgresField) -> Bool? { field.integer(UInt8.self).map { $0 != 0 } }
}

/// Any of the server's integer types, widened; nil for another type or width.
private func integer(_ field: PostgresField) -> Int64? {
    switch field.oid {
    case PostgresType.int8.oid: field.integer(Int64.self)
    case PostgresType.int4.oid: field.integer(Int32.self).map(Int64.init)
    case PostgresType.int2.oid: field.integer(Int16.self).map(Int64.init)
    case PostgresType.oid.oid: field.integer(UInt32.self).map(Int64.init)
    default: nil
    }
}

private func isInteger(_ oid: UInt32) -> Bool {
    switch oid {
    case PostgresType.int8.oid, PostgresType.int4.oid, PostgresType.int2.oid, PostgresType.oid.oid: true
    default: false
    }
}

private func isIntegerArray(_ oid: UInt32) -> Bool {
    switch oid {
    case PostgresType.int8.arrayOID, PostgresType.int4.arrayOID, PostgresType.int2.arrayOID,
        PostgresType.oid.arrayOID:
        true
    default: false
    }
}

extension Int64: PostgresScalar {
    package static var postgresType: PostgresType { .int8 }
    package static func readsPostgres(_ oid: UInt32) -> Bool { isInteger(oid) }
    package static func readsPostgresArray(_ oid: UInt32) -> Bool { isIntegerArray(oid) }
    package func encodePostgres(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }
    package static func decodePostgres(_ field: PostgresField) -> Int64? { integer(field) }
}

extension Int: PostgresScalar {
    package static var postgresType: PostgresType { .int8 }
    package static func readsPostgres(_ oid: UInt32) -> Bool { isInteger(oid) }
    package static func readsPostgresArray(_ oid: UInt32) -> Bool { isIntegerArray(oid) }
    package func encodePostgres(into bytes: inout [UInt8]) { bytes.append(bigEndian: Int64(self)) }
    package static func decodePostgres(_ field: PostgresField) -> Int? { integer(field).map(Int.init) }
}

extension Int32: PostgresScalar {
    package static var postgresType: PostgresType { .int4 }
    package static func readsPostgres(_ oid: UInt32) -> Bool {
        oid == PostgresType.int4.oid || oid == PostgresType.int2.oid
    }
    package static func readsPostgresArray(_ oid: UInt32) -> Bool {
        oid == PostgresType.int4.arrayOID || oid == PostgresType.int2.arrayOID
    }
    package func encodePostgres(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }
    package static func decodePostgres(_ field: PostgresField) -> Int32? {
        integer(field).flatMap { Int32(exactly: $0) }
    }
}

extension Double: PostgresScalar {
    package static var postgresType: PostgresType { .float8 }
    package static func readsPostgres(_ oid: UInt32) -> Bool {
        oid == PostgresType.float8.oid || oid == PostgresType.float4.oid
    }
    package static func readsPostgresArray(_ oid: UInt32) -> Bool {
        oid == PostgresType.float8.arrayOID || oid == PostgresType.float4.arrayOID
    }
    package func encodePostgres(into bytes: inout [UInt8]) { bytes.append(bigEndian: self.bitPattern) }
    package static func decodePostgres(_ field: PostgresField) -> Double? {
        if field.oid == PostgresType.float4.oid {
            return field.integer(UInt32.self).map { Double(Float(bitPattern: $0)) }
        }
        return field.integer(UInt64.self).map { Double(bitPattern: $0) }
    }
}
