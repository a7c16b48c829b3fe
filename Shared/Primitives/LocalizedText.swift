/// A text in the languages that somebody has written it in; English is always there.
package struct LocalizedText: Hashable, Sendable, Codable {
    package let en: String
    package let fr: String?
    package let es: String?
    package let ar: String?

    package init(en: String, fr: String? = nil, es: String? = nil, ar: String? = nil) {
        self.en = en
        self.fr = fr
        self.es = es
        self.ar = ar
    }

    /// The text in a language, or in English where nobody has written it, with the language that it really is in.
    package func best(for language: Language) -> (text: String, language: Language) {
        let text: String? =
            switch language {
            case .english: self.en
            case .french: self.fr
            case .spanish: self.es
            case .arabic: self.ar
            }
        if let text { return (text, language) }
        return (self.en, .english)
    }
}
