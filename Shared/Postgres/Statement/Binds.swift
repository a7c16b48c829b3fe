/// The parameters of a statement in PostgreSQL's binary form: one buffer for all, so that a statement costs two
/// allocations however many values it has.
struct Binds: Sendable {
    /// One parameter: its type and where its bytes are; `length` -1 is NULL.
    struct Entry: Sendable {
        let oid: UInt32
        let offset: Int
        let length: Int
    }

    private(set) var entries: [Entry] = []
    private(set) var bytes: [UInt8] = []

    var count: Int { self.entries.count }

    var oids: [UInt32] { self.entries.map(\.oid) }

    mutating func append<Value: PostgresEncodable>(_ value: Value) {
        let offset = self.bytes.count
        let oid = Value.postgresType.oid
        if value.isPostgresNull {
            self.entries.append(Entry(oid: oid, offset: offset, length: -1))
        } else {
            value.encodePostgres(into: &self.bytes)
            self.entries.append(Entry(oid: oid, offset: offset, length: self.bytes.count - offset))
        }
    }

    mutating func append(_ other: Binds) {
        let offset = self.bytes.count
        self.bytes.append(contentsOf: other.bytes)
        self.entries.append(
            contentsOf: other.entries.lazy.map { Entry(oid: $0.oid, offset: $0.offset + offset, length: $0.length) })
    }

    /// Calls with the arrays that libpq wants; the pointers live only as long as the call.
    func withParameters<Result>(
        _ body: (
            _ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]
        ) -> Result
    ) -> Result {
        let lengths = self.entries.map { Int32(clamping: max(0, $0.length)) }
        let formats = [Int32](repeating: 1, count: self.entries.count)
        // A value of no bytes still needs an address, because no address means NULL.
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1) { nowhere in
            nowhere.initialize(repeating: 0)
            return self.bytes.withUnsafeBytes { buffer in
                let values = self.entries.map { entry -> UnsafePointer<CChar>? in
                    if entry.length < 0 { return nil }
                    guard let base = buffer.baseAddress, entry.length > 0 else {
                        return UnsafePointer(nowhere.baseAddress)
                    }
                    return (base + entry.offset).assumingMemoryBound(to: CChar.self)
                }
                return body(values, lengths, formats)
            }
        }
    }
}
