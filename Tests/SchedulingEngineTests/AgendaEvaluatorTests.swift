import Primitives
import SchedulingEngine
import Testing

@Suite("Agenda evaluator")
struct AgendaEvaluatorTests {
    private struct World {
        var generator = SeededGenerator(seed: 1)
        let zone = SampleAgenda.zone("Africa/Nairobi")
        var hall: AgendaRoom
        var small: AgendaRoom
        var slots: [AgendaSlot]
        var amina: AgendaPerson
        let day: LocalDate

        init() throws {
            var generator = SeededGenerator(seed: 1)
            let day = try #require(LocalDate(iso8601: "2027-03-15"))
            self.day = day
            self.hall = AgendaRoom(
                id: ID(at: Instant(microseconds: 0), using: &generator), capacity: 100, isStepFree: true, booths: 2)
            self.small = AgendaRoom(
                id: ID(at: Instant(microseconds: 0), using: &generator), capacity: 20, isStepFree: false, booths: 0)
            self.amina = AgendaPerson(
                id: ID(at: Instant(microseconds: 0), using: &generator), zone: SampleAgenda.zone("Africa/Nairobi"))
            var slots: [AgendaSlot] = []
            for offset in 0..<2 {
                for start in ["09:00", "10:00", "11:15", "14:00"] {
                    let time = try #require(LocalTime(iso8601: start))
                    slots.append(AgendaSlot(day: day.adding(days: offset), start: time, minutes: 60))
                }
            }
            self.slots = slots
            self.generator = generator
        }

        mutating func id() -> SessionID { ID(at: Instant(microseconds: 0), using: &self.generator) }

        func clashes(
            _ sessions: [AgendaSession], at places: [(slot: Int, room: AgendaRoom)?],
            interpreters: [InterpreterSupply] = [], rules: AgendaRules = AgendaRules(),
            reference: AgendaPlacements = [:]
        ) throws -> [Clash] {
            let problem = AgendaProblem(
                zone: self.zone, rooms: [self.hall, self.small], slots: self.slots, sessions: sessions,
                people: [self.amina], interpreters: interpreters, rules: rules, reference: reference)
            var placements: AgendaPlacements = [:]
            for (session, place) in zip(sessions, places) {
                if let place { placements[session.id] = AgendaPlace(slot: place.slot, room: place.room.id) }
            }
            return AgendaEvaluator(try AgendaTimeline(problem)).clashes(of: placements)
        }
    }

    @Test("two sessions in one room, and a person in both")
    func pair() throws {
        var world = try World()
        let one = AgendaSession(id: world.id(), kind: .workshop, people: [world.amina.id], theme: "law")
        let two = AgendaSession(id: world.id(), kind: .workshop, people: [world.amina.id], theme: "law")
        let clashes = try world.clashes([one, two], at: [(0, world.hall), (0, world.hall)])
        #expect(clashes.map(\.code) == [.roomTaken, .personInTwoRooms, .sameThemeParallel])
        #expect(clashes[0].sessions == [one.id, two.id])
        #expect(AgendaEvaluator.cost(of: clashes) == SearchCost(hard: 2, soft: 10))
    }

    @Test("a long session does not run over lunch or the end of the day")
    func fitting() throws {
        var world = try World()
        let long = AgendaSession(id: world.id(), kind: .workshop, length: 2)
        #expect(try world.clashes([long], at: [(1, world.hall)]).isEmpty)
        #expect(try world.clashes([long], at: [(2, world.hall)]).map(\.code) == [.doesNotFit])
        #expect(try world.clashes([long], at: [(3, world.hall)]).map(\.code) == [.doesNotFit])
    }

    @Test("rooms: size, closing, booths, steps, choice")
    func rooms() throws {
        var world = try World()
        let pair = try #require(LanguagePair("ar-en"))
        let supply = InterpreterSupply(pair: pair, perSlot: [1, 1, 1, 1, 1, 1, 1, 1])
        let session = AgendaSession(
            id: world.id(), kind: .workshop, expected: 30, interpretation: [pair], forbiddenRooms: [world.small.id],
            needsStepFree: true)
        let codes = try world.clashes([session], at: [(0, world.small)], interpreters: [supply]).map(\.code)
        #expect(codes == [.roomTooSmall, .tooFewBooths, .roomNotAllowed, .stepFreeMissing])
    }

