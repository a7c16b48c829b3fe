/// What a person may recognise a session of hers by: a browser and a system out of short lists. No version and no model:
/// they would say more about a person than she needs to read.
package struct ClientName: Sendable, Equatable {
    package enum Browser: String, Sendable, CaseIterable {
        case chrome, edge, firefox, opera, safari, samsung, other

        /// The product's own name, the same in every language; nil where it is not known.
        package var name: String? {
            switch self {
            case .chrome: "Chrome"
            case .edge: "Edge"
            case .firefox: "Firefox"
            case .opera: "Opera"
            case .safari: "Safari"
            case .samsung: "Samsung Internet"
            case .other: nil
            }
        }
    }

    package enum System: String, Sendable, CaseIterable {
        case android, chromeos, ios, linux, macos, windows, other

        package var name: String? {
            switch self {
            case .android: "Android"
            case .chromeos: "ChromeOS"
            case .ios: "iOS"
            case .linux: "Linux"
            case .macos: "macOS"
            case .windows: "Windows"
            case .other: nil
            }
        }
    }

    package let browser: Browser
    package let system: System

    /// Reads a `User-Agent`. Browsers name each other in theirs, so the order of the marks counts.
    package init(userAgent: String?) {
        let text = String((userAgent ?? "").prefix(300))
        func first<Value>(_ marks: [(String, Value)]) -> Value? { marks.first { text.contains($0.0) }?.1 }
        self.browser =
            first([
                ("OPR/", .opera), ("Opera", .opera), ("Edg", .edge), ("SamsungBrowser", .samsung),
                ("Firefox/", .firefox), ("FxiOS", .firefox), ("Chrome/", .chrome), ("CriOS", .chrome),
                ("Chromium/", .chrome), ("Safari/", .safari),
            ]) ?? .other
        self.system =
            first([
                ("Android", .android), ("iPhone", .ios), ("iPad", .ios), ("CrOS", .chromeos), ("Windows", .windows),
                ("Mac OS X", .macos), ("Linux", .linux),
            ]) ?? .other
    }

    /// As it is kept: `firefox/android`.
    package var code: String { "\(self.browser.rawValue)/\(self.system.rawValue)" }

    package init(code: String) {
        let parts = code.split(separator: "/").map(String.init)
        self.browser = parts.first.flatMap { Browser(rawValue: $0) } ?? .other
        self.system = parts.last.flatMap { System(rawValue: $0) } ?? .other
    }
}
