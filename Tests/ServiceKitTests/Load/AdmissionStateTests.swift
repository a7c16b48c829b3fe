import ServiceKit
import Testing

@Suite("Who is let in under load")
struct AdmissionStateTests {
    private func state(_ running: Int, waiting: Int, reads: Int = 100) -> AdmissionState {
        var limits = ServiceLimits()
        limits.running = running
        limits.waiting = waiting
        limits.runningReads = reads
        return AdmissionState(limits)
    }

    @Test func placesThenQueueThenRefusal() {
        var state = self.state(2, waiting: 1)
        #expect(state.arrive(1, .read) == .admitted)
        #expect(state.arrive(2, .read) == .admitted)
        #expect(state.arrive(3, .read) == .waits(instead: nil))
        #expect(state.arrive(4, .read) == .refused)
        #expect(state.leave(.read) == 3)
        #expect(state.leave(.read) == nil)
        #expect(state.runningCount == 1)
    }

    /// Saving goes first, then reading; sending in goes last.
    @Test func theLeastImportantMakesRoom() {
        var state = self.state(1, waiting: 3)
        #expect(state.arrive(1, .read) == .admitted)
        #expect(state.arrive(2, .edit) == .waits(instead: nil))
        #expect(state.arrive(3, .read) == .waits(instead: nil))
        #expect(state.arrive(4, .read) == .waits(instead: nil))
        #expect(state.arrive(5, .edit) == .refused)
        #expect(state.arrive(6, .act) == .waits(instead: 2))
        #expect(state.arrive(7, .act) == .waits(instead: 4))
        #expect(state.arrive(8, .compute) == .waits(instead: 3))
        #expect(state.arrive(9, .read) == .refused)
        #expect(state.arrive(10, .act) == .waits(instead: 8))
        #expect(state.arrive(11, .act) == .refused)
        #expect(state.leave(.read) == 6)
        #expect(state.leave(.act) == 7)
        #expect(state.leave(.act) == 10)
        #expect(state.leave(.act) == nil)
        #expect(state.runningCount == 0 && state.waitingCount == 0)
    }

    @Test func noKindTakesEverything() {
        var state = self.state(3, waiting: 5, reads: 1)
        #expect(state.arrive(1, .read) == .admitted)
        #expect(state.arrive(2, .read) == .waits(instead: nil))
        #expect(state.arrive(3, .act) == .admitted)
        // A place is free, but not for a read.
        #expect(state.leave(.act) == nil)
        #expect(state.leave(.read) == 2)
    }

    @Test func whoGivesUpIsForgotten() {
        var state = self.state(1, waiting: 2)
        _ = state.arrive(1, .act)
        _ = state.arrive(2, .act)
        let once = state.giveUp(2, .act)
        let twice = state.giveUp(2, .act)
        #expect(once && !twice)
        #expect(state.leave(.act) == nil)
        #expect(state.waitingCount == 0)
    }
}
