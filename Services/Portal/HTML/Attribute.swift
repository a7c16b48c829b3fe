/// One attribute of an element. Values are always quoted and escaped. There is deliberately none for `style` and
/// none for event handlers: the content security policy forbids both.
package struct Attribute: Sendable {
    enum Value: Sendable {
        case absent
        case present
        case literal(StaticString)
        case text(String)
        case number(Int)
    }

    let name: StaticString
    let value: Value

    private init(_ name: StaticString, _ value: Value) {
        self.name = name
        self.value = value
    }

    // MARK: Any element

    package static func `class`(_ names: StaticString) -> Attribute { Attribute("class", .literal(names)) }
    package static func id(_ id: StaticString) -> Attribute { Attribute("id", .literal(id)) }
    package static func id(text: String) -> Attribute { Attribute("id", .text(text)) }
    package static func language(_ tag: String) -> Attribute { Attribute("lang", .text(tag)) }
    /// The language of a part, where it is not the page's.
    package static func language(other tag: String?) -> Attribute {
        Attribute("lang", tag.map { .text($0) } ?? .absent)
    }
    package static func languageTag(_ tag: String) -> Attribute { Attribute("lang", .text(tag)) }
    package static func direction(rightToLeft: Bool) -> Attribute {
        Attribute("dir", .literal(rightToLeft ? "rtl" : "ltr"))
    }
    package static let directionAuto = Attribute("dir", .literal("auto"))
    package static let leftToRight = Attribute("dir", .literal("ltr"))
    package static func tabIndex(_ index: Int) -> Attribute { Attribute("tabindex", .number(index)) }
    package static func role(_ role: StaticString) -> Attribute { Attribute("role", .literal(role)) }
    package static func hidden(_ isHidden: Bool) -> Attribute { Attribute("hidden", isHidden ? .present : .absent) }
    /// A `data-` attribute that the script reads.
    package static let quickExit = Attribute("data-quick-exit", .present)
    package static func dataWarn(_ text: Prose) -> Attribute { Attribute("data-warn", .text(text.text)) }

    // MARK: ARIA

    package static func label(_ text: Prose) -> Attribute { Attribute("aria-label", .text(text.text)) }
    package static func labelledBy(_ id: String) -> Attribute { Attribute("aria-labelledby", .text(id)) }
    package static func describedBy(_ ids: String?) -> Attribute {
        Attribute("aria-describedby", ids.map { .text($0) } ?? .absent)
    }
    package static func current(_ kind: StaticString?) -> Attribute {
        Attribute("aria-current", kind.map { .literal($0) } ?? .absent)
    }
    package static func invalid(_ isInvalid: Bool) -> Attribute {
        Attribute("aria-invalid", isInvalid ? .literal("true") : .absent)
    }
    package static let ariaHidden = Attribute("aria-hidden", .literal("true"))

    // MARK: Links and documents

    /// A link. Only addresses of this site, fragments, `https:` and `mailto:` are written; anything else becomes `#`,
    /// so that no data can turn into a script.
    package static func href(_ address: String) -> Attribute {
        let isOwn = address.hasPrefix("/") && !address.hasPrefix("//") && !address.hasPrefix("/\\")
        let isKnown =
            isOwn || address.hasPrefix("#") || address.hasPrefix("?") || address.hasPrefix("https://")
            || address.hasPrefix("mailto:")
        return Attribute("href", .text(isKnown ? address : "#"))
    }
    /// A link that an authenticator on the same device opens (key URI format of Google Authenticator).
    package static func authenticator(_ seed: String, issuer: String) -> Attribute {
        let name = Route.encode(issuer)
        return Attribute(
            "href",
            .text("otpauth://totp/\(name)?secret=\(seed)&issuer=\(name)&algorithm=SHA1&digits=6&period=30"))
    }
    package static func action(_ address: String) -> Attribute {
        let isOwn = address.hasPrefix("/") && !address.hasPrefix("//") && !address.hasPrefix("/\\")
        return Attribute("action", .text(isOwn ? address : "/"))
    }
    package static func source(_ address: String) -> Attribute { Attribute("src", .text(address)) }
    package static func hrefLanguage(_ tag: String) -> Attribute { Attribute("hreflang", .text(tag)) }
    package static func rel(_ relation: StaticString) -> Attribute { Attribute("rel", .literal(relation)) }
    package static func content(_ text: StaticString) -> Attribute { Attribute("content", .literal(text)) }
    package static func content(text: String) -> Attribute { Attribute("content", .text(text)) }
    package static func httpEquiv(_ name: StaticString) -> Attribute { Attribute("http-equiv", .literal(name)) }
    package static func metaName(_ name: StaticString) -> Attribute { Attribute("name", .literal(name)) }
    package static func dateTime(_ text: String) -> Attribute { Attribute("datetime", .text(text)) }
    package static let `defer` = Attribute("defer", .present)

    // MARK: Forms

    package static let post = Attribute("method", .literal("post"))
    package static let get = Attribute("method", .literal("get"))
    package static let noValidate = Attribute("novalidate", .present)
    package static func type(_ type: StaticString) -> Attribute { Attribute("type", .literal(type)) }
    package static func name(_ name: String) -> Attribute { Attribute("name", .text(name)) }
    package static func value(_ value: String) -> Attribute { Attribute("value", .text(value)) }
    package static func labelFor(_ id: String) -> Attribute { Attribute("for", .text(id)) }
    package static func autocomplete(_ token: StaticString) -> Attribute {
        Attribute("autocomplete", .literal(token))
    }
    package static func inputMode(_ mode: StaticString) -> Attribute { Attribute("inputmode", .literal(mode)) }
    package static func maxLength(_ count: Int) -> Attribute { Attribute("maxlength", .number(count)) }
    package static func rows(_ count: Int) -> Attribute { Attribute("rows", .number(count)) }
    package static func checked(_ isChecked: Bool) -> Attribute {
        Attribute("checked", isChecked ? .present : .absent)
    }
    package static func selected(_ isSelected: Bool) -> Attribute {
        Attribute("selected", isSelected ? .present : .absent)
    }
    package static let noSpellCheck = Attribute("spellcheck", .literal("false"))

    // MARK: Tables

    package static func scope(_ scope: StaticString) -> Attribute { Attribute("scope", .literal(scope)) }
    package static func rowSpan(_ count: Int) -> Attribute {
        Attribute("rowspan", count > 1 ? .number(count) : .absent)
    }
    package static func columnSpan(_ count: Int) -> Attribute {
        Attribute("colspan", count > 1 ? .number(count) : .absent)
    }

    // MARK: SVG (whole units of a view box)

    package static func width(_ units: Int) -> Attribute { Attribute("width", .number(units)) }
    package static func height(_ units: Int) -> Attribute { Attribute("height", .number(units)) }
    package static func viewBox(_ box: StaticString) -> Attribute { Attribute("viewBox", .literal(box)) }
    package static func x(_ units: Int) -> Attribute { Attribute("x", .number(units)) }
    package static func y(_ units: Int) -> Attribute { Attribute("y", .number(units)) }
    package static func x1(_ units: Int) -> Attribute { Attribute("x1", .number(units)) }
    package static func x2(_ units: Int) -> Attribute { Attribute("x2", .number(units)) }
    package static func y1(_ units: Int) -> Attribute { Attribute("y1", .number(units)) }
    package static func y2(_ units: Int) -> Attribute { Attribute("y2", .number(units)) }
    package static func cx(_ units: Int) -> Attribute { Attribute("cx", .number(units)) }
    package static func cy(_ units: Int) -> Attribute { Attribute("cy", .number(units)) }
    package static func r(_ units: Int) -> Attribute { Attribute("r", .number(units)) }
    package static let notFocusable = Attribute("focusable", .literal("false"))
}
