import Primitives
import Testing
import TravelBudgetEngine

@Suite("ledger (handbook 5.4)")
struct LedgerTests {
    private static func line(_ code: String, _ cents: Int64) -> BudgetLine {
        BudgetLine(
            code: code, category: 5, planned: Money(minorUnits: cents, currency: .usd), basis: .model, quantity: 1)
    }

    private func ledger(
        tolerance: Int = 0, amount: Int64 = 0, status: BudgetStatus = .approved
    ) -> Ledger {
        Ledger(
            lines: [Self.line("fare", 100_000), Self.line("subsistence", 50_000)], currency: .usd, status: status,
            limits: LedgerLimits(
                warnShare: 0.9, toleranceShare: Percent(hundredths: tolerance),
                toleranceAmount: Money(minorUnits: amount, currency: .usd)))
    }

    private var generator = SeededGenerator(seed: 5)

    private mutating func entry(
        _ kind: LedgerEntry.Kind, _ cents: Int64, line: String = "fare", reference: LedgerEntryID? = nil,
        by: String = "a", approved: String = "b", document: String = "D-1"
    ) -> LedgerEntry {
        LedgerEntry(
            id: LedgerEntryID(at: Instant(microseconds: 0), using: &self.generator), kind: kind, line: line,
            amount: Money(minorUnits: cents, currency: .usd), reference: reference, document: document,
            requestedBy: by, approvedBy: approved, at: Instant(microseconds: 0), budgetVersion: 1)
    }

    private func codes(_ body: () throws -> Void) -> [LedgerRefusal.Code] {
        do {
            try body()
            return []
        } catch {
            return (error as? LedgerRefusal)?.reasons.map(\.code) ?? []
        }
    }

    @Test("commit, pay in part, release the rest")
    mutating func life() throws {
        var ledger = self.ledger()
        let commitment = self.entry(.commitment, 60_000)
        #expect(try !ledger.post(commitment).isNearLimit)
        try ledger.post(self.entry(.actual, 45_000, reference: commitment.id))
        #expect(ledger.open(commitment.id)?.minorUnits == 15_000)
        try ledger.post(self.entry(.release, 15_000, reference: commitment.id))
        let position = try #require(ledger.position("fare"))
        #expect(position.committed.minorUnits == 0)
        #expect(position.actual.minorUnits == 45_000)
        #expect(position.available.minorUnits == 55_000)
        #expect(ledger.total.available.minorUnits == 105_000)
    }

    @Test("over-commitment is refused with figures, and leaves the ledger as it was")
    mutating func overCommitment() throws {
        var ledger = self.ledger()
        try ledger.post(self.entry(.commitment, 95_000))
        let before = ledger.total
        let entry = self.entry(.commitment, 5_001)
        do {
            try ledger.post(entry)
            Issue.record("accepted")
        } catch {
            #expect(error.reasons.map(\.code) == [.overLine])
            #expect(error.reasons.first?.available?.minorUnits == 5_000)
        }
        #expect(ledger.total == before)
        #expect(try ledger.post(self.entry(.commitment, 5_000)).isNearLimit)
    }

    @Test("a line's tolerance is the larger of share and amount; the total has none")
    mutating func tolerance() throws {
        var ledger = self.ledger(tolerance: 1_000, amount: 2_000)
        try ledger.post(self.entry(.commitment, 110_000))
        let over = self.entry(.commitment, 1)
        #expect(self.codes { try ledger.post(over) } == [.overLine])
        let rest = self.entry(.commitment, 40_001, line: "subsistence")
        #expect(self.codes { try ledger.post(rest) } == [.overTotal])
    }

    @Test("every reason at once: same hands, no document, nothing, unknown line, not approved")
    mutating func reasons() {
        var ledger = self.ledger(status: .submitted)
        let entry = self.entry(.commitment, 0, line: "yacht", by: "a", approved: "a", document: "")
        #expect(
            self.codes { try ledger.post(entry) } == [
                .budgetNotApproved, .unknownLine, .amountNotPositive, .sameHands, .missingDocument,
            ])
    }

    @Test("reversal undoes an actual and opens its commitment again; once")
    mutating func reversal() throws {
        var ledger = self.ledger()
        let commitment = self.entry(.commitment, 10_000)
        try ledger.post(commitment)
        let paid = self.entry(.actual, 12_000, reference: commitment.id)
        try ledger.post(paid)
        #expect(ledger.open(commitment.id)?.minorUnits == 0)
        try ledger.post(self.entry(.reversal, 12_000, reference: paid.id))
        #expect(ledger.open(commitment.id)?.minorUnits == 10_000)
        #expect(ledger.position("fare")?.actual.minorUnits == 0)
        let again = self.entry(.reversal, 12_000, reference: paid.id)
        #expect(self.codes { try ledger.post(again) } == [.alreadyReversed])
        let wrong = self.entry(.reversal, 10_000, reference: commitment.id)
        #expect(self.codes { try ledger.post(wrong) } == [.notReversible])
        let much = self.entry(.release, 10_001, reference: commitment.id)
        #expect(self.codes { try ledger.post(much) } == [.moreThanOpen])
    }

    @Test("random operations: nothing is lost, nothing negative, nothing over the plan", arguments: 1...8)
    mutating func invariants(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var ledger = self.ledger()
        var accepted: [LedgerEntry] = []
        for _ in 0..<600 {
            let line = random.below(2) == 0 ? "fare" : "subsistence"
            let amount = Int64(random.below(20_000)) - 500
            let reference = accepted.isEmpty || random.below(4) == 0 ? nil : accepted[random.below(accepted.count)].id
            let kinds = LedgerEntry.Kind.allCases
            let entry = self.entry(kinds[random.below(kinds.count)], amount, line: line, reference: reference)
            let before = ledger.total
            do {
                try ledger.post(entry)
                accepted.append(entry)
            } catch {
                #expect(ledger.total == before)
                #expect(!error.reasons.isEmpty)
            }
            for code in ["fare", "subsistence"] {
                let position = try #require(ledger.position(code))
                #expect(position.committed.minorUnits >= 0)
                #expect(position.actual.minorUnits >= 0)
                #expect(position.available.minorUnits >= 0)
                #expect(position.available + position.committed + position.actual == position.planned)
            }
        }
        #expect(accepted.count > 20)
        // Replaying the accepted entries gives the same ledger.
        var replay = self.ledger()
        for entry in accepted { try replay.post(entry) }
        #expect(replay.total == ledger.total)
    }

    @Test("a budget's versions go one way")
    func versions() {
        #expect(BudgetStatus.draft.canBecome(.submitted))
        #expect(BudgetStatus.submitted.canBecome(.approved))
        #expect(!BudgetStatus.approved.canBecome(.draft))
        #expect(!BudgetStatus.draft.canBecome(.approved))
        #expect(!BudgetStatus.superseded.canBecome(.approved))
    }

    @Test("an amount split over people adds up to the cent")
    func allocation() throws {
        let parts = try money("100.00").allocated(by: [1, 1, 1, 4, 0])
        #expect(parts.map(\.amount) == ["14.29", "14.29", "14.28", "57.14", "0.00"])
        let yen = Money(minorUnits: 1001, currency: try currency("XOF")).allocated(by: Array(repeating: 1, count: 60))
        #expect(yen.reduce(Int64(0)) { $0 + $1.minorUnits } == 1001)
    }
}
