import Access

/// One of the two listeners of a service (architecture.md, decision 7).
package enum Door: String, Sendable {
    /// Server TLS and a bearer token: scripts, feeds, the portal's pages.
    case `public`
    /// Mutual TLS with a certificate of our own CA; a person's right travels as an assertion.
    case `internal`
}
