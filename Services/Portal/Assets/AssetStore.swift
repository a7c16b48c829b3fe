import Compression

/// The static files of the portal under names that hold their content's hash, so that browsers may keep them for
/// a year and a new version is a new name.
package struct AssetStore: Sendable {
    /// One static file.
    package struct Asset: Sendable {
        package let path: String
        package let contentType: String
        package let bytes: [UInt8]
        /// The same compressed with gzip; nil where nothing can be gained.
        package let compressed: [UInt8]?
    }

    package let stylesheet: Asset
    package let script: Asset
    package let icon: Asset

    package init() {
        self.stylesheet = Self.asset(Stylesheet.text, kind: "css", contentType: "text/css; charset=utf-8")
        self.script = Self.asset(Script.text, kind: "js", contentType: "text/javascript; charset=utf-8")
        self.icon = Self.asset(Self.plainIcon, kind: "svg", contentType: "image/svg+xml")
    }

    /// The file with this path; nil for any other.
    package subscript(path path: String) -> Asset? {
        [self.stylesheet, self.script, self.icon].first { $0.path == path }
    }

    private static func asset(_ text: StaticString, kind: String, contentType: String) -> Asset {
        let bytes = text.withUTF8Buffer { Array($0) }
        // FNV-1a: the name has to change with the content, it does not have to resist an attacker, because every
        // byte comes from this executable.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let name = String(hash, radix: 36)
        return Asset(
            path: "/a/\(name).\(kind)", contentType: contentType, bytes: bytes,
            compressed: Gzip.compress(bytes, level: 9))
    }

    // A plain square: the icon in a browser's list must say nothing.
    private static let plainIcon: StaticString = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" \
        fill="#40194F"/><rect x="3" y="7" width="10" height="2" fill="#F4B73F"/></svg>
        """
}
