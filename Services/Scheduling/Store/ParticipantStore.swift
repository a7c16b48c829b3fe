import Durability
import Postgres
import Primitives
import SchedulingContract
import Vault

/// SQL of an agenda's participants. Names, hours and needs are sealed with data keys of the person.
struct ParticipantStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    /// Where and when somebody can take part, and what she needs.
    private struct Details: Codable {
        let zone: String
        let windows: [ScheduleWindow]
        let needsStepFree: Bool
    }

    private struct Row: RowDecodable {
        let person: PersonID
        let name: [UInt8]?
        let details: [UInt8]

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.person = try row.next()
            self.name = try row.next()
            self.details = try row.next()
        }
    }

    private static func namePlace(_ agenda: AgendaID, _ person: PersonID) -> FieldContext {
        FieldContext("scheduling.participant_identity", "name", row: "\(agenda)/\(person)", .c2)
    }

    private static func detailsPlace(_ agenda: AgendaID, _ person: PersonID) -> FieldContext {
        FieldContext("scheduling.participant", "details", row: "\(agenda)/\(person)", .c2)
    }

    /// The participants in their order. Who has been erased keeps her place in sessions and has no name and no
    /// constraints any more.
    func all(_ agenda: AgendaID, _ runner: some QueryRunner) async throws -> [ScheduleParticipant] {
        let rows = try await runner.fetchAll(
            """
            select participant.person_id, identity.name, participant.details
            from participant
            left join participant_identity as identity
                on identity.agenda_id = participant.agenda_id and identity.person_id = participant.person_id
            where participant.agenda_id = \(agenda)
            order by participant.position
            """, as: Row.self)
        let opener = try await self.vault.opener(rows.flatMap { [$0.name, $0.details] }, runner)
        return try rows.map { row in
            let place = Self.detailsPlace(agenda, row.person)
            let details = try opener.json(row.details, place, as: Details.self)
            return ScheduleParticipant(
                personId: row.person, name: try opener.text(row.name, Self.namePlace(agenda, row.person)),
                zone: try details.map { try storedZone($0.zone) } ?? .utc, windows: details?.windows ?? [],
                needsStepFree: details?.needsStepFree ?? false)
        }
    }

    /// Makes the participants what the input says.
    func replace(
        _ agenda: AgendaID, _ participants: [ScheduleParticipant], _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute("delete from participant where agenda_id = \(agenda)")
        let sealer = try await self.vault.sealer(
            participants.map { KeyName(.person($0.personId), .programme) }, transaction)
        let details = try participants.map { participant -> [UInt8] in
            let subject = Subject.person(participant.personId)
            guard sealer.isAlive(subject, .programme) else { return [] }
            return try sealer.seal(
                json: Details(
                    zone: participant.zone.name, windows: participant.windows,
                    needsStepFree: participant.needsStepFree),
                subject, .programme, Self.detailsPlace(agenda, participant.personId))
        }
        _ = try await transaction.execute(
            """
            insert into participant (agenda_id, person_id, position, details)
            select \(agenda), person_id, position, details
            from unnest(\(participants.map(\.personId))::uuid[], \(details)::bytea[])
                with ordinality as given (person_id, details, position)
            """)
        let named = try participants.compactMap { participant -> (person: PersonID, name: [UInt8])? in
            let subject = Subject.person(participant.personId)
            guard let name = participant.name, sealer.isAlive(subject, .programme) else { return nil }
            let place = Self.namePlace(agenda, participant.personId)
            return (participant.personId, try sealer.seal(text: name, subject, .programme, place))
        }
        _ = try await transaction.execute(
            """
            insert into participant_identity (agenda_id, person_id, name)
            select \(agenda), person_id, name
            from unnest(\(named.map(\.person))::uuid[], \(named.map(\.name))::bytea[]) as given (person_id, name)
            """)
    }
}
