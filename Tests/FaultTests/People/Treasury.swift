import Access
import Foundation
import Postgres
import Primitives
import TravelBudgetContract

/// Those who ask for money and those who say yes: several of each at once, on one budget with a line that is soon
/// full. What one was told, the ledger has once; what nobody was told, it has once or not at all.
actor Treasury {
    /// Lines beside the travel, with their amounts in cents. The first fills up.
    static let lines: [(code: String, amount: Int64)] = [("interpretation", 24_000_00), ("venue-hire", 900_000_00)]

    private struct Asked {
        let input: SpendingInput
        var request: Fate<SpendingRequest>
        /// One or two deciders; with two, at the same moment.
        var decisions: [Fate<SpendingRequest>] = []
    }

    private let place: FaultPlace
    private let budget: BudgetID
    private let reader: String
    private var asked: [String: Asked] = [:]
    /// Commitments that are in the ledger for certain, to be released.
    private var open: [(entry: ID<LedgerLineTag>, line: String, amount: Money)] = []
    private(set) var receipts: [Receipt] = []

    init(_ place: FaultPlace, _ budget: BudgetID) async throws {
        self.place = place
        self.budget = budget
        self.reader = try await place.token(.auditor, "auditor-1")
    }

    func work(_ name: String, seed: UInt64) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<3 {
                let own = SeededGenerator(seed: seed, stream: "\(name)/\(index)")
                group.addTask { try await self.spend("PO-\(name)-\(index)", index, own) }
            }
            try await group.waitForAll()
        }
    }

    private func spend(_ document: String, _ index: Int, _ random: SeededGenerator) async throws {
        var random = random
        let input: SpendingInput
        if random.below(4) == 0, let last = self.open.popLast() {
            input = SpendingInput(
                kind: .release, line: last.line, amount: last.amount, reference: last.entry, document: document,
                purpose: "Not needed")
        } else {
            let line = Self.lines[random.below(2)].code
            input = SpendingInput(
                kind: .commitment, line: line,
                amount: Money(minorUnits: Int64(100_00 + random.below(900_00)), currency: .usd), document: document,
                purpose: "Booths")
        }
        let request: Fate<SpendingRequest> = try await self.place.client.act(
            .travelBudget, TravelBudgetEndpoints.requestSpending, [self.budget.description],
            token: self.place.token(.logistics, "logistics-\(index)"), body: input,
            random.below(12) == 0 ? .once : .untilAnswered)
        self.asked[document] = Asked(input: input, request: request)
        guard let made = request.value else { return }
        if let receipt = request.receipt { self.receipts.append(receipt) }
        let isYes = random.below(5) > 0
        let patience: GoodClient.Patience = random.below(12) == 0 ? .once : .untilAnswered
        let deciders = random.below(3) == 0 ? 2 : 1
        let decisions = try await withThrowingTaskGroup(of: Fate<SpendingRequest>.self) { group in
            for decider in 0..<deciders {
                group.addTask {
                    try await self.place.client.act(
                        .travelBudget, TravelBudgetEndpoints.decideSpending, [made.id.description],
                        token: self.place.token(.finance, "finance-\(decider)"),
                        body: ReferenceDecision(isApproved: isYes, reason: isYes ? nil : "No offer"), patience)
                }
            }
            var all: [Fate<SpendingRequest>] = []
            for try await fate in group { all.append(fate) }
            return all
        }
        self.asked[document]?.decisions = decisions
        self.receipts += decisions.compactMap(\.receipt)
        if input.kind == .commitment, let entry = decisions.compactMap(\.value).first?.entryId {
            self.open.append((entry, input.line, input.amount))
        }
    }

    /// The whole ledger against everything that was ever asked.
    func check() async throws {
        let tally = self.place.tally
        let path = [self.budget.description]
        let requests: [SpendingRequest] = try await self.place.client.all(
            .travelBudget, TravelBudgetEndpoints.listSpending, path, token: self.reader)
        let entries: [LedgerLine] = try await self.place.client.all(
            .travelBudget, TravelBudgetEndpoints.listLedger, path, token: self.reader)
        let requested = Dictionary(grouping: requests, by: \.input.document)
        let posted = Dictionary(grouping: entries, by: \.document)
        for (document, asked) in self.asked {
            self.check(document, asked, requested[document] ?? [], posted[document] ?? [])
        }
        for document in posted.keys where self.asked[document] == nil {
            tally.fault(.changed, "the ledger has \(document), for which nobody asked")
        }
        try await self.checkSums(entries)
        try await self.checkAudit(requests)
    }

    private func check(
        _ document: String, _ asked: Asked, _ requests: [SpendingRequest], _ entries: [LedgerLine]
    ) {
        let tally = self.place.tally
        tally.require(requests.count <= 1, .doubled, "\(document) was asked for \(requests.count) times")
        tally.require(entries.count <= 1, .doubled, "\(document) is \(entries.count) times in the ledger")
        if case .refused(let status, let problem, _) = asked.request {
            tally.require(
                problem == "ledger-refused", .other, "\(document) was refused: \(status) \(problem)")
        }
        if let told = asked.request.value {
            tally.require(requests.first?.id == told.id, .lost, "the request \(document) is gone")
        } else if !asked.request.isUnknown {
            tally.require(requests.isEmpty, .changed, "\(document) was refused and is there")
        }
        let told = asked.decisions.compactMap(\.value)
        tally.require(told.count <= 1, .doubled, "\(document) was decided by \(told.count) people")
        guard let request = requests.first else {
            tally.require(entries.isEmpty, .changed, "\(document) is in the ledger without a request")
            return
        }
        tally.require(request.input == asked.input, .changed, "\(document) was asked for otherwise")
        if let decision = told.first {
            tally.require(request == decision, .lost, "\(document) was decided and now is \(request.state)")
        } else if !asked.decisions.contains(where: \.isUnknown) {
            tally.require(request.state == .requested, .changed, "\(document) was decided by nobody")
        }
        // A yes and its entry are one thing.
        tally.require(
            (request.state == .approved) == (entries.count == 1) && request.entryId == entries.first?.id, .changed,
            "\(document) is \(request.state) with \(entries.count) entries")
        if let entry = entries.first {
            tally.require(
                entry.amount == asked.input.amount && entry.line == asked.input.line
                    && entry.kind == asked.input.kind && entry.requestedBy != entry.approvedBy, .changed,
                "the entry \(document) differs from what was asked for")
        }
    }

    /// The standing is the sum of the entries, and never over the limit.
    private func checkSums(_ entries: [LedgerLine]) async throws {
        let budget: Budget = try await self.place.client.read(
            .travelBudget, TravelBudgetEndpoints.getBudget, [self.budget.description], token: self.reader)
        for line in budget.lines {
            let sum = entries.filter { $0.line == line.code }.reduce(Int64(0)) { sum, entry in
                sum + (entry.kind == .commitment ? entry.amount.minorUnits : -entry.amount.minorUnits)
            }
            self.place.tally.require(
                line.standing.committed.minorUnits == sum, .changed,
                "\(line.code): the standing says \(line.standing.committed), the entries \(sum) cents")
        }
        if let total = budget.total {
            self.place.tally.require(
                total.available.minorUnits >= 0, .changed, "the budget is overspent: \(total.available)")
        }
    }

    private func checkAudit(_ requests: [SpendingRequest]) async throws {
        let decided = requests.filter { $0.state != .requested }.count
        let asked = try await self.place.ask("select count(*) from travel.audit where action = 'spending.requested'")
        let said = try await self.place.ask(
            "select count(*) from travel.audit where action in ('spending.approved', 'spending.refused')")
        let events = try await self.place.ask(
            "select count(*) from travel.outbox where kind in ('spending.approved', 'spending.refused')")
        self.place.tally.require(
            asked == requests.count, asked > requests.count ? .doubled : .lost,
            "\(asked) audit lines for \(requests.count) requests")
        self.place.tally.require(
            said == decided && events == decided, max(said, events) > decided ? .doubled : .lost,
            "\(said) audit lines and \(events) events for \(decided) decisions")
    }

    func takeReceipts() -> [Receipt] {
        defer { self.receipts = [] }
        return self.receipts
    }
}
