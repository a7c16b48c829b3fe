import Primitives

/// The ledger of one budget: a pure state machine that replays entries and says whether the next one may follow.
package struct Ledger: Sendable {
    package let currency: Currency
    package let status: BudgetStatus
    package let limits: LedgerLimits
    private let planned: [(code: String, planned: Money)]
    private var commitments: [LedgerEntryID: Commitment] = [:]
    private var posted: [LedgerEntryID: Posted] = [:]
    private var actuals: [String: Int64] = [:]
    private var committed: [String: Int64] = [:]

    private struct Commitment {
        let line: String
        var open: Int64
    }

    private struct Posted {
        let entry: LedgerEntry
        /// How much of its commitment the entry freed.
        let freed: Int64
        var isReversed = false
    }

    /// An accepted entry and what staff should be warned of.
    package struct Acceptance: Hashable, Sendable {
        /// True when less of the line stays free than the warning share.
        package let isNearLimit: Bool
        package let position: LedgerPosition
    }

    package init(
        lines: [BudgetLine], currency: Currency, status: BudgetStatus, limits: LedgerLimits
    ) {
        self.currency = currency
        self.status = status
        self.limits = limits
        self.planned = lines.map { ($0.code, $0.planned) }
    }

    /// Position of one line; nil for a code that the budget does not have.
    package func position(_ line: String) -> LedgerPosition? {
        let amounts = self.planned.filter { $0.code == line }.map(\.planned)
        guard !amounts.isEmpty else { return nil }
        return LedgerPosition(
            planned: amounts.reduce(.zero(self.currency), +), committed: self.money(self.committed[line, default: 0]),
            actual: self.money(self.actuals[line, default: 0]))
    }

    package var total: LedgerPosition {
        var seen: Set<String> = []
        return self.planned.filter { seen.insert($0.code).inserted }
            .compactMap { self.position($0.code) }.reduce(.zero(self.currency), +)
    }

    /// What is still open of a commitment; nil for an unknown one.
    package func open(_ commitment: LedgerEntryID) -> Money? {
        self.commitments[commitment].map { self.money($0.open) }
    }

    /// Takes in an entry that was accepted earlier, perhaps under another version of the budget, without asking again
    /// whether there is room.
    package mutating func restore(_ entry: LedgerEntry) {
        self.apply(entry)
    }

    /// Lines with something reserved or spent, by name: what a new version of the budget must still cover.
    package var usedLines: [(code: String, used: Money)] {
        Set(self.committed.keys).union(self.actuals.keys).sorted().compactMap { code in
            let used = self.committed[code, default: 0] + self.actuals[code, default: 0]
            return used == 0 ? nil : (code, self.money(used))
        }
    }

    /// What is reserved and spent on a line, whether or not this version of the budget has it.
    package func used(_ line: String) -> (committed: Money, actual: Money) {
        (self.money(self.committed[line, default: 0]), self.money(self.actuals[line, default: 0]))
    }

    /// Checks an entry and, when it may follow, appends it. The ledger is unchanged when it may not.
    @discardableResult
    package mutating func post(_ entry: LedgerEntry) throws(LedgerRefusal) -> Acceptance {
        var reasons = self.commonReasons(entry)
        if reasons.isEmpty {
            switch entry.kind {
            case .commitment: reasons = self.roomReasons(entry, freed: 0)
            case .release: reasons = self.releaseReasons(entry)
            case .actual: reasons = self.actualReasons(entry)
            case .reversal: reasons = self.reversalReasons(entry)
            }
        }
        guard reasons.isEmpty else { throw LedgerRefusal(reasons) }
        self.apply(entry)
        guard let position = self.position(entry.line) else {
            throw LedgerRefusal([LedgerRefusal.Reason(.unknownLine)])
        }
        let free = Double(position.available.minorUnits)
        let isNear = free < (1 - self.limits.warnShare) * Double(position.planned.minorUnits)
        return Acceptance(isNearLimit: isNear && entry.kind != .release, position: position)
    }

    private func money(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: self.currency) }

    private func commonReasons(_ entry: LedgerEntry) -> [LedgerRefusal.Reason] {
        var reasons: [LedgerRefusal.Reason] = []
        if self.status != .approved { reasons.append(LedgerRefusal.Reason(.budgetNotApproved)) }
        if self.position(entry.line) == nil { reasons.append(LedgerRefusal.Reason(.unknownLine)) }
        if entry.amount.currency != self.currency { reasons.append(LedgerRefusal.Reason(.otherCurrency)) }
        if entry.amount.minorUnits <= 0 { reasons.append(LedgerRefusal.Reason(.amountNotPositive)) }
        if entry.requestedBy == entry.approvedBy { reasons.append(LedgerRefusal.Reason(.sameHands)) }
        if entry.document.isEmpty { reasons.append(LedgerRefusal.Reason(.missingDocument)) }
        if self.posted[entry.id] != nil { reasons.append(LedgerRefusal.Reason(.duplicateEntry)) }
        return reasons
    }

    /// Whether line and total have room for an amount of which a part frees an earlier reservation.
    private func roomReasons(_ entry: LedgerEntry, freed: Int64) -> [LedgerRefusal.Reason] {
        guard let line = self.position(entry.line) else { return [LedgerRefusal.Reason(.unknownLine)] }
        let needed = entry.amount - self.money(freed)
        guard needed.minorUnits > 0 else { return [] }
        var reasons: [LedgerRefusal.Reason] = []
        let room = self.limits.ceiling(of: line.planned) - line.committed - line.actual
        if needed.minorUnits > room.minorUnits {
            reasons.append(LedgerRefusal.Reason(.overLine, requested: needed, available: room))
        }
        let total = self.total.available
        if needed.minorUnits > total.minorUnits {
            reasons.append(LedgerRefusal.Reason(.overTotal, requested: needed, available: total))
        }
        return reasons
    }

    private func releaseReasons(_ entry: LedgerEntry) -> [LedgerRefusal.Reason] {
        guard let reference = entry.reference, let commitment = self.commitments[reference] else {
            return [LedgerRefusal.Reason(.unknownReference)]
        }
        guard commitment.line == entry.line else { return [LedgerRefusal.Reason(.otherLine)] }
        guard entry.amount.minorUnits <= commitment.open else {
            return [
                LedgerRefusal.Reason(
                    .moreThanOpen, requested: entry.amount, available: self.money(commitment.open))
            ]
        }
        return []
    }

    private func actualReasons(_ entry: LedgerEntry) -> [LedgerRefusal.Reason] {
        guard let reference = entry.reference else { return self.roomReasons(entry, freed: 0) }
        guard let commitment = self.commitments[reference] else { return [LedgerRefusal.Reason(.unknownReference)] }
        guard commitment.line == entry.line else { return [LedgerRefusal.Reason(.otherLine)] }
        return self.roomReasons(entry, freed: min(entry.amount.minorUnits, commitment.open))
    }

    private func reversalReasons(_ entry: LedgerEntry) -> [LedgerRefusal.Reason] {
        guard let reference = entry.reference, let earlier = self.posted[reference] else {
            return [LedgerRefusal.Reason(.unknownReference)]
        }
        if earlier.isReversed { return [LedgerRefusal.Reason(.alreadyReversed)] }
        guard earlier.entry.line == entry.line else { return [LedgerRefusal.Reason(.otherLine)] }
        guard earlier.entry.amount == entry.amount else {
            return [
                LedgerRefusal.Reason(.notReversible, requested: entry.amount, available: earlier.entry.amount)
            ]
        }
        switch earlier.entry.kind {
        // A commitment is undone by a release, and an undoing is not undone.
        case .commitment, .reversal: return [LedgerRefusal.Reason(.notReversible)]
        case .actual: return []
        case .release:
            // Undoing a release reserves the money again, so there must be room.
            return self.roomReasons(entry, freed: 0)
        }
    }

    private mutating func apply(_ entry: LedgerEntry) {
        let amount = entry.amount.minorUnits
        var freed: Int64 = 0
        switch entry.kind {
        case .commitment:
            self.commitments[entry.id] = Commitment(line: entry.line, open: amount)
            self.committed[entry.line, default: 0] += amount
        case .release:
            freed = amount
            self.reserve(entry.reference, -amount)
        case .actual:
            if let reference = entry.reference, let commitment = self.commitments[reference] {
                freed = min(amount, commitment.open)
                self.reserve(reference, -freed)
            }
            self.actuals[entry.line, default: 0] += amount
        case .reversal:
            guard let reference = entry.reference, let earlier = self.posted[reference] else { break }
            self.posted[reference]?.isReversed = true
            if earlier.entry.kind == .actual { self.actuals[entry.line, default: 0] -= amount }
            self.reserve(earlier.entry.reference, earlier.freed)
        }
        self.posted[entry.id] = Posted(entry: entry, freed: freed)
    }

    private mutating func reserve(_ reference: LedgerEntryID?, _ amount: Int64) {
        guard let reference, let commitment = self.commitments[reference] else { return }
        self.commitments[reference]?.open += amount
        self.committed[commitment.line, default: 0] += amount
    }
}
