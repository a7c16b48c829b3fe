import Postgres
import SelectionContract

// Enumerations of the contract that are columns of text with a check.
extension RoundState: RawText {}
extension ConflictKind: RawText {}
extension AssignmentState: RawText {}
extension CohortState: RawText {}
extension CohortMemberState: RawText {}
