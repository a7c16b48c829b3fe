import Access

/// Finds out whose chain a file holds.
package enum AuditBeginning {
    /// The service whose chain begins with this line; `nil` when it is not the first line of any.
    package static func service(ofFirstLine line: ArraySlice<UInt8>, among services: [ServiceName]) -> ServiceName? {
        guard let found = try? AuditLineScanner.read(line), found.seq == 1 else { return nil }
        return services.first { AuditHash.beginning(ofSchema: $0.schema) == found.prev }
    }
}
