/// The elements that pages use.
package enum Tag: Sendable {
    case a, abbr, b, bdi, body, button, caption, code, dd, details, div, dl, dt, fieldset, footer, form, h1, h2, h3
    case head, header, html, label, legend, li, main, nav, ol, option, p, script, section, select, small, span
    case strong, summary, table, tbody, td, textarea, th, thead, time, title, tr, ul
    case svg, rect, line, circle, tfoot

    package var name: StaticString {
        switch self {
        case .a: "a"
        case .abbr: "abbr"
        case .b: "b"
        case .bdi: "bdi"
        case .body: "body"
        case .button: "button"
        case .caption: "caption"
        case .circle: "circle"
        case .code: "code"
        case .dd: "dd"
        case .details: "details"
        case .div: "div"
        case .dl: "dl"
        case .dt: "dt"
        case .fieldset: "fieldset"
        case .footer: "footer"
        case .form: "form"
        case .h1: "h1"
        case .h2: "h2"
        case .h3: "h3"
        case .head: "head"
        case .header: "header"
        case .html: "html"
        case .label: "label"
        case .legend: "legend"
        case .li: "li"
        case .line: "line"
        case .main: "main"
        case .nav: "nav"
        case .ol: "ol"
        case .option: "option"
        case .p: "p"
        case .rect: "rect"
        case .script: "script"
        case .section: "section"
        case .select: "select"
        case .small: "small"
        case .span: "span"
        case .strong: "strong"
        case .summary: "summary"
        case .svg: "svg"
        case .table: "table"
        case .tbody: "tbody"
        case .td: "td"
        case .textarea: "textarea"
        case .tfoot: "tfoot"
        case .th: "th"
        case .thead: "thead"
        case .time: "time"
        case .title: "title"
        case .tr: "tr"
        case .ul: "ul"
        }
    }
}

/// Elements without content.
package enum VoidTag: Sendable {
    case br, hr, input, link, meta

    package var name: StaticString {
        switch self {
        case .br: "br"
        case .hr: "hr"
        case .input: "input"
        case .link: "link"
        case .meta: "meta"
        }
    }
}
