import ApplicationsContract
import Postgres
import Primitives
import ServiceKit

/// Convenings that a body names must be there.
enum KnownConvenings {
    /// - Parameter isReached: which of those that exist are there for the one who asks.
    /// - Throws: `Problem` `invalid-fields` naming each that does not exist or is not reached, at `/convenings/N`.
    static func require(
        _ convenings: [ConveningID], isReached: (ConveningID) -> Bool = { _ in true }, _ runner: some QueryRunner
    ) async throws {
        let known = Set(
            try await runner.fetchValue(
                "select array(select id from convening where id = any(\(convenings)))", as: [ConveningID].self))
        let faults = convenings.enumerated().filter { !known.contains($0.element) || !isReached($0.element) }.map {
            FieldError(pointer: "/convenings/\($0.offset)", code: "unknown", detail: "There is no such convening.")
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }
}
