import Foundation
import Primitives

extension UUID: PostgresScalar {
    package static var postgresType: PostgresType { .uuid }

    package func encodePostgres(into bytes: inout [UInt8]) {
        Swift.withUnsafeBytes(of: self.uuid) { bytes.append(contentsOf: $0) }
    }

    package static func decodePostgres(_ field: PostgresField) -> UUID? {
        guard let bytes = field.bytes, bytes.count == 16 else { return nil }
        return UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))
    }
}

extension ID: PostgresEncodable, PostgresDecodable, PostgresScalar {
    package static var postgresType: PostgresType { .uuid }
    package func encodePostgres(into bytes: inout [UInt8]) { self.uuid.encodePostgres(into: &bytes) }
    package static func decodePostgres(_ field: PostgresField) -> Self? { UUID.decodePostgres(field).map(Self.init) }
}
