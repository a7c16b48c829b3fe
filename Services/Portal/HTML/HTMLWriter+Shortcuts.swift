/// Short forms of what every page writes often.
extension HTMLWriter {
    package func p(_ text: Prose, class names: StaticString? = nil) {
        if let names {
            self.tag(.p, .class(names), text: text)
        } else {
            self.tag(.p, text: text)
        }
    }

    package func h2(_ text: Prose, id: StaticString? = nil) {
        if let id {
            self.tag(.h2, .id(id), text: text)
        } else {
            self.tag(.h2, text: text)
        }
    }

    package func h3(_ text: Prose) { self.tag(.h3, text: text) }

    package func link(_ address: String, _ text: Prose) { self.tag(.a, .href(address), text: text) }

    /// A link that looks like a button, for moving on without sending anything.
    package func buttonLink(_ address: String, _ text: Prose, isSecondary: Bool = false) {
        self.tag(.a, .class(isSecondary ? "button secondary" : "button"), .href(address), text: text)
    }

    /// A button link whose full name has more than can be seen, for lists with many equal buttons.
    package func buttonLink(_ address: String, _ text: Prose, about subject: String) {
        self.tag(.a, .class("button"), .href(address)) {
            self.text(text)
            self.tag(.span, .class("unseen")) {
                self.markup(": ")
                self.isolated(subject)
            }
        }
    }

    /// A list of sentences.
    package func list(_ items: [Prose], class names: StaticString? = nil) {
        let write = { for item in items { self.tag(.li, text: item) } }
        if let names {
            self.tag(.ul, .class(names), content: write)
        } else {
            self.tag(.ul, content: write)
        }
    }

    /// A hidden field of a form.
    package func hidden(_ name: String, _ value: String) {
        self.void(.input, .type("hidden"), .name(name), .value(value))
    }

    /// The button that sends a form. `name` and `value` say which of several was pressed.
    package func submit(
        _ text: Prose, name: String? = nil, value: String = "1", isSecondary: Bool = false
    ) {
        let style: Attribute = .class(isSecondary ? "button secondary" : "button")
        if let name {
            self.tag(.button, style, .type("submit"), .name(name), .value(value), text: text)
        } else {
            self.tag(.button, style, .type("submit"), text: text)
        }
    }

    /// A cell of a table. Numbers stand at the end of their cell with figures of equal width.
    package func cell(_ text: Prose, isNumber: Bool = false) {
        if isNumber {
            self.tag(.td, .class("number"), text: text)
        } else {
            self.tag(.td, text: text)
        }
    }

    /// A heading cell at the start of a row.
    package func rowHeading(_ text: Prose) { self.tag(.th, .scope("row"), text: text) }

    /// Text that only screen readers say.
    package func unseen(_ text: Prose) { self.tag(.span, .class("unseen"), text: text) }
}
