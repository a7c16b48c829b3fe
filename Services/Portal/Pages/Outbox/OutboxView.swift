import Primitives

/// The local outbox. It exists only in demonstrations, and only for callers on this computer.
package struct OutboxView: PageView {
    package let model: OutboxModel

    package init(_ model: OutboxModel) { self.model = model }

    package func title(_ words: Words) -> Prose { words(OutboxWord.title) }

    package func write(_ html: HTMLWriter, _ page: PageContext) {
        let words = page.words
        html.p(words(OutboxWord.lead))
        guard !self.model.messages.isEmpty else {
            html.p(words(OutboxWord.nothing))
            return
        }
        html.table("outbox", words(OutboxWord.caption)) {
            html.headings([
                (words(OutboxWord.to), false), (words(OutboxWord.sent), false), (words(OutboxWord.message), false),
            ])
            html.tag(.tbody) {
                for message in self.model.messages {
                    html.tag(.tr) {
                        html.tag(.th, .scope("row")) { html.isolated(message.to) }
                        html.cell(Prose(verbatim: page.zone.local(message.sentAt).time.description))
                        html.cell(words(OutboxWord.yourCode, ["code": Prose(verbatim: message.code)]))
                    }
                }
            }
        }
    }
}