    @Test("one interpreter cannot be in two sessions; the lack is counted in each slot")
    func interpreters() throws {
        var world = try World()
        let pair = try #require(LanguagePair("fr-en"))
        world.small = AgendaRoom(id: world.small.id, capacity: 20, isStepFree: true, booths: 1)
        let one = AgendaSession(id: world.id(), kind: .workshop, length: 2, interpretation: [pair])
        let two = AgendaSession(id: world.id(), kind: .workshop, length: 2, interpretation: [pair])
        let supply = InterpreterSupply(pair: pair, perSlot: [1, 1, 0, 0, 0, 0, 0, 0])
        let clashes = try world.clashes([one, two], at: [(0, world.hall), (0, world.small)], interpreters: [supply])
        #expect(clashes.map(\.code) == [.noInterpreter, .noInterpreter])
        #expect(clashes[0].facts == ["pair": "en-fr", "slot": "0", "needed": "2", "free": "1"])
    }

    @Test("arrival and departure are in the person's own zone")
    func availability() throws {
        var world = try World()
        // Fiji is nine hours ahead of Nairobi: 18:00 there is 09:00 here.
        let from = try #require(LocalTime(iso8601: "19:00"))
        world.amina = AgendaPerson(
            id: world.amina.id, zone: SampleAgenda.zone("Pacific/Fiji"),
            windows: [
                LocalWindow(
                    startDate: world.day, startTime: from, endDate: world.day.adding(days: 1), endTime: from)
            ])
        let session = AgendaSession(id: world.id(), kind: .workshop, people: [world.amina.id])
        let early = try world.clashes([session], at: [(0, world.hall)])
        #expect(early.map(\.code) == [.personNotAvailable])
        #expect(early[0].facts["reason"] == "not_arrived")
        #expect(try world.clashes([session], at: [(1, world.hall)]).isEmpty)
        #expect(try world.clashes([session], at: [(4, world.hall)]).isEmpty)
        #expect(try world.clashes([session], at: [(5, world.hall)])[0].facts["reason"] == "left")
    }

    @Test("breaks and rows of a person")
    func days() throws {
        var world = try World()
        let sessions = (0..<3).map { _ in
            AgendaSession(id: world.id(), kind: .learning, people: [world.amina.id])
        }
        let clashes = try world.clashes(sessions, at: [(0, world.hall), (1, world.hall), (2, world.hall)])
        #expect(clashes.map(\.code) == [.shortBreak, .thirdInARow])
        #expect(clashes[0].facts["minutes"] == "0")
        #expect(clashes[1].sessions.first == sessions[2].id)
    }

    @Test("a plenary stands alone, and order is kept")
    func order() throws {
        var world = try World()
        let plenary = AgendaSession(id: world.id(), kind: .plenary)
        let other = AgendaSession(id: world.id(), kind: .workshop, follows: plenary.id)
        let clashes = try world.clashes([plenary, other], at: [(0, world.hall), (0, world.small)])
        #expect(clashes.map(\.code) == [.orderBroken, .parallelToPlenary])
        #expect(clashes[1].sessions == [other.id, plenary.id])
    }

