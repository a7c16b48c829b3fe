import Postgres
import SchedulingContract

// Enumerations of the contract that are columns of text.
extension ScheduleKind: RawText {}
