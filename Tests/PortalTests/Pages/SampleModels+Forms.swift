import PortalService
import Primitives

extension SampleModels {
    var formPages: [Sample] {
        let words = self.words
        let fields = [
            FormField(
                "organisation_name", words(QuestionWord.organisationName), .text,
                hint: words(QuestionHint.organisationName), audience: words(FormWord.whoOffice),
                values: [self.person]),
            FormField(
                "country", words(QuestionWord.country),
                .select(
                    Country.programme.map {
                        .init($0.code, Prose(verbatim: words.format.country($0)))
                    }), audience: words(FormWord.whoCommittee), values: ["SDN"]),
            FormField(
                "organisation_kind", words(QuestionWord.organisationKind),
                .radios([
                    .init("cbo", words(ChoiceWord.cbo)),
                    .init("cso", words(ChoiceWord.cso)),
                    .init("network", words(ChoiceWord.network)),
                ]), error: .missing),
            FormField(
                "change", words(QuestionWord.change), .area(words: 250, characters: nil),
                hint: words(QuestionHint.change), audience: words(FormWord.whoCommittee), values: [self.person],
                error: .tooManyWords),
            FormField(
                "languages_spoken", words(QuestionWord.languagesSpoken),
                .checks(
                    Language.allCases.map {
                        .init($0.rawValue, Prose(verbatim: words.format.languageName($0.rawValue)))
                    }
                ), values: ["ar", "fr"]),
            FormField(
                "contact_value", words(QuestionWord.contactValue), .phone, hint: words(QuestionHint.contactValue),
                values: [self.person], isOptional: true, isSensitive: true),
        ]
        let parts: [(FormWord, Bool)] = [
            (.organisation, true), (.work, true), (.person, false), (.access, false), (.travel, false),
            (.safety, false),
        ]
        func form(errors: Bool) -> ApplicationModel {
            ApplicationModel(
                id: Self.id, code: "WP-4F7K-2Q8", parts: parts.map { .init(name: words($0.0), isComplete: $0.1) },
                part: 1,
                fields: fields.map { field in
                    var field = field
                    if !errors { field.error = nil }
                    return field
                }, closesAt: Self.closes, savedAt: Self.moment("2026-11-23T08:58:00Z"), isJustSaved: !errors,
                version: "v3",
                changedElsewhere: errors ? [(label: words(QuestionWord.change), text: self.person)] : [])
        }
        let check = CheckModel(
            id: Self.id, version: "v3",
            parts: [
                .init(
                    name: words(FormWord.organisation),
                    answers: [
                        .init(label: words(QuestionWord.organisationName), values: [Prose(verbatim: self.person)]),
                        .init(label: words(QuestionWord.grantReference), values: []),
                    ]),
                .init(
                    name: words(FormWord.work),
                    answers: [.init(label: words(QuestionWord.change), values: [Prose(verbatim: self.person)])]),
            ],
            missing: [
                .init(label: words(QuestionWord.personName), code: .missing, part: 3, field: "person_name")
            ], keptUntil: Self.date("2027-12-31"), hasAgreed: false, consentError: .notAgreed)
        let items: [MineModel.Item] = [
            .init(
                id: Self.id, callName: self.person, code: "WP-4F7K-2Q8", state: .draft, closesAt: Self.closes),
            .init(id: Self.id, callName: self.person, code: "WP-9A2B-3C4", state: .eligible, closesAt: nil),
            .init(id: Self.id, callName: self.person, code: "WP-1A2B-3C9", state: .decided, closesAt: nil),
        ]
        return [
            Sample(
                name: "organisation", context: self.context(.applicant(Self.id), .applicant),
                view: OrganisationView(call: Self.id, fields: Array(fields.prefix(3)))),
            Sample(
                name: "application", context: self.context(.application(Self.id, part: 1), .applicant),
                view: ApplicationView(form(errors: false))),
            Sample(
                name: "application-errors", context: self.context(.application(Self.id, part: 1), .applicant),
                view: ApplicationView(form(errors: true))),
            Sample(name: "check", context: self.context(.check(Self.id), .applicant), view: CheckView(check)),
            Sample(
                name: "sent", context: self.context(.sent(Self.id), .applicant),
                view: SentView(
                    .init(
                        id: Self.id, code: "WP-4F7K-2Q8", state: .submitted, answerBy: Self.date("2027-01-20"),
                        withdrawUntil: Self.closes))),
            Sample(
                name: "withdraw", context: self.context(.withdraw(Self.id), .applicant),
                view: ConfirmView(.withdraw(Self.id), version: "v3")),
            Sample(
                name: "delete", context: self.context(.delete(Self.id), .applicant),
                view: ConfirmView(.deleteDraft(Self.id), version: "v3")),
            Sample(
                name: "applications", context: self.context(.applications, .applicant),
                view: MineView(.init(items: items))),
            Sample(
                name: "applications-none", context: self.context(.applications, .applicant),
                view: MineView(.init(items: []))),
        ]
    }

    var problemPages: [Sample] {
        let kinds: [(String, ProblemView.Kind)] = [
            ("not-found", .notFound), ("forbidden", .forbidden), ("failed", .failed), ("signed-out", .signedOut),
            ("too-many", .tooMany), ("bad-form", .badForm), ("closed", .closed), ("conflict", .conflict),
            ("unavailable", .unavailable), ("maintenance", .maintenance(until: Self.closes)),
        ]
        return kinds.map { name, kind in
            Sample(
                name: "problem-\(name)", context: self.context(.start),
                view: ProblemView(kind, reference: self.person, next: "/applications"))
        }
    }
}
