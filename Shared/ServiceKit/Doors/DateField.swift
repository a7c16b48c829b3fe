import Foundation
import HTTPTypes
import Primitives
import Synchronization

/// The `Date` of answers (RFC 9110 §5.6.7, IMF-fixdate), put into words once a second.
enum DateField {
    private static let kept = Locked((second: 0, field: Self.field(0)))

    static var now: HTTPField {
        let second = time(nil)
        return self.kept.withLock { kept in
            if kept.second != second { kept = (second, self.field(second)) }
            return kept.field
        }
    }

    static func field(_ second: Int) -> HTTPField { HTTPField(name: .date, value: self.text(second)) }

    /// Not by the machine's language: the names of days and months are English.
    private static func text(_ second: Int) -> String {
        var second = second
        var parts = tm()
        gmtime_r(&second, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
        return "\(day) \(1900 + parts.tm_year) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
