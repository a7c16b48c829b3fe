import Access
import Crypto
import Durability
import Foundation
import Postgres
import Primitives

/// Signs where the audit chains are, after it has read everything that came since its last signature: a chain that was
/// cut or computed anew gets no signature, but a warning.
package struct Notary: Sendable {
    /// Lines after which it signs at once.
    package static let lines = 1000
    /// Seconds after which it signs whatever has come.
    package static let interval = 60.0
    /// The services that have a chain.
    package static let services = ServiceName.backends + [.portal]
    /// Lines that are read at a time.
    static let page = 5000

    let home: Home
    let key: NotaryKey

    /// What the last restoration has to say and could not is said first: without it the chain that it brought back
    /// would look as if its end had been cut off.
    package init(_ home: Home) throws {
        try AtomicFile.makeFolder(home.auditFolder, mode: 0o755)
        self.home = home
        self.key = try NotaryKey.ensure(home)
        if let data = ClusterPlace.existing(home: home) { try self.publishNotices(in: data) }
    }

    /// Signs where one service's chain is now, unless the last checkpoint says the same already.
    /// - Parameter isDue: asked with the last checkpoint and the chain's end.
    /// - Returns: the checkpoint of the end, new or not; `nil` when there is no line yet, or it is not due.
    /// - Throws: `CommandFailure` when the chain does not continue what was signed before.
    @discardableResult
    package func sign(
        _ service: ServiceName, on runner: some QueryRunner, now: Instant = .now,
        isDue: (AuditCheckpoint?, AuditPlace) -> Bool = { _, _ in true }
    ) async throws -> AuditCheckpoint? {
        let file = CheckpointFile(self.home.checkpointFile(service))
        let last = try file.last()
        guard let end = try await AuditReader.end(of: service, on: runner) else {
            if let last, last.seq > 0 { throw self.refusal(service, "it is empty, and it was not") }
            return nil
        }
        if let last, end.seq == last.seq {
            guard end.hash == last.hash else { throw self.refusal(service, "its last line is another one") }
            return last
        }
        if let last, end.seq < last.seq { throw self.refusal(service, "it ends at \(end.seq), before \(last.seq)") }
        guard isDue(last, end) else { return nil }
        let place = try await self.read(service, after: last, to: end, on: runner)
        return try file.append { present in
            // Another process may have signed meanwhile.
            if let present, present.seq >= place.seq { return nil }
            return try AuditCheckpoint(
                schema: service.schema, place: place, ts: max(now, present?.ts ?? now), by: self.key.signing)
        } ?? file.last()
    }

    /// Reads the lines since the last checkpoint and makes sure that they continue it.
    func read(
        _ service: ServiceName, after last: AuditCheckpoint?, to end: AuditPlace, on runner: some QueryRunner
    ) async throws -> AuditPlace {
        var verifier = AuditVerifier(
            schema: service.schema, checkpoints: last.map { [$0] } ?? [], beginning: (last?.seq ?? 0) + 1)
        var place = AuditPlace(seq: last?.seq ?? 0, hash: last?.hash ?? .beginning(ofSchema: service.schema))
        while place.seq < end.seq {
            let rows = try await AuditReader.lines(of: service, after: place.seq, limit: Self.page, on: runner)
            guard let row = rows.last else { throw self.refusal(service, "lines after \(place.seq) are missing") }
            for row in rows { verifier.add(row.bytes[...]) }
            place = AuditPlace(seq: row.line.seq, hash: row.hash)
            if let finding = verifier.findings.first { throw self.refusal(service, finding) }
        }
        return place
    }

    private func refusal(_ service: ServiceName, _ what: String) -> CommandFailure {
        CommandFailure(
            "the audit chain of \(service.rawValue) does not continue what was signed: \(what)",
            advice: "type: convene audit verify")
    }
}

extension Notary {
    /// Signs where a chain is, unless that was signed some lines or seconds ago.
    func signWhenDue(_ service: ServiceName, on database: Database) async throws {
        let now = Instant.now
        try await self.sign(service, on: database, now: now) { last, end in
            guard let last else { return true }
            return end.seq - last.seq >= Self.lines || last.ts.seconds(to: now) >= Self.interval
        }
    }
}
