/// A time of day without a date or zone, to the minute (ISO 8601 `HH:MM`).
package struct LocalTime: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Minutes since midnight, 0…1439.
    package let minutes: Int

    package init?(minutes: Int) {
        guard (0..<1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    package init?(hour: Int, minute: Int) {
        guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
        self.minutes = hour * 60 + minute
    }

    /// Reads `HH:MM`.
    package init?(iso8601 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == 0x3A, let hour = digits(bytes, 0, 2), let minute = digits(bytes, 3, 2)
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    package static func < (left: LocalTime, right: LocalTime) -> Bool { left.minutes < right.minutes }

    package var description: String { "\(padded(self.minutes / 60, 2)):\(padded(self.minutes % 60, 2))" }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = LocalTime(iso8601: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time HH:MM")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}
