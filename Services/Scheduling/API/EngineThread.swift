import Foundation

/// A thread of its own for an engine that a request waits for, so that it holds up no other request.
enum EngineThread {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws -> Value {
        await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: work()) }.start()
        }
    }
}
