import PortalService
import Primitives

extension SampleModels {
    func sessions(recoveryCodesLeft: Int?) -> SessionsModel {
        SessionsModel(
            entries: [
                .init(
                    id: Self.id, client: ClientName(code: "firefox/android"), begunAt: Self.now, usedAt: Self.now,
                    isThis: true),
                .init(
                    id: "0192f0c1-7d3a-7c11-8a55-0123456789ac", client: ClientName(code: "other/windows"),
                    begunAt: Self.moment("2026-11-22T09:00:00Z"), usedAt: Self.moment("2026-11-22T21:00:00Z"),
                    isThis: false),
            ], recoveryCodesLeft: recoveryCodesLeft)
    }

    func enrolment(_ given: EnrolmentModel.Given, problems: [FieldProblem] = []) -> EnrolmentModel {
        EnrolmentModel(seed: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", next: "/staff", given: given, problems: problems)
    }

    func somebody(
        _ factor: PersonModel.Factor, done: PersonModel.Done? = nil, problems: [FieldProblem] = []
    ) -> PersonModel {
        PersonModel(
            id: Self.id, name: self.person, version: "3", roles: ["logistics"], convenings: [Self.id],
            isClosed: false, reason: self.person, choices: [(id: Self.id, name: self.person)], factor: factor,
            factorMark: "none 2026-11-30T16:00:00.000000Z", isOwn: false, done: done, problems: problems)
    }

    var staffPages: [Sample] {
        let outbox = OutboxModel(messages: [
            .init(to: self.person, sentAt: Self.now, code: "4829\u{A0}1306"),
            .init(to: "amina@example.org", sentAt: Self.closes, code: "1023\u{A0}3481"),
        ])
        return [
            Sample(
                name: "step-up", context: self.context(.stepUp, self.staff),
                view: FactorView(.init(next: "/staff", isWrong: false, isStepUp: true))),
            Sample(
                name: "recovery-codes", context: self.context(.sessions, self.staff),
                view: RecoveryCodesView(
                    .init(codes: ["7QH2-0MZX-4K9V-1BTR-WC6D-8EFJ", "5N3P-YAGS-2HQ7-X0MZ-9K4V-TR1B"], address: "/staff"))
            ),
            Sample(
                name: "sessions", context: self.context(.sessions, self.staff),
                view: SessionsView(self.sessions(recoveryCodesLeft: 9))),
            Sample(
                name: "tokens", context: self.context(.tokens, self.staff),
                view: TokensView(
                    TokensModel(
                        entries: [
                            .init(id: Self.id, name: self.person, role: .chair, endsAt: Self.closes, isReadOnly: true)
                        ], roles: [.committeeMember, .chair], convenings: [(id: Self.id, name: self.person)],
                        name: self.person, problems: [FieldProblem(field: "name", label: nil, code: .tooLong)]))),
            Sample(
                name: "token-secret", context: self.context(.tokens, self.staff),
                view: TokenSecretView(secret: "convene_xsBV9m2VvQyVwQ2gZ1sJt4hYk0aR8uNcE7dLpWqTf3o")),
            Sample(
                name: "people", context: self.context(.people, self.staff),
                view: PeopleView(
                    PeopleModel(rows: [.init(id: Self.id, name: self.person, roles: [.chair, .committeeMember])]))),
            Sample(
                name: "acting",
                context: PageContext(
                    site: .init(name: nil, contactAddress: "help@example.org"), language: self.language,
                    reader: .applicant, route: .applications, now: Self.now, zone: Self.zone("Africa/Khartoum"),
                    actingUntil: Self.closes, tokens: FormTokens(csrf: "csrf-token", once: "once-token")),
                view: MineView(MineModel(items: []))),
            Sample(
                name: "person", context: self.context(.person(Self.id), self.staff),
                view: PersonView(
                    self.somebody(
                        .enrolled, done: .saved, problems: [FieldProblem(field: "why", label: nil, code: .missing)]))),
            Sample(
                name: "person-no-code", context: self.context(.person(Self.id), self.staff),
                view: PersonView(self.somebody(.open))),
            Sample(
                name: "person-code", context: self.context(.person(Self.id), self.staff),
                view: PersonView(self.somebody(.waits(until: Self.closes)))),
            Sample(
                name: "person-code-expired", context: self.context(.person(Self.id), self.staff),
                view: PersonView(self.somebody(.expired))),
            Sample(
                name: "enrolment-code", context: self.context(.person(Self.id), self.staff),
                view: EnrolmentCodeView(
                    EnrolmentCodeModel(
                        person: Self.id, name: self.person, cause: .reset, code: "7QH2-0MZX-4K9V-1BTR-WC6D-8EFJ",
                        expiresAt: Self.closes))),
            Sample(name: "staff", context: self.context(.staff, self.staff), view: StaffView(self.home)),
            Sample(name: "pool", context: self.context(.pool(Self.id), self.staff), view: PoolView(self.pool)),
            Sample(
                name: "scoring", context: self.context(.scoring, self.staff), view: ScoringView(self.scoring)),
            Sample(
                name: "score", context: self.context(.score(Self.id), self.staff),
                view: ScoreView(self.score(errors: false, isReadOnly: false))),
            Sample(
                name: "score-errors", context: self.context(.score(Self.id), self.staff),
                view: ScoreView(self.score(errors: true, isReadOnly: false))),
            Sample(
                name: "score-read", context: self.context(.score(Self.id), self.staff),
                view: ScoreView(self.score(errors: false, isReadOnly: true))),
            Sample(
                name: "ranking", context: self.context(.ranking(Self.id), self.staff),
                view: RankingView(self.ranking(count: 12))),
            Sample(
                name: "ranking-failed", context: self.context(.ranking(Self.id), self.staff),
                view: RankingView(
                    RankingModel(
                        round: Self.id, rows: nil, places: 8, scale: 1...5, order: .rank,
                        extent: .first(RankingModel.firstRows), canCalibrate: true, isComputing: false,
                        failure: self.words(JobFailureWord.noScores)))),
            Sample(
                name: "cohort", context: self.context(.cohort(Self.id), self.staff),
                view: CohortView(self.cohort(.proposed))),
            Sample(
                name: "cohort-infeasible", context: self.context(.cohort(Self.id), self.staff),
                view: CohortView(self.cohort(.infeasible([Prose(verbatim: self.person)])))),
            Sample(
                name: "budget", context: self.context(.budget(Self.id), self.staff), view: BudgetView(self.budget)),
            Sample(name: "grid", context: self.context(.grid(Self.id), self.staff), view: GridView(self.grid)),
            Sample(
                name: "outbox", context: self.context(.outbox, isDemonstration: true), view: OutboxView(outbox)),
        ]
    }

    var home: StaffModel {
        StaffModel(
            tasks: [
                .score(count: 12), .check(count: 3, call: Self.id), .clashes(count: 2, convening: Self.id),
                .sign(round: Self.id), .release(convening: Self.id),
            ], nextDeadline: Self.closes,
            convenings: [
                .init(
                    name: self.person,
                    links: [.init(.pool, .pool(Self.id)), .init(.budget, .budget(Self.id))])
            ], isIncomplete: false)
    }

    var pool: PoolModel {
        let states: [PoolStateWord] = [.submitted, .eligible, .ineligible, .withdrawn, .draft]
        let rows = (0..<20).map { index in
            PoolModel.Row(
                code: "WP-\(1000 + index)-2Q8", country: Country.programme[index],
                language: ["en", "fr", "es", "ar"][index % 4],
                state: states[index % 5], sentOn: index % 5 == 4 ? nil : Self.date("2026-11-0\(1 + index % 9)"),
                size: .small)
        }
        return PoolModel(
            call: Self.id, name: self.person, rows: rows, total: 600,
            filter: .init(state: nil, country: nil, language: "ar"),
            countries: Country.programme, nextCursor: self.person, canCheck: true)
    }

    var scoring: ScoringModel {
        ScoringModel(
            items: [
                .init(id: Self.id, code: "C-1042", state: .scored(3.25)),
                .init(id: Self.id, code: "C-2231", state: .open),
                .init(id: Self.id, code: "C-8842", state: .steppedBack),
            ], closesAt: Self.closes, isClosed: false)
    }

    func score(errors: Bool, isReadOnly: Bool) -> ScoreModel {
        let levels = (1...5).map { ScoreModel.Level(value: $0, sentence: self.person) }
        return ScoreModel(
            id: Self.id, code: "C-1042", version: "v1",
            answers: [
                .init(
                    question: self.words(QuestionWord.change), text: "\(self.person)\n\(self.person)", language: "fr"),
                .init(question: self.words(QuestionWord.share), text: self.person, language: nil),
            ],
            criteria: [
                .init(
                    id: "relevance", name: self.person, weight: 0.4, levels: levels, chosen: "4", reason: "", error: nil
                ),
                .init(
                    id: "learning", name: self.person, weight: 0.35, levels: levels, chosen: errors ? "5" : "none",
                    reason: errors ? "" : self.person, error: errors ? .needsReason : nil),
                .init(
                    id: "reach", name: self.person, weight: 0.25, levels: levels, chosen: errors ? "" : "1", reason: "",
                    error: errors ? .missing : nil),
            ], done: 12, total: 40, isReadOnly: isReadOnly)
    }

    func ranking(count: Int) -> RankingModel {
        let rows = (1...count).map { rank in
            let score = 4.6 - Double(rank) * 3.2 / Double(count)
            return RankingModel.Row(
                rank: rank, code: "C-\(1000 + rank)", score: score, low: score - 0.35, high: score + 0.35,
                rawMean: score + 0.1, count: 3, spread: 0.8, chance: max(0, 1.1 - Double(rank) / Double(count)))
        }
        return RankingModel(
            round: Self.id, rows: rows, places: 8, scale: 1...5, order: .rank, extent: .first(RankingModel.firstRows),
            canCalibrate: true, isComputing: false)
    }

    func cohort(_ state: CohortModel.State) -> CohortModel {
        let words = self.words
        let members = (1...8).map { rank in
            CohortModel.Member(
                code: "C-\(1000 + rank)", country: Country.programme[rank], language: "ar", rank: rank,
                reason: rank % 3 == 0
                    ? words(CohortWord.reasonHolds, ["quota": words(QuotaWord.firstTime)])
                    : words(CohortWord.reasonRanked, ["rank": Prose(verbatim: "\(rank)")]))
        }
        return CohortModel(
            round: Self.id, id: Self.id, version: "v2", state: state, isOptimal: true,
            quotas: [
                .init(name: words(QuotaWord.firstTime), least: 20, most: nil, have: 22),
                .init(
                    name: words(QuotaWord.region, ["value": words(RegionWord.pacific)]), least: 6, most: 15, have: 4),
                .init(name: words(QuotaWord.perCountry), least: nil, most: 4, have: 5),
                .init(
                    name: words(QuotaWord.other, ["value": Prose(verbatim: self.person)]), least: 1, most: 2, have: 1),
            ],
            countries: Country.programme.enumerated().map { .init(country: $0.element, count: $0.offset % 4) },
            cost: .init(
                p50: Self.dollars(388_120), p80: Self.dollars(412_004), p95: Self.dollars(433_900),
                estimate: Self.dollars(391_000), ceiling: Self.dollars(430_000)),
            members: members, waiting: Array(members.prefix(3)), waitingTotal: 540, canCompose: true, canSign: true,
            canConfirm: false,
            error: nil)
    }

    var budget: BudgetModel {
        let amounts: [(BudgetCategoryWord, Int64)] = [
            (.travel, 230_400), (.contractual, 61_000), (.supplies, 2_300), (.operating, 26_120),
        ]
        return BudgetModel(
            convening: Self.id, place: self.person,
            lines: amounts.map {
                .init(
                    category: $0.0, planned: Self.dollars($0.1), committed: Self.dollars($0.1 / 3),
                    actual: Self.dollars($0.1 / 5), left: Self.dollars($0.1 - $0.1 / 3))
            },
            venues: [
                .init(
                    name: self.person, p50: Self.dollars(388_120), p80: Self.dollars(412_004),
                    p95: Self.dollars(433_900), isChosen: true),
                .init(
                    name: "Wien", p50: Self.dollars(452_000), p80: Self.dollars(480_100), p95: Self.dollars(511_000),
                    isChosen: false),
            ], ceiling: Self.dollars(430_000), travellers: 60,
            choices: [.init("nairobi", Prose(verbatim: "Nairobi")), .init("vienna", Prose(verbatim: "Wien"))],
            isComputing: false, seed: "2026", simulations: 10_000, exists: true)
    }

    var grid: GridModel {
        let slots = (0..<8).compactMap { LocalTime(minutes: 9 * 60 + $0 * 30) }
        return GridModel(
            convening: Self.id, name: self.person, days: ["2027-03-15", "2027-03-16"].map(Self.date),
            day: Self.date("2027-03-15"), rooms: ["Acacia", "Olive", self.person], slots: slots,
            sessions: [
                .init(title: self.person, kind: .plenary, room: 0, slot: 0, length: 3, hasClash: false),
                .init(title: self.person, kind: .workshop, room: 1, slot: 1, length: 2, hasClash: true),
                .init(title: self.person, kind: .break, room: 2, slot: 3, length: 1, hasClash: false),
                .init(title: self.person, kind: .session, room: 2, slot: 5, length: 9, hasClash: false),
            ], unplaced: [self.person],
            clashes: [
                .init(
                    text: self.words(
                        ClashWord.personInTwoRooms,
                        [
                            "person": Prose(verbatim: "Amina Osman"), "a": Prose(verbatim: self.person),
                            "b": Prose(verbatim: "Land rights"),
                        ]), isHard: true),
                .init(
                    text: self.words(
                        ClashWord.shortBreak,
                        [
                            "person": Prose(verbatim: "Amina Osman"), "a": Prose(verbatim: self.person),
                            "b": Prose(verbatim: "Land rights"),
                        ]), isHard: false),
            ], state: .draft("12"), version: "v12", canEdit: true, releaseName: "1.0", releaseError: nil)
    }
}
