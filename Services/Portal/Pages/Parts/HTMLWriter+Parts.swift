import Foundation
import Primitives

/// Parts that several pages are made of.
extension HTMLWriter {
    /// A form that is sent by POST, with its hidden proofs. The browser's own checks are off, because the server's
    /// words are better and in the reader's language.
    package func form(_ address: String, _ page: PageContext, version: String? = nil, content: () -> Void) {
        self.tag(.form, .post, .action(address), .noValidate, .autocomplete("off")) {
            self.hidden("csrf", page.tokens.csrf)
            self.hidden("once", page.tokens.once)
            if let version { self.hidden("version", version) }
            content()
        }
    }

    /// Fields one after the other.
    package func fields(_ fields: [FormField], _ words: Words) {
        for field in fields { FormFieldView.write(field, self, words) }
    }

    /// A table in a region of its own that scrolls sideways, with the caption as the region's name.
    package func table(
        _ id: String, _ caption: Prose, isGrid: Bool = false, content: () -> Void
    ) {
        self.tag(.div, .class("scroll"), .role("region"), .tabIndex(0), .labelledBy("t-\(id)")) {
            self.tag(.table, .class(isGrid ? "grid" : "rows")) {
                self.tag(.caption, .id(text: "t-\(id)"), text: caption)
                content()
            }
        }
    }

    /// The heading row of a table.
    package func headings(_ columns: [(Prose, isNumber: Bool)]) {
        self.tag(.thead) {
            self.tag(.tr) {
                for column in columns {
                    if column.isNumber {
                        self.tag(.th, .scope("col"), .class("number"), text: column.0)
                    } else {
                        self.tag(.th, .scope("col"), text: column.0)
                    }
                }
            }
        }
    }

    /// Links of which one is chosen: days, filters.
    package func choices(
        _ links: [(text: Prose, address: String, isChosen: Bool)], label: Prose, class names: StaticString
    ) {
        self.tag(.nav, .label(label)) {
            self.tag(.ul, .class(names)) {
                for link in links {
                    self.tag(.li) {
                        self.tag(
                            .a, .href(link.address), .current(link.isChosen ? "true" : nil), text: link.text)
                    }
                }
            }
        }
    }

    /// A short word about where something stands.
    package func state(_ text: Prose, _ tone: StateTone) {
        let names: StaticString =
            switch tone {
            case .good: "state ok"
            case .attention: "state no"
            case .plain: "state info"
            }
        self.tag(.span, .class(names), text: text)
    }

    /// Says why work that was asked for did not come to its end; nothing when it did.
    package func failure(_ text: Prose?) {
        guard let text else { return }
        self.tag(.div, .class("warn"), .role("status")) { self.p(text) }
    }

    /// A label and a value of a summary list.
    package func pair(_ label: Prose, _ value: () -> Void, action: (() -> Void)? = nil) {
        self.tag(.div) {
            self.tag(.dt, text: label)
            self.tag(.dd, content: value)
            if let action { self.tag(.dd, content: action) }
        }
    }

    /// The choice of a time zone as a form that works without a script.
    package func zoneChoice(
        _ page: PageContext, label: Prose, zones: [(zone: Zone, text: Prose)], keeping query: [(String, String)] = []
    ) {
        self.tag(.form, .class("inline"), .get, .action(page.path(page.route))) {
            for pair in query { self.hidden(pair.0, pair.1) }
            self.tag(.div) {
                self.tag(.label, .labelFor("zone"), text: label)
                self.tag(.select, .id("zone"), .name("zone")) {
                    // The first stays first (UTC, or the place of the event); the others stand by name.
                    let sorted =
                        zones.prefix(1)
                        + zones.dropFirst().sorted {
                            $0.text.text.localizedStandardCompare($1.text.text) == .orderedAscending
                        }
                    for entry in sorted {
                        self.tag(
                            .option, .value(entry.zone.name), .selected(entry.zone == page.zone), text: entry.text)
                    }
                }
            }
            self.submit(page.words(CommonWord.show), isSecondary: true)
        }
    }
}

/// How a short word about a state is coloured. The word says it; the colour only helps.
package enum StateTone: Sendable {
    case good, attention, plain
}
