import Primitives
import Synchronization

/// Tokens whose signature and claims were found right, so that the next request with the same one need not pay for that
/// again; whether it has expired is asked each time. Only what was accepted is kept, so nobody without tokens of ours
/// can fill it.
final class VerifiedTokens: Sendable {
    private static let limit = 1024
    /// Longer ones, with many convenings, are read anew: what is kept stays under a megabyte.
    private static let maximumLength = 1024

    private let tokens = Locked<[String: AccessToken]>([:])

    func find(_ token: some StringProtocol) -> AccessToken? {
        self.tokens.withLock { $0[String(token)] }
    }

    func keep(_ token: some StringProtocol, _ accepted: AccessToken) {
        guard token.utf8.count <= Self.maximumLength else { return }
        self.tokens.withLock { tokens in
            if tokens.count >= Self.limit { tokens.removeAll(keepingCapacity: true) }
            tokens[String(token)] = accepted
        }
    }
}
