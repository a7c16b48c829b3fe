import Foundation

/// Puts a value's parts into a tree, as `Encodable` hands them over.
///
/// Foundation's encoder takes several times as long for the same bytes, and every answer passes here.
struct JSONTreeEncoder: Encoder {
    let tree: JSONTree
    let node: Int

    /// Left empty: a value that has no form in JSON is a fault of the program, which names its type.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        self.tree.beginObject(self.node)
        return KeyedEncodingContainer(JSONObjectContainer<Key>(tree: self.tree, node: self.node))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        self.tree.beginArray(self.node)
        return JSONArrayContainer(tree: self.tree, node: self.node)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONScalarContainer(tree: self.tree, node: self.node)
    }
}

/// The members of an object.
struct JSONObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let tree: JSONTree
    let node: Int

    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { self.tree.setNull(self.add(key)) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try self.tree.set(self.add(key), value)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        self.encoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        self.encoder(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        JSONTreeEncoder(tree: self.tree, node: self.tree.add("super", to: self.node))
    }

    func superEncoder(forKey key: Key) -> any Encoder { self.encoder(key) }

    private func add(_ key: Key) -> Int { self.tree.add(key.stringValue, to: self.node) }

    private func encoder(_ key: Key) -> JSONTreeEncoder { JSONTreeEncoder(tree: self.tree, node: self.add(key)) }
}

/// The items of an array.
struct JSONArrayContainer: UnkeyedEncodingContainer {
    let tree: JSONTree
    let node: Int

    var codingPath: [any CodingKey] { [] }
    var count: Int { self.tree.count(ofArray: self.node) }

    func encodeNil() { self.tree.setNull(self.add()) }

    func encode<Value: Encodable>(_ value: Value) throws { try self.tree.set(self.add(), value) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        self.encoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self.encoder().unkeyedContainer() }

    func superEncoder() -> any Encoder { self.encoder() }

    private func add() -> Int { self.tree.append(to: self.node) }

    private func encoder() -> JSONTreeEncoder { JSONTreeEncoder(tree: self.tree, node: self.add()) }
}

/// A value that is neither.
struct JSONScalarContainer: SingleValueEncodingContainer {
    let tree: JSONTree
    let node: Int

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { self.tree.setNull(self.node) }

    func encode<Value: Encodable>(_ value: Value) throws { try self.tree.set(self.node, value) }
}
