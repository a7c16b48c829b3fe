import Primitives

/// One entry of the catalogue of words: a sentence or label in all four languages. A language that is missing does
/// not compile. Placeholders are named in braces, `{time}`, and are the same in every language (a test compares them).
package protocol Phrase: Sendable {
    var forms: Forms { get }
}

/// A phrase in the four languages.
package struct Forms: Sendable {
    package let en: StaticString
    package let fr: StaticString
    package let es: StaticString
    package let ar: StaticString

    package subscript(language: Language) -> StaticString {
        switch language {
        case .english: self.en
        case .french: self.fr
        case .spanish: self.es
        case .arabic: self.ar
        }
    }
}

/// An entry whose words depend on a count. Each language must give exactly the plural categories that CLDR has for
/// it; another set does not compile. The count itself is the placeholder `{n}`; forms may leave it out.
package protocol CountedPhrase: Sendable {
    var forms: CountedForms { get }
}

/// A counted phrase in the four languages.
package struct CountedForms: Sendable {
    package struct English: Sendable {
        package let one: StaticString
        package let other: StaticString
    }

    /// French and Spanish have the same categories (with other rules).
    package struct Romance: Sendable {
        package let one: StaticString
        package let many: StaticString
        package let other: StaticString
    }

    package struct Arabic: Sendable {
        package let zero: StaticString
        package let one: StaticString
        package let two: StaticString
        package let few: StaticString
        package let many: StaticString
        package let other: StaticString
    }

    package let en: English
    package let fr: Romance
    package let es: Romance
    package let ar: Arabic

    package subscript(language: Language, category: PluralCategory) -> StaticString {
        switch language {
        case .english: category == .one ? self.en.one : self.en.other
        case .french: Self.romance(self.fr, category)
        case .spanish: Self.romance(self.es, category)
        case .arabic:
            switch category {
            case .zero: self.ar.zero
            case .one: self.ar.one
            case .two: self.ar.two
            case .few: self.ar.few
            case .many: self.ar.many
            case .other: self.ar.other
            }
        }
    }

    private static func romance(_ forms: Romance, _ category: PluralCategory) -> StaticString {
        switch category {
        case .one: forms.one
        case .many: forms.many
        case .zero, .two, .few, .other: forms.other
        }
    }
}

extension Phrase where Self: RawRepresentable<String> {
    /// The words for a code as the services write it, with dashes or underscores.
    package init?(code: String) {
        self.init(rawValue: String(code.map { $0 == "-" ? "_" : $0 }))
    }
}
