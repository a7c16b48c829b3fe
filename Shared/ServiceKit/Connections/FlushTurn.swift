import NIOCore
import Primitives
import Synchronization

/// The connections of one event loop that want to send: all of them when the tasks that are ready have run. Answers that
/// become ready together then leave together, and the other side is woken once for several of them.
final class FlushTurn {
    private let eventLoop: any EventLoop
    private var encoders: [AnswerEncoder] = []

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Must be called on the event loop.
    func join(_ encoder: AnswerEncoder) {
        self.encoders.append(encoder)
        guard self.encoders.count == 1 else { return }
        let bound = NIOLoopBound(self, eventLoop: self.eventLoop)
        self.eventLoop.execute { bound.value.take() }
    }

    private func take() {
        let encoders = self.encoders
        self.encoders.removeAll(keepingCapacity: true)
        for encoder in encoders { encoder.flushNow() }
    }
}

/// The turn of each event loop.
final class FlushTurns: Sendable {
    private let turns = Locked<[ObjectIdentifier: NIOLoopBound<FlushTurn>]>([:])

    /// Must be called on the event loop.
    func turn(of eventLoop: any EventLoop) -> FlushTurn {
        self.turns.withLock { turns in
            if let known = turns[ObjectIdentifier(eventLoop)] { return known }
            let made = NIOLoopBound(FlushTurn(eventLoop), eventLoop: eventLoop)
            turns[ObjectIdentifier(eventLoop)] = made
            return made
        }.value
    }
}
