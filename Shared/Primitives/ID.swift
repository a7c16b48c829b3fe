import Foundation

/// An identifier of one kind of thing: a UUID version 7 (RFC 9562 §5.7), so that ids made one after the other
/// stay neighbours in an index. An id is never a secret and knowing one is never a right.
package struct ID<Tag>: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// The 128 bits.
    package let uuid: UUID

    package init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads the canonical text form (8-4-4-4-12 hexadecimal digits); nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 36, let uuid = UUID(uuidString: String(text)) else { return nil }
        self.uuid = uuid
    }

    /// Makes an id for a moment: 48 bits of Unix milliseconds, then version, variant and 74 random bits.
    package init(at moment: Instant, using generator: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(max(0, moment.microseconds / 1000))
        let high = generator.next()
        let low = generator.next()
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * index)) }
        for index in 6..<8 { bytes[index] = UInt8(truncatingIfNeeded: high >> UInt64(8 * (index - 6))) }
        for index in 8..<16 { bytes[index] = UInt8(truncatingIfNeeded: low >> UInt64(8 * (index - 8))) }
        bytes[6] = 0x70 | (bytes[6] & 0x0F)
        bytes[8] = 0x80 | (bytes[8] & 0x3F)
        self.uuid = UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9],
                bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }

    /// A new id for this moment from the system's random source. Only services call this; engines are given ids.
    package static func next() -> Self {
        var generator = SystemRandomNumberGenerator()
        return Self(at: .now, using: &generator)
    }

    /// Canonical lower-case text.
    package var description: String {
        // Not by way of `uuidString`, which is upper-case: ids are written more often than anything else.
        withUnsafeBytes(of: self.uuid.uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { text in
                var place = 0
                for (index, byte) in bytes.enumerated() {
                    if index == 4 || index == 6 || index == 8 || index == 10 {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    text[place] = hexadecimalDigit(byte >> 4)
                    text[place + 1] = hexadecimalDigit(byte & 15)
                    place += 2
                }
                return place
            }
        }
    }

    /// The order of their texts.
    package static func < (left: Self, right: Self) -> Bool {
        withUnsafeBytes(of: left.uuid.uuid) { left in
            withUnsafeBytes(of: right.uuid.uuid) { right in left.lexicographicallyPrecedes(right) }
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = Self(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}

/// The kinds of thing that cross a service's border. Each is a tag only; no value of it is ever made.
package enum OrganisationTag {}
package enum PersonTag {}
package enum ConveningTag {}
package enum CallTag {}
package enum ApplicationTag {}
package enum RoundTag {}
package enum CandidateTag {}
package enum ReviewerTag {}
package enum AssignmentTag {}
package enum CohortTag {}
package enum BudgetTag {}
package enum BudgetLineTag {}
package enum AgendaTag {}
package enum SessionTag {}
package enum RoomTag {}
package enum JobTag {}

package typealias OrganisationID = ID<OrganisationTag>
package typealias PersonID = ID<PersonTag>
package typealias ConveningID = ID<ConveningTag>
package typealias CallID = ID<CallTag>
package typealias ApplicationID = ID<ApplicationTag>
package typealias RoundID = ID<RoundTag>
package typealias CandidateID = ID<CandidateTag>
package typealias ReviewerID = ID<ReviewerTag>
package typealias AssignmentID = ID<AssignmentTag>
package typealias CohortID = ID<CohortTag>
package typealias BudgetID = ID<BudgetTag>
package typealias BudgetLineID = ID<BudgetLineTag>
package typealias AgendaID = ID<AgendaTag>
package typealias SessionID = ID<SessionTag>
package typealias RoomID = ID<RoomTag>
package typealias JobID = ID<JobTag>
