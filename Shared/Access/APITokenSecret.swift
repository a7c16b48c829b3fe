import Crypto
import Foundation
import Primitives

/// The secret of a token for scripts: a mark by which leaked ones are found, and 256 random bits. It is shown once; what
/// is kept is its hash, which needs no salt because nobody can guess 256 bits.
package struct APITokenSecret: Sendable, Equatable {
    /// How every such secret begins.
    package static let mark = "convene_"

    package let text: String

    /// A new secret.
    package static func make() -> APITokenSecret {
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        return APITokenSecret(text: Self.mark + Base64URL.encode(bytes))
    }

    private init(text: String) {
        self.text = text
    }

    /// Reads what stands after `Bearer`; nil for what is no such secret.
    package init?(bearer text: some StringProtocol) {
        guard text.hasPrefix(Self.mark), text.utf8.count == Self.mark.utf8.count + 43 else { return nil }
        self.text = String(text)
    }

    package var hash: [UInt8] { Array(SHA256.hash(data: Data(self.text.utf8))) }
}
