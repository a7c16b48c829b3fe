import Primitives

/// What slots must be like: real local times, in order, without overlap, none in a daylight-saving gap.
package enum SlotRule {
    /// A slot as far as the rule goes.
    package struct Slot: Hashable, Sendable {
        package let day: LocalDate
        package let start: LocalTime
        package let minutes: Int

        package init(day: LocalDate, start: LocalTime, minutes: Int) {
            self.day = day
            self.start = start
            self.minutes = minutes
        }
    }

    package enum Fault: String, Sendable {
        /// The clocks skip this time on this day.
        case timeInGap = "time_in_gap"
        /// It begins before the one listed before it ends.
        case notInOrder = "not_in_order"
    }

    /// Every fault with the index of its slot.
    package static func faults(of slots: [Slot], in zone: Zone) -> [(index: Int, fault: Fault)] {
        var faults: [(index: Int, fault: Fault)] = []
        var end: Instant?
        for (index, slot) in slots.enumerated() {
            guard let start = zone.instant(slot.day, slot.start) else {
                faults.append((index, .timeInGap))
                continue
            }
            if let end, start < end { faults.append((index, .notInOrder)) }
            end = start.adding(seconds: Double(slot.minutes) * 60)
        }
        return faults
    }
}
