import PortalService
import Testing

@Suite("Static files")
struct AssetTests {
    private let style = Stylesheet.text.description
    private let script = Script.text.description

    @Test("the stylesheet has no physical directions, no images, no fonts from elsewhere")
    func styleIsLogical() {
        let sided = self.style.firstMatch(of: /(margin|padding|border)-(left|right)|float:|text-align:(left|right)/)
        let placed = self.style.firstMatch(of: /[;{](left|right):/)
        #expect(sided == nil && placed == nil)
        #expect(!self.style.contains("url("))
        #expect(!self.style.contains("@import"))
        #expect(!self.style.contains("@font-face"))
        for part in ["@media print", "forced-colors", "prefers-reduced-motion", "2.75rem"] {
            #expect(self.style.contains(part))
        }
    }

    @Test("the script is ES5 and small")
    func scriptIsOld() {
        let modern = self.script.firstMatch(of: /\b(let|const|class|async|await)\b|=>|`/)
        #expect(modern == nil)
        #expect(self.script.utf8.count < 3000)
        #expect(!self.script.contains("localStorage"))
    }

    @Test("names hold the hash of the content")
    func names() {
        let store = AssetStore()
        #expect(store[path: store.stylesheet.path]?.bytes == Array(self.style.utf8))
        #expect(store[path: "/a/other.css"] == nil)
        #expect(store.stylesheet.path != store.script.path)
    }
}
