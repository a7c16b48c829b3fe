import Primitives

/// 2000-01-01, where PostgreSQL counts from.
private enum Epoch {
    static let microseconds: Int64 = 946_684_800_000_000
    static let days = 10_957
}

/// `timestamptz`. The server's `infinity` has no counterpart and is a decoding error.
extension Instant: PostgresScalar {
    package static var postgresType: PostgresType { .timestamptz }

    package func encodePostgres(into bytes: inout [UInt8]) {
        let (value, overflow) = self.microseconds.subtractingReportingOverflow(Epoch.microseconds)
        // One more than -infinity: the server refuses it as out of range, which an unrepresentable moment is.
        bytes.append(bigEndian: overflow ? Int64.min + 1 : value)
    }

    package static func decodePostgres(_ field: PostgresField) -> Instant? {
        guard let value = field.integer(Int64.self), value != .max, value != .min else { return nil }
        let (microseconds, overflow) = value.addingReportingOverflow(Epoch.microseconds)
        return overflow ? nil : Instant(microseconds: microseconds)
    }
}

/// `date`. The server's `infinity` has no counterpart and is a decoding error.
extension LocalDate: PostgresScalar {
    package static var postgresType: PostgresType { .date }

    package func encodePostgres(into bytes: inout [UInt8]) {
        let (days, overflow) = self.daysSince1970.subtractingReportingOverflow(Epoch.days)
        let limit = Int(Int32.max) - 1
        bytes.append(bigEndian: Int32(overflow ? -limit : min(max(days, -limit), limit)))
    }

    package static func decodePostgres(_ field: PostgresField) -> LocalDate? {
        guard let days = field.integer(Int32.self), days != .max, days != .min else { return nil }
        return LocalDate(daysSince1970: Int(days) + Epoch.days)
    }
}

/// `time`; a time with seconds is a decoding error, because this type has none.
extension LocalTime: PostgresScalar {
    package static var postgresType: PostgresType { .time }

    package func encodePostgres(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: Int64(self.minutes) * 60_000_000)
    }

    package static func decodePostgres(_ field: PostgresField) -> LocalTime? {
        guard let microseconds = field.integer(Int64.self), microseconds % 60_000_000 == 0 else { return nil }
        return LocalTime(minutes: Int(microseconds / 60_000_000))
    }
}
