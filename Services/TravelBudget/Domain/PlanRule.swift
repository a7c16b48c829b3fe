import Primitives

/// What the dates of a plan must keep.
package struct PlanRule: Sendable {
    /// A fault of one field.
    package struct Fault: Hashable, Sendable {
        package let field: String
        package let code: String
        package let detail: String
    }

    /// Days of the longest convening, and how far ahead it may be planned.
    package static let maximumDays = 60
    package static let maximumLead = 1826

    /// - Parameter today: the day on which it is planned.
    package static func faults(firstDay: LocalDate, lastDay: LocalDate, today: LocalDate) -> [Fault] {
        var faults: [Fault] = []
        if firstDay < today {
            faults.append(Fault(field: "firstDay", code: "in_the_past", detail: "The first day has passed already."))
        }
        if firstDay.daysSince1970 - today.daysSince1970 > Self.maximumLead {
            faults.append(
                Fault(field: "firstDay", code: "too_far", detail: "A convening is planned five years ahead at most."))
        }
        if lastDay < firstDay {
            faults.append(
                Fault(field: "lastDay", code: "before_start", detail: "The last day may not be before the first."))
        } else if lastDay.daysSince1970 - firstDay.daysSince1970 >= Self.maximumDays {
            faults.append(
                Fault(field: "lastDay", code: "too_long", detail: "A convening has \(Self.maximumDays) days at most."))
        }
        return faults
    }
}
