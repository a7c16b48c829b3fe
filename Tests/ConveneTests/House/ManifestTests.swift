import Foundation
import TestSupport
import Testing

/// The rules of who may know whom (README, "How the house is built"), read from the manifest as SwiftPM sees it. That
/// sources import nothing beyond the manifest is the compiler's to keep (MemberImportVisibility).
@Suite("The house: who may know whom")
struct ManifestTests {
    private struct Manifest: Decodable {
        struct Target: Decodable {
            let name: String
            let type: String
            let dependencies: [Dependency]
        }

        /// `{"byName": ["Primitives", null]}`, `{"product": ["NIOCore", "swift-nio", null, null]}`.
        struct Dependency: Decodable {
            let name: String
            let isProduct: Bool

            init(from decoder: any Decoder) throws {
                let members = try decoder.singleValueContainer().decode([String: [Part]].self)
                let (kind, parts) = try #require(members.first)
                self.name = try #require(parts.first?.text)
                self.isProduct = kind == "product"
            }
        }

        private struct Part: Decodable {
            let text: String?
            init(from decoder: any Decoder) throws {
                self.text = try? decoder.singleValueContainer().decode(String.self)
            }
        }

        let targets: [Target]
    }

    private static let services = ["Applications", "Selection", "TravelBudget", "Scheduling"]

    /// What each target depends on, by name.
    private func dependencies() async throws -> [String: [Manifest.Dependency]] {
        let swift = try #require(OutsideProgram("swift"), "the tests run without swift in PATH")
        return try await withTemporaryFolder { folder in
            // A folder of its own: the usual one is locked while tests run.
            let outcome = try swift.run(
                ["package", "--package-path", Repository.root, "--scratch-path", folder, "dump-package"])
            try #require(outcome.status == 0, "\(outcome.text)")
            let start = try #require(outcome.text.firstIndex(of: "{"))
            let manifest = try JSONDecoder().decode(Manifest.self, from: Data(outcome.text[start...].utf8))
            return Dictionary(uniqueKeysWithValues: manifest.targets.map { ($0.name, $0.dependencies) })
        }
    }

    @Test func everyRoomKnowsOnlyWhatItMay() async throws {
        let table = try await self.dependencies()
        let names = table.mapValues { Set($0.map(\.name)) }
        func expect(_ target: String, within allowed: Set<String>) throws {
            let found = try #require(names[target], "there is no target \(target)")
            #expect(found.isSubset(of: allowed), "\(target) may not know \(found.subtracting(allowed).sorted())")
        }
        let ground: Set<String> = [
            "Primitives", "Postgres", "Access", "ServiceKit", "Vault", "Durability", "ServiceClient", "Logging",
        ]
        let libraries = ["Selection": "CCoin", "TravelBudget": "CXlsxWriter"]
        try expect("Primitives", within: [])
        try expect("Vault", within: ["Primitives", "Crypto"])
        for service in Self.services {
            let own = Set(["Domain", "Engine", "Contract"].map { service + $0 })
            try expect("\(service)Domain", within: ["Primitives"])
            try expect("\(service)Contract", within: ["Primitives", "Access", "HTTPTypes"])
            if names["\(service)Engine"] != nil {
                try expect("\(service)Engine", within: Set(["Primitives"] + [libraries[service]].compactMap { $0 }))
            }
            // Another service is known by its contract at most, and by what it publishes in the database.
            try expect(
                "\(service)Service", within: ground.union(own).union(Self.services.map { "\($0)Contract" }))
        }
        for executable in ["applications", "selection", "travel-budget", "scheduling", "portal"] {
            let found = try #require(names[executable], "there is no executable \(executable)")
            let rooms = found.subtracting(["ServiceKit", "Access"])
            #expect(rooms.count == 1 && rooms.allSatisfy { $0.hasSuffix("Service") }, "\(executable): \(rooms)")
        }
        let portal = try #require(names["PortalService"])
        #expect(
            portal.allSatisfy { name in !Self.services.contains { name == "\($0)Service" || name == "\($0)Domain" } })
    }

    /// A library of the outside has one room in which it is known, or a reason.
    @Test func librariesAreKnownWhereTheyBelong() async throws {
        let table = try await self.dependencies()
        let homes: [String: Set<String>] = [
            "CLibPQ": ["Postgres"], "CCoin": ["SelectionEngine"], "CXlsxWriter": ["TravelBudgetEngine"],
            "CZlib": ["Compression"], "Hummingbird": ["ServiceKit", "Benchmarks"], "HummingbirdCore": ["ServiceKit"],
            "HummingbirdTLS": ["Benchmarks"], "NIOHTTPTypes": ["ServiceKit"],
            "Yams": ["ServiceKit", "TestSupport", "ApplicationsTests"],
            "ArgumentParser": ["ConveneCommands", "ConveneTests"],
            "JWTKit": ["Access", "AccessTests"], "Configuration": ["ServiceKit"],
        ]
        for (library, rooms) in homes {
            let found = Set(table.filter { $0.value.contains { $0.name == library } }.keys)
            #expect(!found.isEmpty && found.isSubset(of: rooms), "\(library) is known in \(found.sorted())")
        }
    }

    /// Same rooms in every service: who knows one knows all.
    @Test func everyServiceHasTheSameRooms() async throws {
        let table = try await self.dependencies()
        for service in Self.services {
            for room in ["Domain", "Service", "Contract", "Tests"] { #expect(table["\(service)\(room)"] != nil) }
            for folder in ["Domain", "Store", "API", "Jobs", "Migrations", "Main"] {
                #expect(
                    FileManager.default.fileExists(atPath: "\(Repository.root)/Services/\(service)/\(folder)"),
                    "\(service) has no \(folder)")
            }
        }
    }

    /// SQL stands in the stores only. (A statement begins a line or a literal.)
    @Test func onlyStoresSpeakSQL() throws {
        let statement = #/(^|")\s*(select|insert into|update|delete from|with [a-z_]+ as) /#.anchorsMatchLineEndings()
        var read = 0
        for service in Self.services {
            for room in ["Domain", "Engine", "API", "Jobs", "Main"] {
                let folder = "\(Repository.root)/Services/\(service)/\(room)"
                let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
                for file in files where file.hasSuffix(".swift") {
                    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
                    #expect(text.firstMatch(of: statement) == nil, "\(service)/\(room)/\(file)")
                    read += 1
                }
            }
        }
        #expect(read > 100)
    }
}
