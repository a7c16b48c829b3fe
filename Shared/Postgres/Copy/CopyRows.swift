/// Rows in COPY's text form (PostgreSQL 15 manual, COPY, "Text Format"), written from typed values: a tab between
/// columns, a newline after each row, `\N` for NULL, and everything that has a meaning there escaped.
package struct CopyRows: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// True once a value came that has no text form here.
    private(set) var isBroken = false
    private var isRowEmpty = true
    private var scratch: [UInt8] = []

    package init() {}

    /// The next column of the present row.
    package mutating func append<Value: PostgresEncodable>(_ value: Value) {
        if !self.isRowEmpty { self.bytes.append(0x09) }
        self.isRowEmpty = false
        if value.isPostgresNull {
            self.bytes.append(contentsOf: [0x5C, 0x4E])
            return
        }
        self.scratch.removeAll(keepingCapacity: true)
        value.encodePostgres(into: &self.scratch)
        let text = self.scratch.withUnsafeBytes { buffer in
            TextForm.render(PostgresField(oid: Value.postgresType.oid, bytes: buffer))
        }
        guard let text else {
            self.isBroken = true
            return
        }
        for byte in text {
            switch byte {
            case 0x5C: self.bytes.append(contentsOf: [0x5C, 0x5C])
            case 0x09: self.bytes.append(contentsOf: [0x5C, 0x74])
            case 0x0A: self.bytes.append(contentsOf: [0x5C, 0x6E])
            case 0x0D: self.bytes.append(contentsOf: [0x5C, 0x72])
            default: self.bytes.append(byte)
            }
        }
    }

    /// Ends the present row.
    package mutating func endRow() {
        self.bytes.append(0x0A)
        self.isRowEmpty = true
    }
}
