import Foundation

/// Runs an engine for a request on a thread of its own, so that it holds up no other request while it computes.
enum EngineThread {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: work()) }
            // CBC recurses; the default secondary stack of 512 KiB is too small for it.
            thread.stackSize = 16 << 20
            thread.start()
        }
    }
}
