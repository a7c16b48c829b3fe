import Hummingbird
import NIOCore

/// How long a body may take to arrive: a sender who drips bytes would hold a connection for nothing.
enum BodyDeadline {
    static let seconds = 30

    struct Expired: Error {}

    /// - Throws: `Expired`, or what collecting throws.
    static func collect(_ body: RequestBody, upTo limit: Int) async throws -> ByteBuffer {
        try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await body.collect(upTo: limit) }
            group.addTask {
                try await Task.sleep(for: .seconds(Self.seconds))
                throw Expired()
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw Expired() }
            return first
        }
    }
}
