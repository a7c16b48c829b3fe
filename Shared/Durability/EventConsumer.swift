import Foundation
import Logging
import Postgres
import Primitives
import ServiceKit
import ServiceLifecycle

/// An event of another service.
package struct PublishedEvent: RowDecodable {
    let transactionID: String
    let sequence: Int
    package let id: EventID
    package let kind: String
    package let subject: String
    package let payload: JSONText

    package init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.transactionID = try row.next()
        self.sequence = try row.next()
        self.id = try row.next()
        self.kind = try row.next()
        self.subject = try row.next()
        self.payload = try row.next()
    }
}

/// Takes another service's events in order, each exactly once in effect: the cursor moves in the transaction of the
/// effect (architecture.md, decision 3).
package struct EventConsumer: Service {
    /// Which service's events; a closed set, because the view's name becomes part of the statement.
    package enum Source: String, Sendable, CaseIterable {
        case applications, selection, travel, scheduling

        var query: SQL {
            // Events of transactions that are still running may get smaller numbers than ones already seen; the
            // snapshot's xmin is the point before which nothing can appear any more.
            let from: SQL =
                switch self {
                case .applications: "applications_pub.event"
                case .selection: "selection_pub.event"
                case .travel: "travel_pub.event"
                case .scheduling: "scheduling_pub.event"
                }
            return """
                select event.txid::text, event.seq, event.id, event.kind, event.subject, event.payload
                from \(fragment: from) as event, consumer_cursor as cursor
                where cursor.source = \(self.rawValue) and (event.txid, event.seq) > (cursor.txid, cursor.seq)
                    and event.txid < pg_snapshot_xmin(pg_current_snapshot())
                order by event.txid, event.seq
                limit 100
                """
        }
    }

    package typealias Handler = @Sendable (PublishedEvent, Transaction, Record) async throws -> Void

    private let database: Database
    private let source: Source
    private let handler: Handler
    private let logger: Logger
    private let pause: Duration

    package init(
        _ database: Database, source: Source, logger: Logger, pause: Duration = .milliseconds(300),
        handler: @escaping Handler
    ) {
        self.database = database
        self.source = source
        self.handler = handler
        self.logger = logger
        self.pause = pause
    }

    package func run() async throws {
        // It asks and writes, event by event, and computes next to nothing.
        await withTaskExecutorPreference(self.database.executor) { await self.consumeUntilTheEnd() }
    }

    private func consumeUntilTheEnd() async {
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                if try await self.consume() > 0 { continue }
            } catch {
                self.logger.warning(
                    "events not consumed",
                    metadata: [
                        "source": "\(self.source.rawValue)", "error": "\(DatabaseProblems.hooks().describe(error))",
                    ])
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: self.pause) }
        }
    }

    /// Handles the events that are there, in one transaction.
    /// - Returns: how many there were.
    package func consume() async throws -> Int {
        try await self.database.withTransaction { transaction in
            _ = try await transaction.execute(
                """
                insert into consumer_cursor (source, txid, seq) values (\(self.source.rawValue), '0'::xid8, 0)
                on conflict (source) do nothing
                """)
            _ = try await transaction.execute(
                "select 1 from consumer_cursor where source = \(self.source.rawValue) for update")
            let events = try await transaction.fetchAll(self.source.query, as: PublishedEvent.self)
            for event in events {
                let record = Record(
                    transaction: transaction, actor: "event/\(event.id)", role: "service", requestID: "\(event.id)")
                try await self.handler(event, transaction, record)
            }
            if let last = events.last {
                _ = try await transaction.execute(
                    """
                    update consumer_cursor set txid = (\(last.transactionID)::text)::xid8, seq = \(last.sequence)
                    where source = \(self.source.rawValue)
                    """)
            }
            return events.count
        }
    }
}
