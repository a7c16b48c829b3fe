import PortalService
import Testing

@Suite("HTML writer")
struct HTMLWriterTests {
    private func text(_ write: (HTMLWriter) -> Void) -> String {
        let html = HTMLWriter(reservingCapacity: 1)
        write(html)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    @Test("text is escaped")
    func escapesText() {
        let written = self.text { $0.tag(.p, text: Prose(verbatim: "<b>&\"'</b>")) }
        #expect(written == "<p>&lt;b&gt;&amp;\"'&lt;/b&gt;</p>")
    }

    @Test("attribute values are quoted and escaped")
    func escapesAttributes() {
        let written = self.text { $0.void(.input, .value("\"><script>'"), .checked(false), .selected(true)) }
        #expect(written == "<input value=\"&quot;&gt;&lt;script&gt;&#39;\" selected>")
    }

    @Test("characters that HTML cannot hold are replaced")
    func replacesControls() {
        let written = self.text { $0.isolated("a\u{0}b\u{1B}c\td") }
        #expect(written == "<bdi>a\u{FFFD}b\u{FFFD}c\td</bdi>")
    }

    @Test(
        "links to anything but this site, https and mail become nothing",
        arguments: [
            "javascript:alert(1)", "//evil.example/", "/\\evil.example", "data:text/html,x", "http://plain.example",
            " javascript:alert(1)", "JAVASCRIPT:x",
        ])
    func refusesForeignLinks(_ address: String) {
        let written = self.text { $0.link(address, Prose(verbatim: "x")) }
        #expect(written == "<a href=\"#\">x</a>")
    }

    @Test("own addresses stay", arguments: ["/en/", "#main", "?day=1", "https://example.org/", "mailto:a@example.org"])
    func keepsOwnLinks(_ address: String) {
        #expect(self.text { $0.link(address, Prose(verbatim: "x")) } == "<a href=\"\(address)\">x</a>")
    }

    @Test("what people write finds its own direction")
    func isolatesPeople() {
        #expect(self.text { $0.said(.p, "نص") } == "<p class=\"said\" dir=\"auto\">نص</p>")
    }

    @Test("a long page grows the buffer without losing a byte")
    func grows() {
        let long = String(repeating: "é", count: 70_000)
        #expect(self.text { $0.text(Prose(verbatim: long)) } == long)
    }
}
