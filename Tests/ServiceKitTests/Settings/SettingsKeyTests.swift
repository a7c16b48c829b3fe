import Access
import Foundation
import ServiceKit
import TestSupport
import Testing

@Suite("Configuration keys")
struct SettingsKeyTests {
    /// The rows of the README's table under "Configuration": key and default.
    private func documented() throws -> [SettingsKey] {
        let text = try String(contentsOfFile: "\(Repository.root)/README.md", encoding: .utf8)
        let section = try #require(text.components(separatedBy: "\n### Configuration\n").dropFirst().first)
        return section.components(separatedBy: "\n#")[0].split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, cells[0].hasPrefix("`"), cells[0].hasSuffix("`") else { return nil }
            return SettingsKey(String(cells[0].dropFirst().dropLast()), cells[1])
        }
    }

    @Test func theTableInTheReadmeIsTheCode() throws {
        let documented = try self.documented()
        #expect(documented == SettingsKey.all)
        #expect(Set(documented.map(\.name)).count == documented.count)
    }

    /// What the sources read is what the list names.
    @Test func theListIsWhatIsRead() throws {
        let folder = "\(Repository.root)/Shared/ServiceKit/Settings"
        var read: Set<String> = []
        for file in ["ServiceSettings.swift", "ServiceLimits.swift"] {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            for match in text.matches(of: /"([a-z]+(?:\.[a-z]+)+|demonstration)"/) { read.insert(String(match.1)) }
        }
        read.subtract(["127.0.0.1"])
        #expect(read == Set(SettingsKey.all.map(\.name)))
    }
}
