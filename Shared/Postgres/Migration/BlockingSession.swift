import CLibPQ
import Logging

/// A plain blocking session for what pipeline mode cannot do: files of many statements. Used on a helper thread from
/// its beginning to its end.
final class BlockingSession {
    /// An error answer, with what a migration may show of it.
    struct Failure: Error {
        let error: DatabaseError
        let complaint: String?
    }

    private let handle: OpaquePointer
    private let notices: NoticeSink

    init(_ configuration: DatabaseConfiguration, logger: Logger) throws(DatabaseError) {
        self.notices = NoticeSink(logger: logger)
        self.handle = try OpenedHandle.open(configuration, notices: self.notices, isPipelined: false).get().pointer
    }

    deinit {
        PQfinish(self.handle)
    }

    var isInTransaction: Bool { PQtransactionStatus(self.handle) != PQTRANS_IDLE }

    /// Runs statements by the simple protocol and returns the tag of the last one.
    @discardableResult
    func run(_ text: String) throws(Failure) -> String {
        try self.check(PQexec(self.handle, text)).commandTag
    }

    /// Runs one statement with values.
    @discardableResult
    func query(_ sql: SQL) throws(Failure) -> ResultSet {
        try self.check(
            sql.binds.withParameters { values, lengths, formats in
                PQexecParams(self.handle, sql.text, Int32(values.count), sql.binds.oids, values, lengths, formats, 1)
            })
    }

    private func check(_ result: OpaquePointer?) throws(Failure) -> ResultSet {
        guard let result else { throw Failure(error: DatabaseError(.connectionLost), complaint: nil) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return ResultSet(result)
        case PGRES_FATAL_ERROR:
            let error = DatabaseError(result: result)
            var complaint: String?
            if let state = error.sqlState, state.hasPrefix("42") {
                complaint = PQresultErrorField(result, convene_diag_message).map { String(cString: $0) }
            }
            PQclear(result)
            throw Failure(error: error, complaint: complaint)
        default:
            PQclear(result)
            throw Failure(error: DatabaseError(.misuse), complaint: nil)
        }
    }
}
