import Access
import Foundation
import Postgres
import Primitives
import ServiceKit

extension DatabaseConfiguration {
    /// The setting by which row-level security knows which convenings a transaction is about.
    package static let conveningsParameter = "convene.convenings"

    /// The convenings that the one whom the task serves is limited to; nothing when she is not.
    @Sendable package static func reachedConvenings() -> [String: String] {
        guard let convenings = AccessScope.current.list else { return [:] }
        return [self.conveningsParameter: "{\(convenings.map(\.description).joined(separator: ","))}"]
    }

    /// The database as a service's settings name it; the password comes from its file.
    /// - Throws: `SettingsError` when the address or the file cannot be used.
    package init(_ settings: ServiceSettings) throws {
        do {
            try self.init(
                url: settings.databaseURL, schema: settings.service.schema,
                applicationName: "convene-\(settings.service.rawValue)")
        } catch {
            throw SettingsError("database.url: \(error)")
        }
        if let file = settings.databasePasswordFile {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                throw SettingsError("database.password.file: \(file) cannot be read.")
            }
            self.password = text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        self.poolSize = settings.databasePoolSize
        // Platform migration 0003: all convenings, or those that the request's principal reaches.
        self.sessionParameters[Self.conveningsParameter] = "*"
        self.transactionParameters = Self.reachedConvenings
    }
}
