import Foundation
import Primitives

/// The server's text form of a value, made from its binary form, for the types that this module encodes.
enum TextForm {
    /// Nil for a type that is not known here.
    static func render(_ field: PostgresField) -> [UInt8]? {
        guard let bytes = field.bytes else { return nil }
        switch field.oid {
        case PostgresType.text.oid, PostgresType.bpchar.oid: return Array(bytes)
        case PostgresType.jsonb.oid: return Array(bytes.dropFirst())
        case PostgresType.bytea.oid: return self.hexadecimal(bytes)
        default: break
        }
        if let text = self.scalar(field) { return Array(text.utf8) }
        guard let element = self.elements[field.oid] else { return nil }
        return self.array(bytes, element)
    }

    private static func scalar(_ field: PostgresField) -> String? {
        switch field.oid {
        case PostgresType.bool.oid: Bool.decodePostgres(field).map { $0 ? "t" : "f" }
        case PostgresType.int8.oid, PostgresType.int4.oid: Int.decodePostgres(field)?.description
        case PostgresType.float8.oid: Double.decodePostgres(field).map(self.number)
        case PostgresType.uuid.oid: UUID.decodePostgres(field)?.uuidString
        case PostgresType.timestamptz.oid: Instant.decodePostgres(field)?.description
        case PostgresType.date.oid: LocalDate.decodePostgres(field)?.description
        case PostgresType.time.oid: LocalTime.decodePostgres(field)?.description
        default: nil
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return value.description
    }

    private static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = [0x5C, 0x78]
        text.reserveCapacity(2 + bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0x0F)])
        }
        return text
    }

    /// Array types and their elements'.
    private static let elements: [UInt32: UInt32] = {
        let types: [PostgresType] = [
            .bool, .bytea, .int8, .int4, .text, .bpchar, .float8, .uuid, .timestamptz, .date, .time, .jsonb,
        ]
        return Dictionary(uniqueKeysWithValues: types.map { ($0.arrayOID, $0.oid) })
    }()

    /// `{"a","b",NULL}`: every element quoted, because that is always right.
    private static func array(_ bytes: UnsafeRawBufferPointer, _ element: UInt32) -> [UInt8]? {
        func word(_ offset: Int) -> Int {
            Int(Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
        }
        var text: [UInt8] = [0x7B]
        var offset = 20
        for index in 0..<(word(0) == 0 ? 0 : word(12)) {
            if index > 0 { text.append(0x2C) }
            let length = word(offset)
            offset += 4
            if length < 0 {
                text.append(contentsOf: "NULL".utf8)
                continue
            }
            let value = UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + length)])
            guard let rendered = self.render(PostgresField(oid: element, bytes: value)) else { return nil }
            text.append(0x22)
            for byte in rendered {
                if byte == 0x22 || byte == 0x5C { text.append(0x5C) }
                text.append(byte)
            }
            text.append(0x22)
            offset += length
        }
        text.append(0x7D)
        return text
    }
}
