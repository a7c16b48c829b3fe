import Foundation
import Testing

/// Visible words come from the catalogue alone. `Prose` cannot be made from a literal, so only its explicit
/// initialiser and raw markup have to be looked at.
@Suite("Sources of the pages")
struct SourceScanTests {
    private static let pages = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Services/Portal/Pages").standardizedFileURL

    private func sources() throws -> [(name: String, text: String)] {
        let files = FileManager.default.enumerator(at: Self.pages, includingPropertiesForKeys: nil)
        return try (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
            .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
    }

    @Test("no literal with letters is made visible")
    func noBareText() throws {
        let sources = try self.sources()
        #expect(sources.count > 30)
        for (name, text) in sources {
            for match in text.matches(of: /Prose\(verbatim: "([^"]*)"/) {
                let visible = String(match.1).replacing(/\\\([^)]*\)+|\\u\{[0-9A-F]+\}/, with: "")
                let isKnown = ["UTC", "(shared.text)"].contains(visible)
                #expect(isKnown || !visible.contains { $0.isLetter }, "\(name): \(match.0)")
            }
            for match in text.matches(of: /markup\(#?"([^\n]*?)"#?\)/) {
                let visible = String(match.1).replacing(/<[^>]*>|\\u\{[0-9A-F]+\}/, with: "")
                #expect(!visible.contains { $0.isLetter }, "\(name): \(match.0)")
            }
        }
    }
}
