import Primitives

/// What quotas may count of a candidate: names of attributes with their values.
package struct CandidateTraits: Sendable, Equatable {
    /// `country` → `[COL]`, `answer:themes` → `[leadership, peacebuilding]`.
    package let values: [String: [String]]

    /// - Parameter answers: values of the committee's answers by question; a yes is `yes`.
    package init(
        country: Country, language: Language, size: String, kind: String, isWomenLed: Bool, isMember: Bool,
        answers: [String: [String]]
    ) {
        var values: [String: [String]] = [
            "country": [country.code], "language": [language.rawValue], "size": [size], "kind": [kind],
            "women-led": [isWomenLed ? "yes" : "no"], "member": [isMember ? "yes" : "no"],
        ]
        if let region = ProgrammeRegion(of: country) { values["region"] = [region.rawValue] }
        for (question, answer) in answers { values["answer:\(question)"] = answer }
        self.values = values
    }

    /// Whether the candidate has one of these values.
    package func has(_ attribute: String, oneOf wanted: [String]) -> Bool {
        (self.values[attribute] ?? []).contains(where: wanted.contains)
    }
}
