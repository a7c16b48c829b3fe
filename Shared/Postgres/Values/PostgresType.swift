/// A type of the server's catalogue that has the same number in every database.
package struct PostgresType: Sendable, Hashable {
    /// `pg_type.oid`.
    package let oid: UInt32
    /// `pg_type.typarray`; 0 for a type that is itself an array.
    package let arrayOID: UInt32
    /// The name to show in errors.
    package let name: String

    // Source: PostgreSQL 15, src/include/catalog/pg_type.dat.
    package static let bool = PostgresType(oid: 16, arrayOID: 1000, name: "boolean")
    package static let bytea = PostgresType(oid: 17, arrayOID: 1001, name: "bytea")
    package static let name = PostgresType(oid: 19, arrayOID: 1003, name: "name")
    package static let int8 = PostgresType(oid: 20, arrayOID: 1016, name: "bigint")
    package static let int2 = PostgresType(oid: 21, arrayOID: 1005, name: "smallint")
    package static let int4 = PostgresType(oid: 23, arrayOID: 1007, name: "integer")
    package static let text = PostgresType(oid: 25, arrayOID: 1009, name: "text")
    package static let oid = PostgresType(oid: 26, arrayOID: 1028, name: "oid")
    package static let json = PostgresType(oid: 114, arrayOID: 199, name: "json")
    package static let float4 = PostgresType(oid: 700, arrayOID: 1021, name: "real")
    package static let float8 = PostgresType(oid: 701, arrayOID: 1022, name: "double precision")
    package static let bpchar = PostgresType(oid: 1042, arrayOID: 1014, name: "character")
    package static let varchar = PostgresType(oid: 1043, arrayOID: 1015, name: "character varying")
    package static let date = PostgresType(oid: 1082, arrayOID: 1182, name: "date")
    package static let time = PostgresType(oid: 1083, arrayOID: 1183, name: "time")
    package static let timestamptz = PostgresType(oid: 1184, arrayOID: 1185, name: "timestamp with time zone")
    package static let numeric = PostgresType(oid: 1700, arrayOID: 1231, name: "numeric")
    package static let uuid = PostgresType(oid: 2950, arrayOID: 2951, name: "uuid")
    package static let jsonb = PostgresType(oid: 3802, arrayOID: 3807, name: "jsonb")

    /// The array of this type.
    package var array: PostgresType {
        precondition(self.arrayOID != 0, "PostgreSQL arrays of arrays have no type of their own")
        return PostgresType(oid: self.arrayOID, arrayOID: 0, name: "\(self.name)[]")
    }
}
