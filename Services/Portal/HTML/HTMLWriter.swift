/// Writes one HTML page into a growing buffer of UTF-8 bytes.
///
/// Everything is escaped on the way in: visible text has to arrive as ``Prose`` (made by the catalogue of words or,
/// explicitly, from data), attribute values as typed ``Attribute``s, and raw markup only as a `StaticString` literal.
/// A reference type, so that nested closures write into the same buffer without passing it on.
package final class HTMLWriter {
    private let buffer: ByteBuffer

    package init(reservingCapacity capacity: Int = 16 * 1024) {
        self.buffer = ByteBuffer(capacity: capacity)
    }

    /// What has been written so far.
    package var bytes: [UInt8] { self.buffer.bytes }

    // MARK: Elements

    /// An element with other elements inside.
    package func tag(_ tag: Tag, _ attributes: Attribute..., content: () -> Void) {
        self.open(tag, attributes)
        content()
        self.close(tag)
    }

    /// An element with text inside.
    package func tag(_ tag: Tag, _ attributes: Attribute..., text: Prose) {
        self.open(tag, attributes)
        self.text(text)
        self.close(tag)
    }

    /// A void element such as `input` or `br`.
    package func void(_ tag: VoidTag, _ attributes: Attribute...) {
        self.literal("<")
        self.literal(tag.name)
        for attribute in attributes { self.write(attribute) }
        self.literal(">")
    }

    /// An empty element that is not void, for example an SVG shape.
    package func empty(_ tag: Tag, _ attributes: Attribute...) {
        self.open(tag, attributes)
        self.close(tag)
    }

    /// Markup known when the program was compiled.
    package func markup(_ markup: StaticString) {
        self.literal(markup)
    }

    /// Escaped text.
    package func text(_ prose: Prose) {
        self.escape(prose.text, quotes: false)
    }

    /// Text written by a person, or a code, kept from disturbing the direction of the sentence around it.
    package func isolated(_ text: String) {
        self.literal("<bdi>")
        self.escape(text, quotes: false)
        self.literal("</bdi>")
    }

    /// An element that holds what a person wrote: its direction is found from its own first letter and its line
    /// breaks are kept by the stylesheet (`.said`).
    package func said(_ tag: Tag, _ text: String, language: String? = nil) {
        var attributes: [Attribute] = [.class("said"), .directionAuto]
        if let language { attributes.append(.languageTag(language)) }
        self.open(tag, attributes)
        self.escape(text, quotes: false)
        self.close(tag)
    }

    // MARK: Bytes

    private func open(_ tag: Tag, _ attributes: [Attribute]) {
        self.buffer.append(0x3C)
        self.literal(tag.name)
        for attribute in attributes { self.write(attribute) }
        self.buffer.append(0x3E)
    }

    private func close(_ tag: Tag) {
        self.literal("</")
        self.literal(tag.name)
        self.buffer.append(0x3E)
    }

    private func write(_ attribute: Attribute) {
        switch attribute.value {
        case .absent: return
        case .present:
            self.buffer.append(0x20)
            self.literal(attribute.name)
        case .literal(let value):
            self.begin(attribute.name)
            self.literal(value)
            self.buffer.append(0x22)
        case .text(let value):
            self.begin(attribute.name)
            self.escape(value, quotes: true)
            self.buffer.append(0x22)
        case .number(let value):
            self.begin(attribute.name)
            self.escape(String(value), quotes: true)
            self.buffer.append(0x22)
        }
    }

    private func begin(_ name: StaticString) {
        self.buffer.append(0x20)
        self.literal(name)
        self.buffer.append(0x3D)
        self.buffer.append(0x22)
    }

    private func literal(_ text: StaticString) {
        text.withUTF8Buffer { self.buffer.append($0) }
    }

    private func escape(_ text: String, quotes: Bool) {
        var copy = text
        copy.withUTF8 { self.escape($0, quotes: quotes) }
    }

    /// Copies runs of harmless bytes at once and replaces the others. Control characters other than tab and line
    /// ends cannot be written in HTML at all and become U+FFFD.
    private func escape(_ source: UnsafeBufferPointer<UInt8>, quotes: Bool) {
        var start = 0
        for index in source.indices {
            let replacement: StaticString
            switch source[index] {
            case 0x26: replacement = "&amp;"
            case 0x3C: replacement = "&lt;"
            case 0x3E: replacement = "&gt;"
            case 0x22 where quotes: replacement = "&quot;"
            case 0x27 where quotes: replacement = "&#39;"
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: replacement = "\u{FFFD}"
            default: continue
            }
            self.buffer.append(UnsafeBufferPointer(rebasing: source[start..<index]))
            self.literal(replacement)
            start = index + 1
        }
        self.buffer.append(UnsafeBufferPointer(rebasing: source[start...]))
    }
}
