import Access
import Foundation
import Postgres
import ServiceKit

extension DatabaseConfiguration {
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
    }
}

extension Database {
    /// The readiness check that a service registers: a connection answers.
    package var readiness: (name: String, check: @Sendable () async -> Bool) {
        ("database", { (try? await self.fetchValue("select 1::bigint", as: Int.self)) == 1 })
    }
}
