import Dispatch
import Foundation
import Primitives
import Synchronization

/// Where log lines go: a file descriptor that a thread of its own writes to some times a second at most, so that no
/// request waits for a disk or a terminal, and lines that come together leave together.
package final class LogStream: Sendable {
    package static let standardError = LogStream(STDERR_FILENO)

    /// How long a line may stay here.
    private static let pause = DispatchTimeInterval.milliseconds(20)
    /// Bytes that may wait. Whoever adds more writes them out himself: memory does not grow behind a blocked reader.
    private static let limit = 1 << 20

    private struct State {
        var bytes: [UInt8] = []
        /// The second that `moment` stands for.
        var second = 0
        var moment: [UInt8] = []
    }

    private let descriptor: Int32
    private let state = Locked(State())
    /// Held while bytes are written, so that lines keep their order.
    private let turn = Locked<Void>(())
    private let queue = DispatchQueue(label: "convene.log")

    /// - Parameter descriptor: stays open for as long as lines are added, and is not closed here.
    package init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Adds a line, to which the moment is put.
    /// - Parameter isUrgent: it is written out before this returns, with all before it.
    func add(_ line: [UInt8], isUrgent: Bool) {
        let second = time(nil)
        let (isFirst, isTooMuch) = self.state.withLock { state in
            let isFirst = state.bytes.isEmpty
            if state.second != second {
                state.moment = Self.moment(second)
                state.second = second
            }
            state.bytes.append(contentsOf: state.moment)
            state.bytes.append(contentsOf: line)
            state.bytes.append(0x0A)
            return (isFirst, state.bytes.count > Self.limit)
        }
        if isUrgent || isTooMuch {
            self.flush()
        } else if isFirst {
            self.queue.asyncAfter(deadline: .now() + Self.pause) { self.flush() }
        }
    }

    /// Returns when everything that was added before is out.
    package func flush() {
        self.turn.withLock { _ in
            let bytes = self.state.withLock { state in
                defer { state.bytes = [] }
                return state.bytes
            }
            self.send(bytes)
        }
    }

    /// ISO 8601 with the offset of the machine's zone, and a space.
    private static func moment(_ second: Int) -> [UInt8] {
        var second = second
        var parts = tm()
        localtime_r(&second, &parts)
        var text = [CChar](repeating: 0, count: 64)
        let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S%z ", &parts)
        return text[..<count].map { UInt8(bitPattern: $0) }
    }

    private func send(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = write(self.descriptor, part.baseAddress, part.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EAGAIN {
                    var waiting = pollfd(fd: self.descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&waiting, 1, 1000)
                } else if errno != EINTR {
                    // Nobody is there to read it; a service does not end for that.
                    return
                }
            }
        }
    }
}
