import Access
import Crypto
import Foundation
import ServiceKit

/// What makes two requests with one key the same request: the operation, its path, its query and its body.
enum Fingerprint {
    /// SHA-256 over length-prefixed parts, so that no two lists of parts give the same bytes.
    static func of(_ request: APIRequest) -> [UInt8] {
        var hash = SHA256()
        let parts =
            [Array(request.operation.id.utf8), Array(request.principal.role.rawValue.utf8)]
            + request.parameters.sorted { $0.key < $1.key }.map { Array($0.value.utf8) }
            + request.query.sorted { $0.key < $1.key }.flatMap { [Array($0.key.utf8), Array($0.value.utf8)] }
            + [request.bytes]
        for part in parts {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: part)
        }
        return Array(hash.finalize())
    }
}
