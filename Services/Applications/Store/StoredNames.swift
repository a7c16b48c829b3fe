import ApplicationsContract
import Postgres

// Enumerations of the contract that are columns of text with a check.
extension OrganisationKind: RawText {}
extension OrganisationSize: RawText {}
extension ConveningKind: RawText {}
extension ConveningFormat: RawText {}
extension ConveningState: RawText {}
extension CallWindow: RawText {}
extension ApplicationState: RawText {}
extension ErasureReason: RawText {}
extension ErasureState: RawText {}
