import Access
import Foundation
import ServiceKit

/// What makes two requests with one key the same request: the operation, its path, its query and its body.
enum Fingerprint {
    /// The parts in a fixed order; what is kept is a keyed hash over them (`AnswerSeal`).
    static func parts(of request: APIRequest) -> [[UInt8]] {
        [Array(request.operation.id.utf8), Array(request.principal.role.rawValue.utf8)]
            + request.parameters.sorted { $0.key < $1.key }.map { Array($0.value.utf8) }
            + request.query.sorted { $0.key < $1.key }.flatMap { [Array($0.key.utf8), Array($0.value.utf8)] }
            + [request.bytes]
    }
}
