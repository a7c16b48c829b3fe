import Postgres
import TravelBudgetContract
import TravelBudgetEngine

// Enumerations that are columns of text with a check.
extension ReferenceState: RawText {}
extension BudgetState: RawText {}
extension EstimateState: RawText {}
extension FareEvidenceKind: RawText {}
extension SpendingKind: RawText {}
extension SpendingState: RawText {}
extension TableName: RawText {}
