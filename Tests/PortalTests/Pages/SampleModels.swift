import PortalService
import Primitives

/// Models with invented data for every page, used by the snapshots and by the checks with hostile text.
struct SampleModels {
    /// Put into every text that a person could have written.
    let person: String
    let language: Language

    init(_ language: Language, person: String? = nil) {
        self.language = language
        self.person =
            person ?? (language == .arabic ? "شبكة النساء في الخرطوم (Nile Women 2026)" : "Réseau des femmes – Bukavu")
    }

    static let now = moment("2026-11-23T09:00:00Z")
    static let closes = moment("2026-11-30T16:00:00Z")
    static let id = "0192f0c1-7d3a-7c11-8a55-0123456789ab"

    static func moment(_ text: String) -> Instant {
        guard let instant = Instant(rfc3339: text) else { preconditionFailure("a sample moment is right") }
        return instant
    }

    static func date(_ text: String) -> LocalDate {
        guard let date = LocalDate(iso8601: text) else { preconditionFailure("a sample date is right") }
        return date
    }

    static func zone(_ name: String) -> Zone {
        guard let zone = Zone(name) else { preconditionFailure("a sample zone is right") }
        return zone
    }

    static func country(_ code: String) -> Country {
        guard let country = Country(code) else { preconditionFailure("a sample country is right") }
        return country
    }

    static func dollars(_ amount: Int64) -> Money { Money(minorUnits: amount * 100, currency: .usd) }

    static let zones = ["UTC", "Africa/Khartoum", "America/Bogota", "Asia/Kabul", "Pacific/Fiji"].map(zone)

    var words: Words { Words(self.language) }

    func context(_ route: Route, _ reader: PageContext.Reader = .visitor, isDemonstration: Bool = false)
        -> PageContext
    {
        PageContext(
            site: .init(name: nil, contactAddress: "help@example.org", isDemonstration: isDemonstration),
            language: self.language, reader: reader, route: route, now: Self.now, zone: Self.zone("Africa/Khartoum"),
            tokens: FormTokens(csrf: "csrf-token", once: "once-token"))
    }

    var staff: PageContext.Reader {
        .staff(
            roles: [.chair, .committeeMember],
            links: [
                .init(.home, .staff), .init(.pool, .pool(Self.id)), .init(.scoring, .scoring),
                .init(.ranking, .ranking(Self.id)), .init(.cohort, .cohort(Self.id)), .init(.budget, .budget(Self.id)),
                .init(.agenda, .grid(Self.id)),
            ])
    }

    /// A page by name: its view and where it stands.
    struct Sample {
        let name: String
        let context: PageContext
        let view: any PageView
    }

    var all: [Sample] { self.applicantPages + self.formPages + self.staffPages + self.problemPages }

