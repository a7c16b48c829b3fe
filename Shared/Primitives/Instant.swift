import Foundation

/// A moment in UTC with microsecond resolution, as PostgreSQL's `timestamptz` keeps it.
/// On the wire it is RFC 3339 text, always written with `Z`.
package struct Instant: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package init(_ date: Date) {
        self.microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
    }

    /// The system's wall clock.
    package static var now: Instant { Instant(Date()) }

    package var date: Date { Date(timeIntervalSince1970: Double(self.microseconds) / 1_000_000) }

    package func adding(seconds: Double) -> Instant {
        Instant(microseconds: self.microseconds + Int64((seconds * 1_000_000).rounded()))
    }

    /// Seconds from this moment to another; negative when the other is earlier.
    package func seconds(to other: Instant) -> Double {
        Double(other.microseconds - self.microseconds) / 1_000_000
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    /// Reads RFC 3339 §5.6 `date-time`: a zone is required, dates must exist, second 60 is refused (no leap
    /// seconds), and at most six fraction digits are kept.
    package init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40, bytes[10] == 0x54 || bytes[10] == 0x74,
            let date = LocalDate(iso8601: String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[13] == 0x3A, bytes[16] == 0x3A,
            let hour = digits(bytes, 11, 2), let minute = digits(bytes, 14, 2), let second = digits(bytes, 17, 2),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var position = 19
        var fraction: Int64 = 0
        if bytes[position] == 0x2E {
            position += 1
            var scale: Int64 = 100_000
            let start = position
            while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
                fraction += Int64(bytes[position] - 0x30) * scale
                scale /= 10
                position += 1
            }
            guard position > start else { return nil }
        }
        guard position < bytes.count else { return nil }
        var offsetMinutes = 0
        switch bytes[position] {
        case 0x5A, 0x7A:
            guard position + 1 == bytes.count else { return nil }
        case 0x2B, 0x2D:
            guard position + 6 == bytes.count, bytes[position + 3] == 0x3A,
                let hours = digits(bytes, position + 1, 2), let minutes = digits(bytes, position + 4, 2),
                hours < 24, minutes < 60
            else { return nil }
            offsetMinutes = (hours * 60 + minutes) * (bytes[position] == 0x2D ? -1 : 1)
        default: return nil
        }
        let seconds = Int64(date.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        self.microseconds = (seconds - Int64(offsetMinutes) * 60) * 1_000_000 + fraction
        // The offset may lead out of the years that can be written.
        guard Self.writable.contains(self.microseconds) else { return nil }
    }

    /// The years 1 to 9999 in UTC, which RFC 3339 can write.
    private static let writable: Range<Int64> = -62_135_596_800_000_000..<253_402_300_800_000_000

    /// RFC 3339 in UTC; fraction digits only when there are any.
    package var description: String {
        var seconds = self.microseconds / 1_000_000
        var fraction = self.microseconds % 1_000_000
        if fraction < 0 {
            fraction += 1_000_000
            seconds -= 1
        }
        var day = seconds / 86_400
        var rest = seconds % 86_400
        if rest < 0 {
            rest += 86_400
            day -= 1
        }
        let (year, month, dayOfMonth) = LocalDate(daysSince1970: Int(day)).components
        var text: [UInt8] = []
        text.reserveCapacity(27)
        let clock = (Int(rest / 3600), Int(rest / 60 % 60), Int(rest % 60))
        for (value, width, end) in [
            (year, 4, "-"), (month, 2, "-"), (dayOfMonth, 2, "T"), (clock.0, 2, ":"), (clock.1, 2, ":"),
        ] as [(Int, Int, Unicode.Scalar)] {
            appendPadded(value, width, to: &text)
            text.append(UInt8(ascii: end))
        }
        appendPadded(clock.2, 2, to: &text)
        if fraction != 0 {
            text.append(UInt8(ascii: "."))
            appendPadded(Int(fraction), 6, to: &text)
            while text.last == UInt8(ascii: "0") { text.removeLast() }
        }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Instant(rfc3339: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time with zone")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}

func digits(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<(start + count)] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
    }
    return value
}

func padded(_ value: Int, _ width: Int) -> String {
    var text: [UInt8] = []
    appendPadded(value, width, to: &text)
    return String(decoding: text, as: UTF8.self)
}

/// Writes a number with zeros before it up to a width.
private func appendPadded(_ value: Int, _ width: Int, to text: inout [UInt8]) {
    if value < 0 { text.append(UInt8(ascii: "-")) }
    var (digits, rest) = (0, value.magnitude)
    repeat {
        digits += 1
        rest /= 10
    } while rest > 0
    for _ in 0..<max(0, width - digits) { text.append(UInt8(ascii: "0")) }
    let start = text.count
    rest = value.magnitude
    for _ in 0..<digits {
        text.append(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
    }
    text[start...].reverse()
}
