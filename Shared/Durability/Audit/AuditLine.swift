import Foundation
import Postgres
import Primitives

/// One line of a service's audit chain as it leaves the house (architecture.md, conventions).
///
/// The exported line is JSON in the canonical form of RFC 8785: members sorted by name, no blanks, one way to write a
/// string and a number. Its `hash` is the SHA-256 of the same line without the member `hash`; its `prev` is the hash
/// of the line before, and of the first one `AuditHash.beginning(ofSchema:)`.
package struct AuditLine: Sendable, Equatable {
    /// The place in the chain, from 1 without a gap.
    package var seq: Int
    /// When the row was written. Lines stand in the order in which they became certain, which may differ a little.
    package var ts: Instant
    package var actor: String
    package var role: String
    /// Noun and verb, `application.submitted`.
    package var action: String
    /// Kind and opaque id.
    package var object: String
    package var reason: String?
    /// Id of the request.
    package var request: String
    package var details: [String: String]
    package var prev: AuditHash

    package init(
        seq: Int, ts: Instant, actor: String, role: String, action: String, object: String, reason: String?,
        request: String, details: [String: String], prev: AuditHash
    ) {
        self.seq = seq
        self.ts = ts
        self.actor = actor
        self.role = role
        self.action = action
        self.object = object
        self.reason = reason
        self.request = request
        self.details = details
        self.prev = prev
    }

    /// The hash that belongs to this content.
    package var hash: AuditHash { AuditHash(of: self.canonical(with: nil)) }

    /// The bytes of the line, without a line feed.
    /// - Parameter hash: the member `hash`; `nil` leaves it out, which gives what is hashed.
    package func canonical(with hash: AuditHash?) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes += #"{"action":"#.utf8
        CanonicalText.append(self.action, to: &bytes)
        bytes += #","actor":"#.utf8
        CanonicalText.append(self.actor, to: &bytes)
        bytes += #","details":{"#.utf8
        // RFC 8785 sorts by UTF-16 code units.
        let details = self.details.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
        for (index, detail) in details.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            CanonicalText.append(detail.key, to: &bytes)
            bytes.append(0x3A)
            CanonicalText.append(detail.value, to: &bytes)
        }
        if let hash {
            bytes += #"},"hash":""#.utf8
            hash.append(to: &bytes)
            bytes += #"","object":"#.utf8
        } else {
            bytes += #"},"object":"#.utf8
        }
        CanonicalText.append(self.object, to: &bytes)
        bytes += #","prev":""#.utf8
        self.prev.append(to: &bytes)
        bytes += #"","reason":"#.utf8
        if let reason { CanonicalText.append(reason, to: &bytes) } else { bytes += "null".utf8 }
        bytes += #","request":"#.utf8
        CanonicalText.append(self.request, to: &bytes)
        bytes += #","role":"#.utf8
        CanonicalText.append(self.role, to: &bytes)
        bytes += #","seq":"#.utf8
        bytes += String(self.seq).utf8
        bytes += #","ts":""#.utf8
        bytes += self.ts.description.utf8
        bytes += #""}"#.utf8
        return bytes
    }
}

/// A row of `audit` with its place in the chain, in the order of `AuditReader`'s columns.
package struct ChainedRow: RowDecodable {
    package let line: AuditLine
    /// As stored; equal to `line.hash` unless somebody changed one of the two.
    package let hash: AuditHash

    /// The exported line.
    package var bytes: [UInt8] { self.line.canonical(with: self.hash) }

    package init(_ row: inout RowCursor) throws(RowDecodingError) {
        let seq = try row.next(Int.self)
        let content = try AuditContent(&row)
        guard let prev = AuditHash(try row.next([UInt8].self)), let hash = AuditHash(try row.next([UInt8].self)) else {
            throw RowDecodingError.inconsistent("a hash has 32 bytes")
        }
        self.line = content.line(seq: seq, prev: prev)
        self.hash = hash
    }
}

/// The columns of `audit` that a line shows.
struct AuditContent {
    let ts: Instant
    let actor: String
    let role: String
    let action: String
    let object: String
    let reason: String?
    let request: String
    let details: [String: String]

    init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.ts = try row.next()
        self.actor = try row.next()
        self.role = try row.next()
        self.action = try row.next()
        self.object = try row.next()
        self.reason = try row.next()
        self.request = try row.next()
        let details: JSONText = try row.next()
        self.details = try details.text == "{}" ? [:] : details.stored()
    }

    func line(seq: Int, prev: AuditHash) -> AuditLine {
        AuditLine(
            seq: seq, ts: self.ts, actor: self.actor, role: self.role, action: self.action, object: self.object,
            reason: self.reason, request: self.request, details: self.details, prev: prev)
    }
}
