import Primitives

/// The neutral page after leaving. It has no frame, so that nothing on it names the site; the title is blank of
/// meaning.
package enum LeftView {
    package static func render(_ page: PageContext) -> [UInt8] {
        let html = HTMLWriter()
        let words = page.words
        html.markup("<!doctype html>")
        html.tag(.html, .language(page.language.rawValue), .direction(rightToLeft: page.language.isRightToLeft)) {
            html.tag(.head) {
                html.markup(#"<meta charset="utf-8"><meta name="viewport" content="width=device-width">"#)
                html.tag(.title, text: words(SafetyWord.leftElsewhere))
                html.void(.link, .rel("stylesheet"), .href(page.site.stylesheet))
            }
            html.tag(.body) {
                html.tag(.main) {
                    html.tag(.h1, text: words(SafetyWord.leftTitle))
                    html.p(words(SafetyWord.leftText))
                    html.tag(.p) { html.link("https://www.wikipedia.org/", words(SafetyWord.leftElsewhere)) }
                }
            }
        }
        return html.bytes
    }
}
