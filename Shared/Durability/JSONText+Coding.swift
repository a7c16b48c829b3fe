import Foundation
import Postgres
import ServiceKit

extension JSONText {
    /// A value as the JSON of an answer would have it: sorted keys.
    package init(encoding value: some Encodable) throws {
        self.init(String(decoding: try ResponseCoding.bytes(value), as: UTF8.self))
    }

    /// The value that was stored.
    package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(self.text.utf8))
    }

    /// The value that was stored, inside a row's reading.
    package func stored<Value: Decodable>(as type: Value.Type = Value.self) throws(RowDecodingError) -> Value {
        do {
            return try self.decoded(as: type)
        } catch {
            throw RowDecodingError.inconsistent("stored JSON has another shape")
        }
    }
}
