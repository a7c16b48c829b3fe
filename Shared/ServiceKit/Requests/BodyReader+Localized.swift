import Primitives

extension BodyReader {
    /// A text in up to four languages: English is needed, the others are welcome.
    package func localized(_ field: String, _ length: ClosedRange<Int>) -> LocalizedText {
        guard let reader = self.object(field) else { return LocalizedText(en: "") }
        return reader.localizedText(length)
    }

    package func optionalLocalized(_ field: String, _ length: ClosedRange<Int>) -> LocalizedText? {
        self.optionalObject(field)?.localizedText(length)
    }

    private func localizedText(_ length: ClosedRange<Int>) -> LocalizedText {
        let text = LocalizedText(
            en: self.text("en", length), fr: self.optionalText("fr", length), es: self.optionalText("es", length),
            ar: self.optionalText("ar", length))
        self.endNested()
        return text
    }
}
