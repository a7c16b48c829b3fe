extension Transaction {
    /// Stores many rows with one COPY: `copyIn("copy guest (id, name) from stdin", guests) { guest, row in
    /// row.append(guest.id); row.append(guest.name) }`. Returns how many. For thousands; below, one
    /// `insert … select … from unnest(\(ids), \(names))` is as good and leaves the connection free for others.
    ///
    /// No other statement of the transaction may be under way. When the time limit passes, the connection is closed.
    @discardableResult
    package func copyIn<Item>(
        _ command: SQL, _ items: some Sequence<Item>, file: String = #fileID, line: UInt = #line,
        write: (Item, inout CopyRows) throws -> Void
    ) async throws -> Int {
        let site = CallSite(file: file, line: line)
        let rows = try CopyRows.make(command, items, site, write)
        // Begins the transaction when this is its first statement.
        _ = try await self.send([], at: site)
        return try await self.connection.copy(command, rows, self.defaultTimeout, site)
    }
}

extension LeasedConnection {
    /// Stores many rows with one COPY, as `Transaction.copyIn`; all of them or none.
    @discardableResult
    package func copyIn<Item>(
        _ command: SQL, _ items: some Sequence<Item>, file: String = #fileID, line: UInt = #line,
        write: (Item, inout CopyRows) throws -> Void
    ) async throws -> Int {
        let site = CallSite(file: file, line: line)
        let rows = try CopyRows.make(command, items, site, write)
        return try await self.connection.copy(command, rows, self.defaultTimeout, site)
    }
}

extension CopyRows {
    fileprivate static func make<Item>(
        _ command: SQL, _ items: some Sequence<Item>, _ site: CallSite,
        _ write: (Item, inout CopyRows) throws -> Void
    ) throws -> [UInt8] {
        var rows = CopyRows()
        for item in items {
            try write(item, &rows)
            rows.endRow()
        }
        guard !rows.isBroken, command.binds.count == 0 else {
            throw DatabaseError(.misuse).located(command, site)
        }
        return rows.bytes
    }
}

extension Connection {
    fileprivate nonisolated func copy(
        _ command: SQL, _ rows: [UInt8], _ timeout: Duration, _ site: CallSite
    ) async throws -> Int {
        do {
            return try await self.copyIn(
                command.text, rows: rows, deadline: QueryDeadline.resolve(default: timeout))
        } catch let error as DatabaseError {
            throw error.located(command, site)
        }
    }
}
