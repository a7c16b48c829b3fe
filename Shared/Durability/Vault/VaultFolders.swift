import Access
import Crypto
import Foundation
import Primitives
import Vault

extension ServiceName {
    /// The compartments that a service holds keys of, and no others.
    package var compartments: [Compartment] {
        switch self {
        case .applications: [.identity, .text, .notes, .origin, .answers]
        case .selection: [.text, .review, .answers]
        case .travelBudget: [.origin, .plan, .answers]
        case .scheduling: [.programme, .answers]
        case .portal: [.answers]
        case .convene: []
        }
    }

    /// Whether a service looks somebody up by a blind index.
    package var looksUp: Bool { self == .applications }
}

/// The folder in which an installation keeps the keys of its vault; it stands outside of the database and of the
/// database's backups.
///
/// ```
/// identity/1.key  text/1.key  …      key-encryption keys by compartment and generation
/// answers-<schema>/1.key             one for each service
/// months/2026-11.key                 erasure keys
/// index/1.key                        the key of blind indexes
/// ```
///
/// Each file holds 64 hexadecimal digits and is readable by its owner only.
package struct VaultFolders: Sendable {
    package let root: String

    package init(_ root: String) {
        self.root = root
    }

    /// Services whose answers have keys.
    private static let services: [ServiceName] = ServiceName.backends + [.portal]

    /// A compartment's folder; that of the answers is a service's own.
    package func folder(_ compartment: Compartment, of service: ServiceName) -> String {
        compartment == .answers
            ? "\(self.root)/answers-\(service.schema)" : "\(self.root)/\(compartment.rawValue)"
    }

    package var months: String { "\(self.root)/months" }
    package var index: String { "\(self.root)/index" }

    /// Every folder of key-encryption keys with its compartment.
    package var all: [(path: String, compartment: Compartment, service: ServiceName?)] {
        Compartment.allCases.flatMap {
            compartment -> [(path: String, compartment: Compartment, service: ServiceName?)] in
            guard compartment == .answers else {
                return [(path: self.folder(compartment, of: .convene), compartment: compartment, service: nil)]
            }
            return Self.services.map { (path: self.folder(.answers, of: $0), compartment: .answers, service: $0) }
        }
    }

    /// What a service is told (`ServiceSettings.vaultFolders`): the folders that it needs, by the last word of the key.
    package func settings(for service: ServiceName) -> [String: String] {
        var settings = ["months": self.months]
        for compartment in service.compartments {
            settings[compartment.rawValue] = self.folder(compartment, of: service)
        }
        if service.looksUp { settings["index"] = self.index }
        return settings
    }

    /// Makes what is missing: the first generation everywhere, and this month's erasure key.
    /// - Returns: how many keys were made.
    @discardableResult
    package func makeMissing(now: Instant = .now) throws -> Int {
        var made = 0
        for path in self.all.map(\.path) + [self.index] where try KeyFiles.generations(path).isEmpty {
            try KeyFiles.make(path, name: "1")
            made += 1
        }
        if try self.makeMonth(now: now) != nil { made += 1 }
        return made
    }

    /// Makes the erasure key of the month.
    /// - Returns: its name (`2026-11`); nil when it was there.
    package func makeMonth(now: Instant = .now) throws -> String? {
        let name = String(now.description.prefix(7))
        guard let number = KeyFiles.month(name), try KeyFiles.months(self.months)[number] == nil else { return nil }
        try KeyFiles.make(self.months, name: name)
        return name
    }
}
