import Access
import Foundation

/// What `convene up` was told and later commands on the same home need to know.
package struct HomeSettings: Codable, Sendable, Equatable {
    /// First port; see `PortPlan`.
    package var portBase: UInt16
    /// Folder with `Services/`, `Shared/` and `openapi/`, from which migrations and documents are read.
    package var share: String

    package init(portBase: UInt16, share: String) {
        self.portBase = portBase
        self.share = share
    }

    /// The settings of a home; `nil` when it has none that can be read.
    package static func load(_ home: Home) -> HomeSettings? {
        guard let data = FileManager.default.contents(atPath: home.settingsFile) else { return nil }
        return try? JSONDecoder().decode(HomeSettings.self, from: data)
    }

    package func save(_ home: Home) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        try AtomicFile.write(text, to: home.settingsFile, mode: 0o644)
    }
}
