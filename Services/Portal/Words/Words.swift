import Primitives

/// The catalogue of words in one language: turns phrases and values into ``Prose``.
package struct Words: Sendable {
    package let language: Language
    package let format: LocaleFormat

    package init(_ language: Language) {
        self.language = language
        self.format = LocaleFormat(language)
    }

    /// A phrase without placeholders.
    package func callAsFunction(_ phrase: some Phrase) -> Prose {
        Prose(verbatim: phrase.forms[self.language].description)
    }

    /// A phrase with its placeholders filled.
    package func callAsFunction(_ phrase: some Phrase, _ values: KeyValuePairs<String, Prose>) -> Prose {
        self.fill(phrase.forms[self.language], values, count: nil)
    }

    /// A phrase for a count, with the right plural form. `{n}` is the count, written with the language's separators.
    package func callAsFunction(
        _ phrase: some CountedPhrase, count: Int, _ values: KeyValuePairs<String, Prose> = [:]
    ) -> Prose {
        let category = PluralRule.category(of: count, in: self.language)
        return self.fill(phrase.forms[self.language, category], values, count: count)
    }

    /// Items joined as this language joins them ("A, B and C").
    package func list(_ items: [Prose]) -> Prose {
        Prose(verbatim: self.format.list(items.map(\.text)))
    }

    // Works on bytes: walking a sentence by characters costs more than the rest of a row of a table.
    private func fill(_ form: StaticString, _ values: KeyValuePairs<String, Prose>, count: Int?) -> Prose {
        form.withUTF8Buffer { template in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(template.count + 64)
            var position = 0
            while let open = template[position...].firstIndex(of: 0x7B),
                let close = template[open...].firstIndex(of: 0x7D)
            {
                bytes += template[position..<open]
                let name = String(decoding: template[(open + 1)..<close], as: UTF8.self)
                if name == "n", let count {
                    bytes += self.format.number(count).utf8
                } else if let value = values.first(where: { $0.key == name }) {
                    bytes += self.isolate(value.value.text).utf8
                } else {
                    // A phrase and its use disagree: visible in every snapshot, and a test looks for braces.
                    bytes += template[open...close]
                }
                position = close + 1
            }
            bytes += template[position...]
            return Prose(verbatim: String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Puts a value that may run in the other direction between FSI and PDI (Unicode UAX 9), so that it cannot
    /// disturb the sentence around it. Values that surely run with the sentence stay as they are.
    private func isolate(_ value: String) -> String {
        let needsIsolation = value.unicodeScalars.contains { scalar in
            if self.language.isRightToLeft {
                // Latin letters, plus sign and other characters that would take a side of their own.
                !(0x0600...0x06FF).contains(scalar.value) && scalar.value != 0x20
                    && !(0x30...0x39).contains(scalar.value)
            } else {
                (0x0590...0x08FF).contains(scalar.value) || (0xFB1D...0xFEFF).contains(scalar.value)
            }
        }
        return needsIsolation ? "\u{2068}\(value)\u{2069}" : value
    }
}
