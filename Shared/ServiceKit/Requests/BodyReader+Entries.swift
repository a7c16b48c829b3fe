import Access

extension BodyReader {
    /// Ends the reading of a whole body with faults that name single entries of its lists, so that all faults are
    /// reported at once.
    package func end(reporting faults: [FieldError]) throws {
        do {
            try self.end()
        } catch let problem as Problem where problem.type == .invalidFields {
            throw Problem.invalid(Array((problem.errors + faults).prefix(100)))
        }
        guard faults.isEmpty else { throw Problem.invalid(Array(faults.prefix(100))) }
    }
}

extension FieldError {
    /// One fault for each entry that repeats an earlier one.
    /// - Parameters:
    ///   - keys: what must differ, by position; nil where an entry has none.
    ///   - pointer: where the key stands, by position.
    package static func repeats<Key: Hashable>(
        _ keys: [Key?], _ detail: String, at pointer: (Int) -> String
    ) -> [FieldError] {
        var seen: Set<Key> = []
        return keys.enumerated().compactMap { position, key in
            guard let key, !seen.insert(key).inserted else { return nil }
            return FieldError(pointer: pointer(position), code: "duplicate", detail: detail)
        }
    }
}
