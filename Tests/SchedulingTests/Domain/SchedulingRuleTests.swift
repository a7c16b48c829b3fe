import Primitives
import SchedulingDomain
import Testing

@Suite("Scheduling: rules")
struct SchedulingRuleTests {
    @Test func releasesAreNamedByNumberOrLatest() {
        #expect(ReleaseReference("latest") == .latest)
        #expect(ReleaseReference("12") == .number(12))
        for text in ["", "0", "01", "-1", "+1", "1.0", "Latest", "1000000", "٣", "latest "] {
            #expect(ReleaseReference(text) == nil)
        }
    }

    @Test func hardClashesNeedAReason() {
        #expect(ReleaseRule.verdict(blockingClashes: 0, placedSessions: 3, reason: nil) == .allowed)
        #expect(
            ReleaseRule.verdict(blockingClashes: 2, placedSessions: 3, reason: nil) == .needsReason(hardClashes: 2))
        #expect(ReleaseRule.verdict(blockingClashes: 2, placedSessions: 3, reason: "Agreed by all") == .allowed)
        #expect(ReleaseRule.verdict(blockingClashes: 0, placedSessions: 0, reason: "x") == .empty)
    }

    @Test func slotsAreRealTimesInOrder() throws {
        let vienna = try #require(Zone("Europe/Vienna"))
        func slot(_ day: String, _ start: String, _ minutes: Int) throws -> SlotRule.Slot {
            SlotRule.Slot(
                day: try #require(LocalDate(iso8601: day)), start: try #require(LocalTime(iso8601: start)),
                minutes: minutes)
        }
        let faults = SlotRule.faults(
            of: [
                // Clocks go forward at 02:00 on 28 March 2027 and back at 03:00 on 31 October.
                try slot("2027-03-28", "01:30", 30), try slot("2027-03-28", "02:30", 30),
                try slot("2027-03-28", "03:00", 60), try slot("2027-03-28", "03:30", 60),
                try slot("2027-10-31", "02:30", 60),
            ], in: vienna)
        #expect(faults.map(\.index) == [1, 3])
        #expect(faults.map(\.fault) == [.timeInGap, .notInOrder])
    }
}
