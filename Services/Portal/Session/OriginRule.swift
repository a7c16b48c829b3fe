/// The second wall around forms beside the proof: what the browser itself says about where a request comes from
/// (Fetch Metadata; RFC 6454 for `Origin`).
package enum OriginRule {
    /// Whether a POST may be handled.
    /// - Parameters:
    ///   - site: value of `Sec-Fetch-Site`, when there is one.
    ///   - origin: value of `Origin`, when there is one.
    ///   - host: what the request was sent to (`Host`).
    package static func allows(site: String?, origin: String?, host: String) -> Bool {
        if let site { return site == "same-origin" || site == "none" }
        // Older browsers send neither or only `Origin`; then the proof stands alone.
        guard let origin else { return true }
        return origin == "https://\(host)"
    }
}
