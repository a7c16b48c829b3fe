import ConveneCommands
import Foundation
import TestSupport
import Testing

/// What a run is told from outside, and whether one is possible here.
enum RunSettings {
    private static let environment = ProcessInfo.processInfo.environment

    static let isPossible =
        OutsideProgram.isEverythingWanted
        || (OutsideProgram.built("convene") != nil
            && !PostgresBinaries.find(searchPath: Self.environment["PATH"] ?? "").isEmpty)
    static let absence: Comment = "the executables are not built beside the tests, or there is no PostgreSQL server"

    /// `make fault` gives a number of rounds; a run of all tests goes on for so many seconds.
    static let limits: FaultRun.Limits = {
        if let rounds = Self.environment["CONVENE_FAULT_ROUNDS"].flatMap(Int.init) { return .init(rounds: rounds) }
        return .init(seconds: Self.environment["CONVENE_FAULT_SECONDS"].flatMap(Double.init) ?? 60)
    }()

    static let seed = Self.environment["CONVENE_FAULT_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 1...999_999)

    /// Set by `make soak`.
    static let soakSeconds = Self.environment["CONVENE_SOAK_SECONDS"].flatMap(Double.init)
}
