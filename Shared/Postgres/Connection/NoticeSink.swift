import CLibPQ
import Logging

/// Where the server's notices go: to the log at debug level, as severity and SQLSTATE. Their text can quote data.
final class NoticeSink: Sendable {
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    /// Makes a connection report here; the sink must outlive it.
    func attach(to connection: OpaquePointer) {
        let receiver: PQnoticeReceiver = { context, result in
            guard let context, let result else { return }
            Unmanaged<NoticeSink>.fromOpaque(context).takeUnretainedValue().report(result)
        }
        PQsetNoticeReceiver(connection, receiver, Unmanaged.passUnretained(self).toOpaque())
    }

    private func report(_ result: OpaquePointer) {
        func field(_ code: Int32) -> String { PQresultErrorField(result, code).map { String(cString: $0) } ?? "" }
        self.logger.debug(
            "notice from the database",
            metadata: [
                "severity": .string(field(convene_diag_severity)), "sqlstate": .string(field(convene_diag_sqlstate)),
            ])
    }
}
