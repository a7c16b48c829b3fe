import HTTPTypes

/// Headers that every answer carries, errors included (trust.md §5.7).
enum SecurityHeaders {
    private static let standard: [HTTPField] = [
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex"),
    ].map { name, value in
        guard let name = HTTPField.Name(name) else { preconditionFailure("a literal header name is valid") }
        return HTTPField(name: name, value: value)
    }

    /// Adds each header that the handler has not set itself.
    static func complete(_ fields: inout HTTPFields) {
        for field in self.standard where !fields.contains(field.name) { fields.append(field) }
    }
}
