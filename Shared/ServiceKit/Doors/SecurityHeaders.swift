import HTTPTypes

/// Headers that every answer carries, errors included (trust.md §5.7).
enum SecurityHeaders {
    private static let standard: [(String, String)] = [
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex"),
    ]

    /// Adds each header that the handler has not set itself.
    static func complete(_ fields: inout HTTPFields) {
        for (text, value) in self.standard {
            guard let name = HTTPField.Name(text), fields[name] == nil else { continue }
            fields[name] = value
        }
    }
}
