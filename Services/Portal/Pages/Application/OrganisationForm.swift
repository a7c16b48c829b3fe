import ApplicationsContract
import Primitives

/// The part of the form that is about the organisation, which is kept once and serves every application.
package struct OrganisationForm: Sendable {
    package static func fields(_ current: OrganisationInput?, _ words: Words) -> [FormField] {
        let yesNo: [FormField.Choice] = [.init("yes", words(CommonWord.yes)), .init("no", words(CommonWord.no))]
        return [
            FormField(
                "organisation_name", words(QuestionWord.organisationName), .text,
                hint: words(QuestionHint.organisationName), audience: words(FormWord.whoOffice),
                values: current.map { [$0.name] } ?? [], isSensitive: true),
            FormField(
                "organisation_country", words(QuestionWord.country), .select(CountryList.choices(words)),
                audience: words(FormWord.whoCommittee), values: current.map { [$0.country.code] } ?? []),
            FormField(
                "organisation_kind", words(QuestionWord.organisationKind),
                .radios(
                    OrganisationKind.allCases.map {
                        .init($0.rawValue, words(ChoiceWord(code: $0.rawValue) ?? .other))
                    }), audience: words(FormWord.whoCommittee), values: current.map { [$0.kind.rawValue] } ?? []),
            FormField(
                "organisation_size", words(QuestionWord.organisationSize),
                .radios(
                    OrganisationSize.allCases.map {
                        .init($0.rawValue, words(ChoiceWord(code: $0.rawValue) ?? .other))
                    }), audience: words(FormWord.whoCommittee), values: current.map { [$0.size.rawValue] } ?? []),
            FormField(
                "organisation_led", words(QuestionWord.womenLed), .radios(yesNo),
                audience: words(FormWord.whoCommittee), values: current.map { [$0.isWomenLed ? "yes" : "no"] } ?? []),
            FormField(
                "organisation_languages", words(QuestionWord.organisationLanguages),
                .checks(
                    Language.allCases.map {
                        .init($0.rawValue, Prose(verbatim: words.format.languageName($0.rawValue)))
                    }), audience: words(FormWord.whoCommittee), values: current?.languages.map(\.rawValue) ?? []),
        ]
    }

    /// What the form says, or the fields with what is wrong with them.
    package enum Reading: Sendable {
        case input(OrganisationInput)
        case faults([FormField])
    }

    package static func read(_ form: FormBody, _ words: Words, isMember: Bool) -> Reading {
        var fields = self.fields(nil, words)
        for index in fields.indices {
            let name = fields[index].name
            fields[index].values = form.all(name)
            if form.all(name).isEmpty { fields[index].error = .missing }
            if form.hasForbidden(name, allowsLines: false) { fields[index].error = .forbiddenCharacter }
        }
        if form["organisation_name"].count > 200 { fields[0].error = .tooLong }
        let languages = form.all("organisation_languages").compactMap { Language(rawValue: $0) }
        guard fields.allSatisfy({ $0.error == nil }) else { return .faults(fields) }
        guard let country = Country(form["organisation_country"]) else {
            fields[1].error = .unknownCountry
            return .faults(fields)
        }
        guard let kind = OrganisationKind(rawValue: form["organisation_kind"]) else {
            fields[2].error = .notInList
            return .faults(fields)
        }
        guard let size = OrganisationSize(rawValue: form["organisation_size"]) else {
            fields[3].error = .notInList
            return .faults(fields)
        }
        guard !languages.isEmpty else {
            fields[5].error = .notInList
            return .faults(fields)
        }
        return .input(
            OrganisationInput(
                name: form["organisation_name"], country: country, kind: kind, size: size,
                isWomenLed: form["organisation_led"] == "yes", isMember: isMember, languages: languages))
    }

    /// Puts the faults that the service found at their fields.
    package static func marked(_ fields: [FormField], _ errors: [(pointer: String, code: String)]) -> [FormField] {
        let names = [
            "name": "organisation_name", "country": "organisation_country", "kind": "organisation_kind",
            "size": "organisation_size", "isWomenLed": "organisation_led", "languages": "organisation_languages",
        ]
        return fields.map { field in
            var field = field
            for error in errors {
                guard let first = error.pointer.split(separator: "/").first, names[String(first)] == field.name
                else { continue }
                field.error = FieldErrorWord(code: error.code) ?? .unknown
            }
            return field
        }
    }
}
