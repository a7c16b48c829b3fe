/// Writes one question of a form, with its hint, who sees the answer, and what is wrong with it.
package struct FormFieldView {
    private let html: HTMLWriter
    private let words: Words
    private let field: FormField

    package static func write(_ field: FormField, _ html: HTMLWriter, _ words: Words) {
        FormFieldView(html: html, words: words, field: field).write()
    }

    private init(html: HTMLWriter, words: Words, field: FormField) {
        self.html = html
        self.words = words
        self.field = field
    }

    private var id: String { "f-\(self.field.name)" }
    private var hintID: String { "h-\(self.field.name)" }
    private var errorID: String { "e-\(self.field.name)" }

    private var label: Prose {
        self.field.isOptional
            ? self.words(CommonWord.optional, ["label": self.field.label]) : self.field.label
    }

    private var limit: Prose? {
        guard case .area(let words, let characters) = self.field.kind else { return nil }
        if let words { return self.words(FormCount.wordLimit, count: words) }
        return characters.map { self.words(FormCount.charactersLimit, count: $0) }
    }

    private var description: String? {
        var ids: [String] = []
        if self.field.hint != nil || self.field.audience != nil || self.limit != nil { ids.append(self.hintID) }
        if self.field.error != nil { ids.append(self.errorID) }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    private func write() {
        let names: StaticString = self.field.error == nil ? "field" : "field bad"
        switch self.field.kind {
        case .radios(let choices): self.group(names, choices, type: "radio")
        case .checks(let choices): self.group(names, choices, type: "checkbox")
        case .box:
            self.html.tag(.div, .class(names)) {
                self.error()
                self.html.tag(.div, .class("choice")) {
                    self.html.void(
                        .input, .type("checkbox"), .id(text: self.id), .name(self.field.name), .value("yes"),
                        .checked(self.field.value == "yes"), .describedBy(self.description),
                        .invalid(self.field.error != nil))
                    self.html.tag(.label, .labelFor(self.id), text: self.label)
                }
                self.notes()
            }
        default:
            self.html.tag(.div, .class(names)) {
                self.html.tag(.label, .class("q"), .labelFor(self.id), text: self.label)
                self.notes()
                self.error()
                self.control()
            }
        }
    }

    private func group(_ names: StaticString, _ choices: [FormField.Choice], type: StaticString) {
        self.html.tag(.fieldset, .class(names), .describedBy(self.description)) {
            if self.field.isAskedByHeading {
                self.html.tag(.legend, .class("unseen"), text: self.label)
            } else {
                self.html.tag(.legend, text: self.label)
            }
            self.notes()
            self.error()
            for (index, choice) in choices.enumerated() {
                let id = index == 0 ? self.id : "\(self.id)-\(index)"
                self.html.tag(.div, .class("choice")) {
                    self.html.void(
                        .input, .type(type), .id(text: id), .name(self.field.name), .value(choice.value),
                        .checked(self.field.values.contains(choice.value)))
                    self.html.tag(.label, .labelFor(id), .language(other: choice.language)) {
                        self.html.text(choice.label)
                        if let hint = choice.hint { self.html.tag(.small, text: hint) }
                    }
                }
            }
        }
    }

    private func notes() {
        guard self.field.hint != nil || self.field.audience != nil || self.limit != nil else { return }
        self.html.tag(.div, .id(text: self.hintID)) {
            if let hint = self.field.hint { self.html.p(hint, class: "hint") }
            if let limit = self.limit { self.html.p(limit, class: "hint") }
            if let audience = self.field.audience { self.html.p(audience, class: "who") }
        }
    }

    private func error() {
        guard let error = self.field.error else { return }
        self.html.tag(.p, .class("wrong"), .id(text: self.errorID), text: self.words(error))
    }

    private func control() {
        let completion: Attribute =
            switch self.field.kind {
            case .oneTimeCode, .secondFactor: .autocomplete("one-time-code")
            case .email where !self.field.isSensitive: .autocomplete("email")
            default: .autocomplete("off")
            }
        let isWrong: Attribute = .invalid(self.field.error != nil)
        switch self.field.kind {
        case .area(let words, _):
            let rows = min(12, max(3, (words ?? 60) / 18))
            self.html.tag(
                .textarea, .id(text: self.id), .name(self.field.name), .rows(rows), .directionAuto, completion,
                .describedBy(self.description), isWrong, text: Prose(verbatim: Self.leading(self.field.value)))
        case .select(let choices):
            self.html.tag(
                .select, .id(text: self.id), .name(self.field.name), .describedBy(self.description), isWrong
            ) {
                self.html.tag(.option, .value(""), text: self.words(CommonWord.choose))
                for choice in choices {
                    self.html.tag(
                        .option, .value(choice.value), .selected(choice.value == self.field.value),
                        .language(other: choice.language), text: choice.label)
                }
            }
        case .oneTimeCode:
            self.html.void(
                .input, .type("text"), .class("code"), .id(text: self.id), .name(self.field.name),
                .inputMode("numeric"), .maxLength(11), .leftToRight, completion, .describedBy(self.description), isWrong
            )
        case .secondFactor:
            self.html.void(
                .input, .type("text"), .id(text: self.id), .name(self.field.name), .maxLength(40), .leftToRight,
                completion, .describedBy(self.description), isWrong)
        default:
            let type: StaticString =
                switch self.field.kind {
                case .email: "email"
                case .phone: "tel"
                default: "text"
                }
            let mode: StaticString =
                switch self.field.kind {
                case .email: "email"
                case .phone: "tel"
                case .number: "numeric"
                default: "text"
                }
            self.html.void(
                .input, .type(type), .id(text: self.id), .name(self.field.name), .value(self.field.value),
                .inputMode(mode), .directionAuto, completion, .describedBy(self.description), isWrong)
        }
    }

    // HTML drops one line break right after `<textarea>`, so one is added before text that begins with one.
    private static func leading(_ text: String) -> String { text.hasPrefix("\n") ? "\n" + text : text }
}
