import Durability
import Logging
import Postgres
import Primitives
import ServiceLifecycle

/// Background work of the selection service, in start order.
package enum SelectionJobs {
    /// Kinds of jobs; the subject is the round's or the cohort's id.
    static let assignment = "assignment"
    static let calibration = "calibration"
    static let cohort = "cohort"

    static func runner(_ database: Database, _ vault: FieldVault, logger: Logger) -> JobRunner {
        let assignment = AssignmentJob(database, vault)
        let calibration = CalibrationJob(database, vault)
        let cohort = CohortJob(database, vault)
        return JobRunner(
            database,
            handlers: [
                Self.assignment: { try await assignment.run($0) },
                Self.calibration: { try await calibration.run($0) },
                Self.cohort: { try await cohort.run($0) },
            ], logger: logger)
    }

    /// Follows the applications: whoever takes hers back is no candidate any more, and her place in a confirmed
    /// cohort is free; who is erased there is erased here.
    static func follower(_ database: Database, _ vault: FieldVault, logger: Logger) -> EventConsumer {
        EventConsumer(database, source: .applications, logger: logger) { event, transaction, record in
            if event.kind == Erasing.event { try await Erasing.follow(event, vault, transaction, record) }
            guard event.kind == "application.withdrawn", let application = ApplicationID(event.subject) else { return }
            for candidate in try await RoundStore().withdraw(application, transaction) {
                try await record.audit("candidate.withdrawn", "candidate/\(candidate)")
                for cohort in try await CohortStore(vault).freePlaces(of: candidate, transaction) {
                    try await record.audit(
                        "cohort.member-withdrawn", "cohort/\(cohort)", details: ["leaving": "\(candidate)"])
                    try await record.event(
                        "cohort.changed", subject: cohort.description,
                        payload: ["cohortId": cohort.description, "left": application.description])
                }
            }
        }
    }

    static func all(_ database: Database, _ vault: FieldVault, logger: Logger) -> [any Service] {
        [
            AuditChainer(database, logger: logger),
            IdempotencyJanitor(database, logger: logger), VaultKeeper(database, vault, logger: logger),
            self.follower(database, vault, logger: logger), self.runner(database, vault, logger: logger),
        ]
    }
}
