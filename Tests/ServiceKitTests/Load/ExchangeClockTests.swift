import NIOCore
import ServiceKit
import Testing

@Suite("Until when a peer has to do its part")
struct ExchangeClockTests {
    private let zero = NIODeadline.uptimeNanoseconds(0)
    private func at(_ seconds: Int64) -> NIODeadline { self.zero + .seconds(seconds) }

    private func expect(
        _ clock: ExchangeClock, _ seconds: Int64?, _ fault: ExchangeClock.Fault? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(clock.next?.moment == seconds.map { self.at($0) }, sourceLocation: sourceLocation)
        #expect(clock.next?.fault == fault, sourceLocation: sourceLocation)
    }

    @Test func headsBodiesAnswersAndPauses() {
        var clock = ExchangeClock(ServiceLimits(), opened: self.zero)
        self.expect(clock, 10, .head(hasBegun: false))
        clock.bytesArrived(5, self.at(9))
        self.expect(clock, 10, .head(hasBegun: true))
        clock.headRead(self.at(9))
        self.expect(clock, 14, .body)
        // Ten kilobytes buy ten seconds; the whole body never has more than thirty.
        clock.bytesArrived(10_240, self.at(10))
        self.expect(clock, 19, .body)
        clock.bytesArrived(1 << 20, self.at(11))
        self.expect(clock, 39, .body)
        clock.endRead()
        self.expect(clock, nil)
        clock.answerBegan(self.at(20))
        self.expect(clock, 80, .answer)
        clock.answered(102_400)
        self.expect(clock, 180, .answer)
        clock.answerEnded(self.at(30))
        self.expect(clock, 105, .idle)
        clock.bytesArrived(1, self.at(100))
        self.expect(clock, 110, .head(hasBegun: true))
        #expect(clock.isIdle)
    }

    /// A peer that sends its next request early does not pay for our slowness.
    @Test func theNextHeadWaitsForOurAnswer() {
        var clock = ExchangeClock(ServiceLimits(), opened: self.zero)
        clock.headRead(self.at(1))
        clock.endRead()
        clock.bytesArrived(4, self.at(2))
        self.expect(clock, nil)
        #expect(!clock.isIdle)
        clock.answerBegan(self.at(50))
        clock.answered(10)
        clock.answerEnded(self.at(51))
        self.expect(clock, 61, .head(hasBegun: true))
    }

    /// Whoever takes the first of several answers owes the others no less.
    @Test func pipelinedAnswersHaveADeadlineEach() {
        var clock = ExchangeClock(ServiceLimits(), opened: self.zero)
        for second: Int64 in 1...3 {
            clock.headRead(self.at(second))
            clock.endRead()
            clock.answerBegan(self.at(second))
            clock.answered(10_240)
        }
        self.expect(clock, 91, .answer)
        clock.answerEnded(self.at(50))
        self.expect(clock, 82, .answer)
        clock.answerEnded(self.at(60))
        self.expect(clock, 73, .answer)
        clock.answerEnded(self.at(70))
        self.expect(clock, 145, .idle)
    }

    /// Whoever waits to be asked for a body has her time from then on.
    @Test func aBodyThatWasNotAskedForIsNotLate() {
        var clock = ExchangeClock(ServiceLimits(), opened: self.zero)
        clock.headRead(self.at(1), waits: true)
        #expect(clock.isReadingBody)
        self.expect(clock, nil)
        clock.bodyWanted(self.at(9))
        self.expect(clock, 14, .body)
        clock.endRead()
        clock.bodyWanted(self.at(10))
        self.expect(clock, nil)
    }

    /// A body that comes behind a request that is still worked on is not late: we have stopped reading.
    @Test func theNextBodyWaitsForOurAnswer() {
        var clock = ExchangeClock(ServiceLimits(), opened: self.zero)
        clock.headRead(self.at(1))
        clock.endRead()
        clock.headRead(self.at(2))
        self.expect(clock, nil)
        clock.answerBegan(self.at(30))
        self.expect(clock, 90, .answer)
        clock.answerEnded(self.at(31))
        self.expect(clock, 36, .body)
    }
}
