import Access
import Foundation

/// A random secret in a file of its own, readable by its owner only.
package enum SecretFile {
    /// 32 letters and digits: 190 bits, and nothing that a shell, a URL or SQL would read differently.
    package static func makeSecret() -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        // The system generator is a cryptographic one on Linux (getrandom).
        var generator = SystemRandomNumberGenerator()
        return String((0..<32).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
    }

    /// The secret in the file, made now if there is none.
    package static func ensure(_ path: String) throws -> String {
        if let secret = Self.read(path) { return secret }
        let secret = Self.makeSecret()
        try AtomicFile.write(secret + "\n", to: path, mode: 0o600)
        return secret
    }

    /// The secret in the file; `nil` when there is no such file or it is empty.
    package static func read(_ path: String) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return secret.isEmpty ? nil : secret
    }
}
