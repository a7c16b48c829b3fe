import Access
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Primitives

/// Headers, query and body of a request.
extension Gate {
    func checkHeaders(_ request: Request, _ operation: Endpoint) throws {
        switch operation.effect {
        case .read, .compute: break
        case .act:
            let keys = request.headers[values: .idempotencyKey]
            guard keys.count == 1, let key = keys.first, (1...255).contains(key.utf8.count),
                key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else {
                throw Problem(
                    .idempotencyKeyMissing,
                    "Send one Idempotency-Key of 1 to 255 visible ASCII characters, a new one for each new act.")
            }
        case .edit:
            guard let field = request.headers[.ifMatch] else {
                throw Problem(.preconditionRequired, "Send If-Match with the ETag of the version that you have read.")
            }
            guard EntityTagCondition(field) != nil else {
                throw Problem(.badRequest, "If-Match is not a list of entity tags.")
            }
        }
    }

    /// Parameters of a query: no operation knows as many, and what is wrong with each would be told.
    private static let mostParts = 64

    /// What can be shown again as the name of a parameter: letters, digits and `_.-`.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x2D: true
        default: false
        }
    }

    func query(of request: Request, _ operation: Endpoint) throws -> [String: String] {
        var found: [String: String] = [:]
        var errors: [FieldError] = []
        guard let path = request.head.path, let mark = path.utf8.firstIndex(of: 0x3F) else { return [:] }
        let text = path[path.index(after: mark)...]
        guard text.utf8.lazy.filter({ $0 == 0x26 }).count < Self.mostParts else {
            throw Problem(.badRequest, "The query may have at most \(Self.mostParts) parameters.")
        }
        for part in text.split(separator: "&", omittingEmptySubsequences: true) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = pair[0].replacingOccurrences(of: "+", with: " ").removingPercentEncoding
            let raw = pair.count == 2 ? pair[1].replacingOccurrences(of: "+", with: " ") : ""
            guard let name, let value = raw.removingPercentEncoding else {
                throw Problem(.badRequest, "The query is not percent-encoded UTF-8.")
            }
            if !operation.query.contains(name) {
                guard !self.hooks.ignoresUnknownQuery else { continue }
                let isHarmless = (1...32).contains(name.utf8.count) && name.utf8.allSatisfy(Self.isPlain)
                errors.append(
                    FieldError(
                        pointer: isHarmless ? "?\(name)" : "?", code: "unknown_field",
                        detail: "There is no such query parameter here."))
            } else if found.updateValue(value, forKey: name) != nil {
                errors.append(
                    FieldError(pointer: "?\(name)", code: "duplicate", detail: "This parameter stands twice."))
            } else if value.utf8.count > 512 {
                errors.append(
                    FieldError(
                        pointer: "?\(name)", code: "too_long", detail: "This parameter may have at most 512 bytes.",
                        parameters: ["maximum": "512"]))
            } else if TextRule.firstForbidden(in: value, allowsLines: false) != nil {
                errors.append(
                    FieldError(
                        pointer: "?\(name)", code: "forbidden_character",
                        detail: "This parameter holds a character that may not be used."))
            } else if let fault = QueryRule.fault(name, value, isPaged: operation.isPaged) {
                errors.append(fault)
            }
        }
        guard errors.isEmpty else { throw Problem.invalid(errors) }
        return found
    }

    /// The whole body. How long it may take is the connection's business (`ExchangeClock`).
    func bytes(of request: Request, _ operation: Endpoint) async throws -> [UInt8] {
        let limit: Int
        switch operation.body {
        case .none: return []
        case .json:
            limit = 1 << 20
            try self.checkMediaType(request, "application/json")
        case .other(let mediaType, let maximum):
            limit = maximum
            try self.checkMediaType(request, mediaType)
        }
        let tooLarge = Problem(
            .contentTooLarge, "The body may have at most \(limit) bytes.", headers: ["Connection": "close"])
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit { throw tooLarge }
        if request.headers[.expect] != nil { DoorConnection.current?.wantBody() }
        do {
            var bytes: [UInt8] = []
            for try await part in request.body {
                guard bytes.count + part.readableBytes <= limit else { throw tooLarge }
                bytes.append(contentsOf: part.readableBytesView)
            }
            return bytes
        } catch let error as Problem {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch is ExchangeHandler.TooSlow {
            throw Problem(
                .requestTimeout, "The body did not arrive in time.", headers: ["Connection": "close"])
        } catch {
            // Ended early or framed wrongly: the sender's doing, and the connection is of no more use.
            throw Problem(.badRequest, "The body did not arrive whole.", headers: ["Connection": "close"])
        }
    }

    private func checkMediaType(_ request: Request, _ wanted: String) throws {
        let field = request.headers[.contentType] ?? ""
        let parts = field.split(separator: ";").map { $0.trimmingSpaces().lowercased() }
        let isUTF8 = parts.dropFirst().allSatisfy {
            !$0.hasPrefix("charset") || $0 == "charset=utf-8" || $0 == "charset=\"utf-8\""
        }
        guard parts.first == wanted, isUTF8 else {
            throw Problem(.unsupportedMediaType, "The body must be \(wanted) in UTF-8; say so in Content-Type.")
        }
        guard request.headers[.contentEncoding] == nil else {
            throw Problem(.unsupportedMediaType, "The body may not be compressed.")
        }
    }
}
