import Primitives

extension BodyReader {
    /// A text in up to four languages: English is needed, the others are welcome. Short ones, of at most 400 characters,
    /// are titles and labels, which have one line.
    package func localized(_ field: String, _ length: ClosedRange<Int>) -> LocalizedText {
        guard let reader = self.object(field) else { return LocalizedText(en: "") }
        return reader.localizedText(length)
    }

    package func optionalLocalized(_ field: String, _ length: ClosedRange<Int>) -> LocalizedText? {
        self.optionalObject(field)?.localizedText(length)
    }

    private func localizedText(_ length: ClosedRange<Int>) -> LocalizedText {
        let lines = length.upperBound > 400
        let text = LocalizedText(
            en: self.text("en", length, lines: lines), fr: self.optionalText("fr", length, lines: lines),
            es: self.optionalText("es", length, lines: lines), ar: self.optionalText("ar", length, lines: lines))
        self.endNested()
        return text
    }
}
