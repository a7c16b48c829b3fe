import Durability
import Postgres
import Primitives
import SchedulingContract
import ServiceKit

/// SQL of sessions.
struct SessionStore: Sendable {
    private struct Row: RowDecodable {
        let session: Session

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: SessionID = try row.next()
            let agenda: AgendaID = try row.next()
            let number: Int = try row.next()
            let kind: ScheduleKind = try row.next()
            let title: LocalizedText = try row.next(JSONText.self).stored()
            let summaryText: JSONText? = try row.next()
            var summary: LocalizedText?
            if let summaryText { summary = try summaryText.stored() }
            let questions: [LocalizedText] = try row.next(JSONText.self).stored()
            let length: Int = try row.next()
            let expected: Int = try row.next()
            let theme: String? = try row.next()
            let language: String = try row.next()
            let interpretation: [String] = try row.next()
            let people: [PersonID] = try row.next()
            let requiredRooms: [RoomID] = try row.next()
            let forbiddenRooms: [RoomID] = try row.next()
            let requiredDays: [LocalDate] = try row.next()
            let forbiddenDays: [LocalDate] = try row.next()
            let fixedDay: LocalDate? = try row.next()
            let fixedStart: LocalTime? = try row.next()
            var fixedSlot: SlotName?
            if let fixedDay, let fixedStart { fixedSlot = SlotName(day: fixedDay, start: fixedStart) }
            let details = SessionInput(
                kind: kind, title: title, summary: summary, guidingQuestions: questions, length: length,
                expected: expected, theme: theme, language: language, interpretation: interpretation,
                people: people, requiredRooms: requiredRooms, forbiddenRooms: forbiddenRooms,
                requiredDays: requiredDays, forbiddenDays: forbiddenDays, fixedSlot: fixedSlot,
                follows: try row.next(), needsStepFree: try row.next(),
                audience: try row.next(JSONText.self).stored(), speakers: try row.next(JSONText.self).stored(),
                allowsRecording: try row.next())
            let day: LocalDate? = try row.next()
            let start: LocalTime? = try row.next()
            let room: RoomID? = try row.next()
            var placement: SessionPlacement?
            if let day, let start, let room {
                placement = SessionPlacement(day: day, start: start, roomId: room)
            }
            self.session = Session(
                id: id, agendaId: agenda, number: number, details: details, placement: placement,
                isPinned: try row.next(), version: try row.next())
        }
    }

    private static let columns: SQL =
        """
        id, agenda_id, number, kind, title, summary, guiding_questions, length, expected, theme, language,
        interpretation, people, required_rooms, forbidden_rooms, required_days, forbidden_days, fixed_day,
        fixed_start, follows, needs_step_free, audience, speakers, allows_recording, day, start, room_id,
        is_pinned, version
        """

    func insert(
        _ input: SessionInput, agenda: AgendaID, number: Int, _ transaction: Transaction
    ) async throws -> Session {
        let id = SessionID.next()
        _ = try await transaction.execute(
            """
            insert into session
                (id, agenda_id, number, kind, title, summary, guiding_questions, length, expected, theme, language,
                interpretation, people, required_rooms, forbidden_rooms, required_days, forbidden_days, fixed_day,
                fixed_start, follows, needs_step_free, audience, speakers, allows_recording)
            values (\(id), \(agenda), \(number), \(input.kind), \(try JSONText(encoding: input.title)),
                \(try input.summary.map { try JSONText(encoding: $0) }),
                \(try JSONText(encoding: input.guidingQuestions)), \(input.length), \(input.expected),
                \(input.theme), \(input.language), \(input.interpretation), \(input.people), \(input.requiredRooms),
                \(input.forbiddenRooms), \(input.requiredDays), \(input.forbiddenDays), \(input.fixedSlot?.day),
                \(input.fixedSlot?.start), \(input.follows), \(input.needsStepFree),
                \(try JSONText(encoding: input.audience)), \(try JSONText(encoding: input.speakers)),
                \(input.allowsRecording))
            """)
        return try await self.find(id, transaction)
    }

    func find(_ id: SessionID, lock: Bool = false, _ runner: some QueryRunner) async throws -> Session {
        let suffix: SQL = lock ? "for update" : ""
        let row = try await runner.fetchOptional(
            "select \(fragment: Self.columns) from session where id = \(id) \(fragment: suffix)", as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.session
    }

    /// All sessions of an agenda, by number.
    func all(_ agenda: AgendaID, _ runner: some QueryRunner) async throws -> [Session] {
        try await runner.fetchAll(
            "select \(fragment: Self.columns) from session where agenda_id = \(agenda) order by number",
            as: Row.self
        ).map(\.session)
    }

    func list(
        _ agenda: AgendaID, limit: Int, afterNumber: Int?, _ runner: some QueryRunner
    ) async throws -> Page<Session> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from session
            where agenda_id = \(agenda) and number > \(afterNumber ?? 0)
            order by number
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map(\.session), limit: limit) { ["\($0.number)"] }
    }

    func update(_ id: SessionID, _ input: SessionInput, _ transaction: Transaction) async throws -> Session {
        _ = try await transaction.execute(
            """
            update session
            set kind = \(input.kind), title = \(try JSONText(encoding: input.title)),
                summary = \(try input.summary.map { try JSONText(encoding: $0) }),
                guiding_questions = \(try JSONText(encoding: input.guidingQuestions)), length = \(input.length),
                expected = \(input.expected), theme = \(input.theme), language = \(input.language),
                interpretation = \(input.interpretation), people = \(input.people),
                required_rooms = \(input.requiredRooms), forbidden_rooms = \(input.forbiddenRooms),
                required_days = \(input.requiredDays), forbidden_days = \(input.forbiddenDays),
                fixed_day = \(input.fixedSlot?.day), fixed_start = \(input.fixedSlot?.start),
                follows = \(input.follows), needs_step_free = \(input.needsStepFree),
                audience = \(try JSONText(encoding: input.audience)),
                speakers = \(try JSONText(encoding: input.speakers)), allows_recording = \(input.allowsRecording),
                version = version + 1
            where id = \(id)
            """)
        return try await self.find(id, transaction)
    }

    func place(
        _ id: SessionID, _ placement: SessionPlacement?, isPinned: Bool, _ transaction: Transaction
    ) async throws -> Session {
        _ = try await transaction.execute(
            """
            update session
            set day = \(placement?.day), start = \(placement?.start), room_id = \(placement?.roomId),
                is_pinned = \(isPinned), version = version + 1
            where id = \(id)
            """)
        return try await self.find(id, transaction)
    }

    /// Places many at once; those already there keep their version.
    func placeAll(
        _ placements: [(id: SessionID, placement: SessionPlacement)], _ transaction: Transaction
    ) async throws -> Int {
        try await transaction.execute(
            """
            update session
            set day = given.day, start = given.start, room_id = given.room_id, version = session.version + 1
            from unnest(\(placements.map(\.id))::uuid[], \(placements.map(\.placement.day))::date[],
                \(placements.map(\.placement.start))::time[], \(placements.map(\.placement.roomId))::uuid[])
                as given (id, day, start, room_id)
            where session.id = given.id
                and (session.day, session.start, session.room_id)
                    is distinct from (given.day, given.start, given.room_id)
            """)
    }

    func delete(_ id: SessionID, _ transaction: Transaction) async throws {
        _ = try await transaction.execute("delete from session where id = \(id)")
    }
}