    var applicantPages: [Sample] {
        let opening = StartModel.Opening(
            id: Self.id, name: self.person, kind: .globalConvening, closesAt: Self.closes, draftID: nil)
        let other = StartModel.Opening(
            id: Self.id, name: self.person, kind: .webinar, closesAt: Self.moment("2026-12-04T22:30:00Z"),
            draftID: Self.id)
        let past = StartModel.Opening(
            id: Self.id, name: self.person, kind: .mentorshipScheme, closesAt: Self.moment("2026-10-01T10:00:00Z"),
            draftID: nil)
        let start = StartModel(
            open: [opening, other], closed: [past], agendas: [.init(id: Self.id, name: self.person)],
            zones: Self.zones, hasApplications: true)
        let empty = StartModel(open: [], closed: [], agendas: nil, zones: Self.zones, hasApplications: false)
        let down = StartModel(open: nil, closed: [], agendas: nil, zones: Self.zones, hasApplications: false)
        return [
            Sample(name: "start", context: self.context(.start, .applicant), view: StartView(start)),
            Sample(name: "start-empty", context: self.context(.start), view: StartView(empty)),
            Sample(name: "start-down", context: self.context(.start), view: StartView(down)),
            Sample(
                name: "sign-in", context: self.context(.signIn),
                view: SignInView(.init(address: "", error: nil, next: "/applications"))),
            Sample(
                name: "sign-in-error", context: self.context(.signIn),
                view: SignInView(.init(address: self.person, error: .notAnEmail, next: self.person))),
            Sample(
                name: "sign-in-code", context: self.context(.signInCode, isDemonstration: true),
                view: SignInCodeView(.init(attempt: "attempt", next: "/applications", isWrong: false))),
            Sample(
                name: "sign-in-code-wrong", context: self.context(.signInCode),
                view: SignInCodeView(.init(attempt: "attempt", next: "/applications", isWrong: true))),
            Sample(
                name: "second-factor", context: self.context(.factor),
                view: FactorView(.init(next: "/staff", isWrong: true, isStepUp: false))),
            Sample(
                name: "set-up", context: self.context(.enrol),
                view: EnrolmentView(self.enrolment(.notNeeded))),
            Sample(
                name: "set-up-code", context: self.context(.enrol),
                view: EnrolmentView(
                    self.enrolment(
                        .needed,
                        problems: [
                            FieldProblem(field: "given", label: self.words(FactorWord.given), code: .notACode),
                            FieldProblem(field: "code", label: self.words(FactorWord.code), code: .wrongCode),
                        ]))),
            Sample(
                name: "set-up-expired", context: self.context(.enrol), view: EnrolmentView(self.enrolment(.expired))),
            Sample(
                name: "sign-in-device", context: self.context(.signInDevice, .applicant),
                view: SignInDeviceView(.init(next: "/applications"))),
            Sample(
                name: "staying-safe", context: self.context(.safety, .applicant),
                view: InformationView(.safety(next: "/en/applications"))),
            Sample(name: "privacy", context: self.context(.privacy), view: InformationView(.privacy)),
            Sample(
                name: "accessibility", context: self.context(.accessibility), view: InformationView(.accessibility)),
            Sample(name: "contact", context: self.context(.contact), view: InformationView(.contact)),
            Sample(
                name: "opportunity", context: self.context(.opportunity(Self.id), .applicant),
                view: OpportunityView(self.opportunity(.open, .none))),
            Sample(
                name: "opportunity-closed", context: self.context(.opportunity(Self.id), .applicant),
                view: OpportunityView(self.opportunity(.closed, .draft(Self.id)))),
            Sample(name: "agenda", context: self.context(.agenda(Self.id)), view: AgendaView(self.agenda)),
        ]
    }

    func opportunity(_ window: OpportunityModel.Window, _ own: OpportunityModel.Own) -> OpportunityModel {
        OpportunityModel(
            id: Self.id, name: self.person, about: "\(self.person)\n\n\(self.person)", kind: .globalConvening,
            place: self.person, from: Self.date("2027-03-14"), to: Self.date("2027-03-18"),
            opensAt: Self.moment("2026-10-01T00:00:00Z"), closesAt: Self.closes, answerBy: Self.date("2027-01-20"),
            window: window, own: own,
            rules: [self.person, self.person], criteria: [self.person, self.person])
    }

    var agenda: AgendaModel {
        AgendaModel(
            id: Self.id, name: self.person, place: Self.zone("Africa/Nairobi"),
            zones: [Self.zone("Africa/Nairobi")] + Self.zones,
            days: ["2027-03-15", "2027-03-16", "2027-03-17"].map(Self.date), day: Self.date("2027-03-15"),
            sessions: [
                .init(
                    title: self.person, kind: .plenary, start: Self.moment("2027-03-15T06:00:00Z"),
                    end: Self.moment("2027-03-15T07:30:00Z"), room: "Acacia", interpretation: ["fr", "es", "ar"]),
                .init(
                    title: self.person, kind: .workshop, start: Self.moment("2027-03-15T08:00:00Z"),
                    end: Self.moment("2027-03-15T09:30:00Z"), room: self.person, interpretation: []),
                .init(
                    title: self.person, kind: .session, start: Self.moment("2027-03-15T20:00:00Z"),
                    end: Self.moment("2027-03-15T22:30:00Z"), room: nil, interpretation: ["ar"]),
            ], version: "1.0", publishedOn: Self.date("2027-02-01"))
    }
}
