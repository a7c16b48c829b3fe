/// The second wall around forms beside the proof: what the browser itself says about where a request comes from
/// (Fetch Metadata; RFC 6454 for `Origin`).
package enum OriginRule {
    /// Whether a POST may be handled.
    /// - Parameters:
    ///   - site: value of `Sec-Fetch-Site`, when there is one.
    ///   - origin: value of `Origin`, when there is one.
    ///   - host: value of `Host`.
    package static func allows(site: String?, origin: String?, host: String?) -> Bool {
        if let site { return site == "same-origin" || site == "none" }
        // Older browsers send neither or only `Origin`; where the host is not known the proof stands alone.
        guard let origin else { return true }
        guard let host else { return origin != "null" }
        return origin == "https://\(host)"
    }
}
