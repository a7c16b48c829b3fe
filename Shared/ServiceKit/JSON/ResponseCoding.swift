/// How values become the JSON of an answer: sorted keys, so that the same value is the same bytes.
package enum ResponseCoding {
    /// - Throws: `EncodingError` when the value says nothing, or holds what JSON cannot say.
    package static func bytes<Value: Encodable>(_ value: Value) throws -> [UInt8] {
        let tree = JSONTree()
        try tree.set(JSONDraft.root, value)
        guard !tree.isEmpty(JSONDraft.root) else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "\(Value.self) encodes nothing."))
        }
        return tree.bytes()
    }
}
