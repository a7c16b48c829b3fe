import Foundation

/// What `convene cohort solve FILE` prints, as a pure function of the file's bytes.
package struct CohortCommandOutput: Hashable, Sendable {
    /// How the answer is written.
    package enum Format: String, Sendable, CaseIterable {
        case text
        case json
    }

    /// What the solver came to, for the exit status of the command.
    package enum Status: String, Sendable {
        case optimal
        case infeasible
        /// A cohort was found but not everything is proven, or the time ran out before any was found.
        case notProven = "not-proven"
    }

    package let status: Status
    package let text: String

    /// Reads, solves and writes.
    ///
    /// - Parameters:
    ///   - bytes: the JSON of a ``CohortInstance``.
    ///   - seed: decides between equal cohorts.
    ///   - secondsLimit: processor seconds for each level of the objective.
    /// - Throws: ``CohortInstance/ReadingError``.
    package init(
        solving bytes: [UInt8], format: Format = .text, seed: UInt64 = 1, secondsLimit: Double = 60
    ) throws(CohortInstance.ReadingError) {
        let instance = try CohortInstance(json: bytes)
        let report = CohortCommandReport(
            instance, CohortSolver(seed: seed, secondsLimit: secondsLimit).solve(instance.problem))
        self.status = report.status
        self.text = format == .json ? report.json : report.text
    }
}
