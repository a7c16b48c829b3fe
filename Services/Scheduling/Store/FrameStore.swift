import Durability
import Postgres
import Primitives
import SchedulingContract

/// SQL of what an agenda is made of: rooms, slots, participants, interpreters.
struct FrameStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    struct Frame: Sendable {
        let rooms: [ScheduleRoom]
        let slots: [ScheduleSlot]
        let participants: [ScheduleParticipant]
        let interpreters: [ScheduleInterpreters]
    }

    private struct RoomRow: RowDecodable {
        let room: ScheduleRoom

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.room = ScheduleRoom(
                id: try row.next(), name: try row.next(), capacity: try row.next(), isStepFree: try row.next(),
                booths: try row.next(), closures: try row.next(JSONText.self).stored())
        }
    }

    private struct SlotRow: RowDecodable {
        let slot: ScheduleSlot

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.slot = ScheduleSlot(day: try row.next(), start: try row.next(), minutes: try row.next())
        }
    }

    private struct InterpreterRow: RowDecodable {
        let interpreters: ScheduleInterpreters

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.interpreters = ScheduleInterpreters(
                pair: try row.next(), count: try row.next(), exceptions: try row.next(JSONText.self).stored())
        }
    }

    func find(_ id: AgendaID, _ runner: some QueryRunner) async throws -> Frame {
        async let rooms = runner.fetchAll(
            """
            select id, name, capacity, is_step_free, booths, closures from room
            where agenda_id = \(id) order by position
            """, as: RoomRow.self)
        async let slots = runner.fetchAll(
            "select day, start, minutes from slot where agenda_id = \(id) order by day, start", as: SlotRow.self)
        async let participants = ParticipantStore(self.vault).all(id, runner)
        async let interpreters = runner.fetchAll(
            "select pair, count, exceptions from interpreter where agenda_id = \(id) order by pair",
            as: InterpreterRow.self)
        return Frame(
            rooms: try await rooms.map(\.room), slots: try await slots.map(\.slot),
            participants: try await participants,
            interpreters: try await interpreters.map(\.interpreters))
    }

    /// Makes the frame what the input says. Sessions in rooms or slots that go lose their place.
    func replace(_ id: AgendaID, _ input: AgendaInput, _ transaction: Transaction) async throws {
        try await self.replaceRooms(id, input.rooms, transaction)
        try await self.replaceSlots(id, input.slots, transaction)
        try await ParticipantStore(self.vault).replace(id, input.participants, transaction)
        _ = try await transaction.execute("delete from interpreter where agenda_id = \(id)")
        _ = try await transaction.execute(
            """
            insert into interpreter (agenda_id, pair, count, exceptions)
            select \(id), pair, count, exceptions
            from unnest(\(input.interpreters.map(\.pair))::text[], \(input.interpreters.map(\.count))::int8[],
                \(try input.interpreters.map { try JSONText(encoding: $0.exceptions) })::jsonb[])
                as given (pair, count, exceptions)
            """)
    }

    private func replaceRooms(_ id: AgendaID, _ rooms: [ScheduleRoom], _ transaction: Transaction) async throws {
        let kept = rooms.compactMap(\.id)
        _ = try await transaction.execute(
            """
            update session set day = null, start = null, room_id = null, version = version + 1
            where agenda_id = \(id) and room_id is not null and not room_id = any(\(kept))
            """)
        _ = try await transaction.execute(
            "delete from room where agenda_id = \(id) and not id = any(\(kept))")
        for (position, room) in rooms.enumerated() {
            let closures = try JSONText(encoding: room.closures)
            _ = try await transaction.execute(
                """
                insert into room (id, agenda_id, position, name, capacity, is_step_free, booths, closures)
                values (\(room.id ?? RoomID.next()), \(id), \(position), \(room.name), \(room.capacity),
                    \(room.isStepFree), \(room.booths), \(closures))
                on conflict (id) do update
                set position = excluded.position, name = excluded.name, capacity = excluded.capacity,
                    is_step_free = excluded.is_step_free, booths = excluded.booths, closures = excluded.closures
                where room.agenda_id = \(id)
                """)
        }
    }

    private func replaceSlots(_ id: AgendaID, _ slots: [ScheduleSlot], _ transaction: Transaction) async throws {
        _ = try await transaction.execute("delete from slot where agenda_id = \(id)")
        _ = try await transaction.execute(
            """
            insert into slot (agenda_id, day, start, minutes)
            select \(id), day, start, minutes
            from unnest(\(slots.map(\.day))::date[], \(slots.map(\.start))::time[],
                \(slots.map(\.minutes))::int8[]) as given (day, start, minutes)
            """)
        _ = try await transaction.execute(
            """
            update session set day = null, start = null, room_id = null, version = version + 1
            where agenda_id = \(id) and day is not null
                and not exists (select from slot where slot.agenda_id = session.agenda_id
                    and slot.day = session.day and slot.start = session.start)
            """)
    }
}
