import Dispatch
import Foundation

/// SIGINT, SIGTERM and SIGHUP as a stream, from its making until `cancel`. A broken pipe no longer ends the process.
package final class StopSignals: Sendable {
    /// One element for each signal.
    package let stream: AsyncStream<Void>
    private let cancelSources: @Sendable () -> Void

    package init() {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        self.stream = stream
        signal(SIGPIPE, SIG_IGN)
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            // The source only sees what the default action does not take first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            return UncheckedSource(source)
        }
        self.cancelSources = {
            for source in sources { source.value.cancel() }
            continuation.finish()
        }
    }

    package func cancel() { self.cancelSources() }

    /// Dispatch objects may be used from any thread; only the import does not say so.
    private struct UncheckedSource: @unchecked Sendable {
        let value: any DispatchSourceSignal
        init(_ value: any DispatchSourceSignal) { self.value = value }
    }
}
