import Access
import Postgres
import ServiceKit
import Vault

/// How errors of the database become problems at the gate. Constraint violations that a person can cause are
/// translated in the stores, where the words are known; what arrives here is about the state of the system.
package enum DatabaseProblems {
    package static func hooks() -> GateHooks {
        GateHooks(
            problem: { error in
                (error as? DatabaseError).flatMap(Self.problem) ?? (error as? VaultError).flatMap(Self.problem)
            },
            describe: { error in
                if let error = error as? VaultError { return "vault: \(error)" }
                return (error as? DatabaseError).map {
                    "\($0.code) sqlstate=\($0.sqlState ?? "-") constraint=\($0.constraint ?? "-")"
                } ?? "\(type(of: error))"
            })
    }

    /// Writing about somebody who has been erased is refused; everything else that the vault throws is ours to mend.
    static func problem(_ error: VaultError) -> Problem? {
        guard error == .destroyed else { return nil }
        return Problem.conflict("The person or organisation has been erased.", state: "erased")
    }

    static func problem(_ error: DatabaseError) -> Problem? {
        let retry = ["Retry-After": "2"]
        switch error.code {
        case .commitOutcomeUnknown:
            return Problem(
                .outcomeUnknown,
                "The connection broke while the change was being kept. Send it again with the same key.",
                headers: retry)
        case .connectionLost, .connectionFailed, .unavailable, .poolExhausted, .timeout, .cancelled:
            return Problem(.unavailable, "The database cannot answer now. Nothing was changed.", headers: retry)
        case .serializationFailure, .deadlock, .lockTimeout, .transactionAborted:
            return Problem(
                .unavailable, "Too many people are changing the same thing. Nothing was changed.", headers: retry)
        default:
            return nil
        }
    }
}
