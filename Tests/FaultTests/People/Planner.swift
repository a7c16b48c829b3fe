import Access
import Foundation
import Primitives
import SchedulingContract
import TestSupport

/// She who makes an agenda: adds sessions, moves them about, and publishes it again and again.
actor Planner {
    private struct Item {
        let session: SessionID
        var version: Int
        var possible: [SessionPlacement?]
    }

    private let place: FaultPlace
    private let convening: ConveningID
    private let token: String
    private var agenda: Agenda?
    private var created: [String: Fate<Session>] = [:]
    private var items: [SessionID: Item] = [:]
    private var releases: [String: Fate<ReleaseSummary>] = [:]
    /// Published agendas as they were first read; they never change.
    private var published: [Int: Data] = [:]
    private var receipts: [Receipt] = []

    init(_ place: FaultPlace, _ convening: ConveningID) async throws {
        self.place = place
        self.convening = convening
        self.token = try await place.token(.logistics, "planner-1")
    }

    private static let days = ["2027-05-10", "2027-05-11", "2027-05-12", "2027-05-13"].compactMap {
        LocalDate(iso8601: $0)
    }
    private static let starts = [9, 11, 14, 16].compactMap { LocalTime(hour: $0, minute: 0) }

    /// - Parameter startsAnew: whether she begins another agenda.
    func work(_ name: String, startsAnew: Bool, _ random: SeededGenerator) async throws {
        var random = random
        if startsAnew || self.agenda == nil { try await self.begin(name) }
        guard let agenda = self.agenda else { return }
        for index in 0..<2 {
            let title = "Session \(name)-\(index)"
            let fate: Fate<Session> = try await self.place.client.act(
                .scheduling, SchedulingEndpoints.createSession, [agenda.id.description], token: self.token,
                body: SessionInput(kind: .workshop, title: LocalizedText(en: title), expected: 20),
                random.below(12) == 0 ? .once : .untilAnswered)
            self.created[title] = fate
            if let made = fate.value {
                self.items[made.id] = Item(session: made.id, version: made.version, possible: [nil])
            }
            if let receipt = fate.receipt { self.receipts.append(receipt) }
        }
        for _ in 0..<2 { try await self.move(agenda, &random) }
        guard random.below(2) == 0 else { return }
        let fate: Fate<ReleaseSummary> = try await self.place.client.act(
            .scheduling, SchedulingEndpoints.publishRelease, [agenda.id.description], token: self.token,
            body: ReleaseInput(name: "Release \(name)", reason: "clashes are known"),
            random.below(12) == 0 ? .once : .untilAnswered)
        self.releases["Release \(name)"] = fate
        if let receipt = fate.receipt { self.receipts.append(receipt) }
    }

    private func begin(_ name: String) async throws {
        let fate: Fate<Agenda> = try await self.place.client.act(
            .scheduling, SchedulingEndpoints.createAgenda, token: self.token,
            body: AgendaInput(
                conveningId: self.convening, acronym: "agenda-\(name)", title: LocalizedText(en: "Agenda \(name)"),
                zone: .utc,
                rooms: ["Acacia", "Baobab", "Olive"].map { ScheduleRoom(name: $0, capacity: 60, isStepFree: true) },
                slots: Self.days.flatMap { day in
                    Self.starts.map { ScheduleSlot(day: day, start: $0, minutes: 90) }
                }))
        guard let agenda = fate.value else {
            self.place.tally.fault(.other, "no agenda could be made: \(fate)")
            return
        }
        if let receipt = fate.receipt { self.receipts.append(receipt) }
        self.agenda = agenda
        (self.created, self.items, self.releases, self.published) = ([:], [:], [:], [:])
    }

    private func move(_ agenda: Agenda, _ random: inout SeededGenerator) async throws {
        let known = self.items.values.filter { $0.possible.count == 1 }.sorted { $0.session < $1.session }
        guard !known.isEmpty, let room = agenda.rooms[random.below(agenda.rooms.count)].id else { return }
        var item = known[random.below(known.count)]
        let wanted = SessionPlacement(
            day: Self.days[random.below(Self.days.count)], start: Self.starts[random.below(Self.starts.count)],
            roomId: room)
        let fate: Fate<Session> = try await self.place.client.edit(
            .scheduling, SchedulingEndpoints.placeSession, [item.session.description],
            reader: SchedulingEndpoints.getSession, token: self.token, version: item.version,
            body: PlacementInput(placement: wanted), random.below(12) == 0 ? .once : .untilAnswered,
            isWanted: { $0.placement == wanted })
        switch fate {
        case .kept(let placed, _):
            item.version = placed.version
            item.possible = [wanted]
        case .unknown: item.possible.append(wanted)
        case .refused(let status, let problem, let faults):
            self.place.tally.fault(.other, "a placement was refused: \(status) \(problem) \(faults)")
        case .untried: break
        }
        self.items[item.session] = item
    }

    func check() async throws {
        guard let agenda = self.agenda else { return }
        let tally = self.place.tally
        let sessions: [Session] = try await self.place.client.all(
            .scheduling, SchedulingEndpoints.listSessions, [agenda.id.description], token: self.token)
        let byTitle = Dictionary(grouping: sessions) { $0.details.title.en }
        for (title, fate) in self.created {
            let found = byTitle[title] ?? []
            tally.require(found.count <= 1, .doubled, "\(title) is there \(found.count) times")
            if let made = fate.value {
                tally.require(found.first?.id == made.id, .lost, "\(title) is gone")
            } else if !fate.isUnknown {
                tally.fault(.other, "\(title) was refused: \(fate)")
            }
        }
        tally.require(
            Set(byTitle.keys).isSubset(of: self.created.keys), .changed, "there are sessions that nobody made")
        tally.require(
            Set(sessions.map(\.number)).count == sessions.count, .doubled, "two sessions have one number")
        for session in sessions {
            guard var item = self.items[session.id] else { continue }
            tally.require(
                item.possible.contains { $0 == session.placement }, item.possible.count == 1 ? .lost : .changed,
                "session/\(session.id) is at a place where nobody put it")
            item.version = session.version
            item.possible = [session.placement]
            self.items[session.id] = item
            try await self.place.expect("session.created", "session/\(session.id)", in: "scheduling", 1)
            let placed = try await self.place.count("session.placed", "session/\(session.id)", in: "scheduling")
            tally.require(
                session.version == 1 + placed, session.version > 1 + placed ? .lost : .doubled,
                "session/\(session.id) has version \(session.version) and \(placed) audit lines")
        }
        try await self.checkReleases(agenda)
    }

    private func checkReleases(_ agenda: Agenda) async throws {
        let tally = self.place.tally
        let found: [ReleaseSummary] = try await self.place.client.all(
            .scheduling, SchedulingEndpoints.listReleases, [agenda.id.description], token: self.token)
        tally.require(
            found.map(\.number).sorted() == Array(1..<found.count + 1), .changed,
            "the releases are numbered \(found.map(\.number))")
        let byName = Dictionary(grouping: found, by: \.name)
        for (name, fate) in self.releases {
            let same = byName[name] ?? []
            tally.require(same.count <= 1, .doubled, "\(name) was published \(same.count) times")
            if let told = fate.value {
                tally.require(same.first == told, .lost, "\(name) is not as it was published")
            } else if !fate.isUnknown {
                tally.fault(.other, "\(name) was refused: \(fate)")
            }
        }
        try await self.place.expect("agenda.released", "agenda/\(agenda.id)", in: "scheduling", found.count)
        for release in found {
            let answer = await self.place.client.send(
                GoodClient.Call(
                    service: .scheduling, endpoint: SchedulingEndpoints.getReleaseJSON,
                    path: [agenda.id.description, "\(release.number)"]))
            guard let answer, answer.status == 200 else {
                tally.fault(.lost, "release \(release.number) cannot be read")
                continue
            }
            let first = self.published[release.number] ?? answer.body
            tally.require(first == answer.body, .changed, "release \(release.number) has changed")
            self.published[release.number] = first
        }
    }

    func takeReceipts() -> [Receipt] {
        defer { self.receipts = [] }
        return self.receipts
    }
}