    @Test("online hours and local weekends count above a share of the audience")
    func audience() throws {
        var world = try World()
        // 15 March 2027 is a Monday; 09:00 in Nairobi is 01:00 in Bogotá.
        let bogota = AudiencePlace(
            zone: SampleAgenda.zone("America/Bogota"), country: try #require(Country("COL")), count: 2)
        let nairobi = AudiencePlace(zone: world.zone, country: try #require(Country("KEN")), count: 8)
        let twenty = AgendaSession(id: world.id(), kind: .webinar, audience: [bogota, nairobi])
        #expect(try world.clashes([twenty], at: [(0, world.hall)]).isEmpty)
        let most = AgendaSession(
            id: world.id(), kind: .webinar,
            audience: [bogota, AudiencePlace(zone: world.zone, country: nairobi.country, count: 7)])
        let clashes = try world.clashes([most], at: [(0, world.hall)])
        #expect(clashes.map(\.code) == [.lateHour])
        #expect(clashes[0].facts == ["people": "2", "of": "9"])
    }

    @Test("faults of a problem are all reported")
    func faults() throws {
        var world = try World()
        // 28 March 2027, 02:30 does not exist in Vienna.
        let gap = AgendaSlot(
            day: try #require(LocalDate(iso8601: "2027-03-28")), start: try #require(LocalTime(iso8601: "02:30")),
            minutes: 30)
        let stranger: PersonID = ID(at: Instant(microseconds: 0), using: &world.generator)
        let first = world.id()
        let second = world.id()
        let problem = AgendaProblem(
            zone: SampleAgenda.zone("Europe/Vienna"), rooms: [world.hall, world.hall], slots: [gap],
            sessions: [
                AgendaSession(id: first, kind: .workshop, length: 0, people: [stranger], follows: second),
                AgendaSession(id: second, kind: .workshop, fixedSlot: 4, follows: first),
            ])
        #expect {
            try AgendaTimeline(problem)
        } throws: { error in
            let codes = (error as? AgendaFaults)?.faults.map(\.code)
            return codes == [
                .duplicateID, .timeInGap, .lengthNotPositive, .unknownPerson, .circularOrder, .unknownSlot,
                .circularOrder,
            ]
        }
    }

    @Test("every code has a sentence that ends with a full stop", arguments: ClashCode.allCases)
    func sentences(code: ClashCode) throws {
        var world = try World()
        let clash = Clash(
            code, sessions: [world.id(), world.id()], room: world.hall.id, person: world.amina.id,
            facts: ["expected": "40", "capacity": "20", "pair": "en-fr", "slot": "0", "needed": "2", "free": "1"])
        let words = ClashSentence(
            sessions: [:], rooms: [world.hall.id: "Olive room"], people: [world.amina.id: "Amina Osman"],
            slots: ["Mon 09:00"])
        #expect(words.text(clash).hasSuffix("."))
    }
}

@Suite("Agenda advice")
struct AgendaAdvisorTests {
    @Test("free places have no hard clash, the best first, and none better is left out")
    func freePlaces() throws {
        var sample = SampleAgenda(seed: 3)
        let problem = sample.problem(sessions: 12, rooms: 3, days: 2, perDay: 4, people: 8)
        let timeline = try AgendaTimeline(problem)
        let evaluator = AgendaEvaluator(timeline)
        let placed = AgendaSolver(timeline).solve(seed: 1, budget: SearchBudget(iterations: 50_000)).placements
        for session in problem.sessions.prefix(6) {
            var without = placed
            without[session.id] = nil
            let base = evaluator.cost(of: without)
            var expected: [AgendaAdvisor.FreePlace] = []
            for choice in timeline.choices(for: timeline.sessionIndex[session.id] ?? 0) {
                var moved = without
                let place = AgendaPlace(slot: choice.slot, room: problem.rooms[choice.room].id)
                moved[session.id] = place
                let cost = evaluator.cost(of: moved)
                guard cost.hard == base.hard - 1 else { continue }
                expected.append(AgendaAdvisor.FreePlace(place: place, penalty: cost.soft - base.soft))
            }
            let sorted = expected.enumerated()
                .sorted { ($0.element.penalty, $0.offset) < ($1.element.penalty, $1.offset) }
                .map(\.element)
            let found = AgendaAdvisor(timeline).freePlaces(for: session.id, in: placed)
            #expect(found == Array(sorted.prefix(10)))
        }
    }

    @Test("a preview says what a move brings and ends")
    func preview() throws {
        var sample = SampleAgenda(seed: 4)
        let problem = sample.problem(sessions: 8, rooms: 2, days: 1, perDay: 4, people: 4)
        let timeline = try AgendaTimeline(problem)
        let placed = AgendaSolver(timeline).solve(seed: 1, budget: SearchBudget(iterations: 20_000)).placements
        let session = problem.sessions[0].id
        let off = AgendaAdvisor(timeline).preview(moving: session, to: nil, in: placed)
        #expect(off.added.contains { $0.code == .notPlaced && $0.sessions == [session] })
        let same = AgendaAdvisor(timeline).preview(moving: session, to: placed[session], in: placed)
        #expect(same.added.isEmpty && same.removed.isEmpty)
    }
}
