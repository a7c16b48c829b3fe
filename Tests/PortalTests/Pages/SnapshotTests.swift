import Foundation
import PortalService
import Primitives
import Testing

/// The pages as files beside the tests. After a wanted change: `CONVENE_RECORD_SNAPSHOTS=1` records them again; the
/// difference is then read in the commit.
@Suite("Page snapshots")
struct SnapshotTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Snapshots").standardizedFileURL
    private static let isRecording = ProcessInfo.processInfo.environment["CONVENE_RECORD_SNAPSHOTS"] == "1"

    @Test("every page in English and Arabic is as it was", arguments: [Language.english, .arabic])
    func pagesAreUnchanged(_ language: Language) throws {
        for sample in SampleModels(language).all {
            let page = String(decoding: PageFrame.render(sample.view, sample.context), as: UTF8.self)
            // One element a line, so that a difference can be read; the name of the stylesheet changes with every
            // colour and is not what a snapshot of a page is about.
            let text =
                page.replacing(/\/a\/[a-z0-9]+\./, with: "/a/hash.").replacing("><", with: ">\n<") + "\n"
            let file = Self.folder.appending(path: "\(sample.name)-\(language.rawValue).html")
            if Self.isRecording {
                try Data(text.utf8).write(to: file)
            } else {
                let kept = try String(contentsOf: file, encoding: .utf8)
                #expect(text == kept, "\(sample.name) \(language)")
            }
        }
    }

    @Test("no snapshot is left over")
    func nothingIsLeftOver() throws {
        let names = Set(
            [Language.english, .arabic].flatMap { language in
                SampleModels(language).all.map { "\($0.name)-\(language.rawValue).html" }
            })
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)) == names)
    }
}
