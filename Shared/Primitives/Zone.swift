import Foundation

/// An IANA time zone, by name (`Asia/Kabul`). Rules come from the system's tz database through Foundation.
package struct Zone: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The IANA name.
    package let name: String

    /// Nil for a name that the tz database does not know, and for abbreviations (`EST`) and offsets. Foundation knows
    /// names under `SystemV/` that the tz database has dropped.
    package init?(_ name: String) {
        guard name == "UTC" || name.contains("/"), name.utf8.count <= 64, !name.hasPrefix("SystemV/"),
            TimeZone(identifier: name) != nil
        else {
            return nil
        }
        self.name = name
    }

    package static let utc: Zone = {
        guard let zone = Zone("UTC") else { preconditionFailure("the tz database of this machine has no UTC") }
        return zone
    }()

    private var foundation: TimeZone {
        guard let zone = TimeZone(identifier: self.name) else {
            preconditionFailure("a zone is only made for a known name")
        }
        return zone
    }

    /// Seconds east of UTC at a moment.
    package func offsetSeconds(at moment: Instant) -> Int {
        self.foundation.secondsFromGMT(for: moment.date)
    }

    /// Local date and minutes since local midnight of a moment.
    package func local(_ moment: Instant) -> (date: LocalDate, time: LocalTime) {
        let local = moment.microseconds / 1_000_000 + Int64(self.offsetSeconds(at: moment))
        var day = local / 86_400
        var rest = local % 86_400
        if rest < 0 {
            rest += 86_400
            day -= 1
        }
        guard let time = LocalTime(minutes: Int(rest / 60)) else { preconditionFailure("0 <= rest < 86,400") }
        return (LocalDate(daysSince1970: Int(day)), time)
    }

    /// The moment of a local date and time. Nil inside a gap (clocks going forward); the earlier of the two
    /// moments where the local time happens twice.
    package func instant(_ date: LocalDate, _ time: LocalTime) -> Instant? {
        let naive = Int64(date.daysSince1970) * 86_400 + Int64(time.minutes) * 60
        var found: Instant?
        // Offsets in force a day before and after bracket every transition near this local time.
        for probe in [naive - 86_400, naive, naive + 86_400] {
            let offset = self.offsetSeconds(at: Instant(microseconds: probe * 1_000_000))
            let candidate = Instant(microseconds: (naive - Int64(offset)) * 1_000_000)
            if self.offsetSeconds(at: candidate) == offset {
                found = found.map { min($0, candidate) } ?? candidate
            }
        }
        return found
    }

    package var description: String { self.name }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let zone = Zone(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an IANA time zone")
        }
        self = zone
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.name)
    }
}
