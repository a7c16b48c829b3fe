import Access
import Durability
import Foundation
import Primitives
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract

/// The people of a test and what they do again and again.
struct Office: Sendable {
    let service: RunningService
    let logistics: Credential
    let finance: Credential

    init(_ service: RunningService) async throws {
        self.service = service
        self.logistics = try await service.credential(.logistics, subject: "lena")
        self.finance = try await service.credential(.finance, subject: "farida")
        // The shipped tables are loaded by a background service.
        for _ in 0..<200 {
            if try await service.wire.send("GET", "/readyz").status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the service did not become ready")
    }

    static func date(_ text: String) throws -> LocalDate { try #require(LocalDate(iso8601: text)) }

    static func usd(_ amount: String) throws -> Money { try #require(Money(amount: amount, currency: .usd)) }

    /// Twelve participants from twelve countries.
    static func input(
        venue: String = "nairobi", title: String = "Global Convening", seed: Int = 7
    ) throws -> BudgetInput {
        BudgetInput(
            title: title, venue: venue, firstDay: try Self.date("2027-05-10"), lastDay: try Self.date("2027-05-13"),
            eventLines: [
                EventLine(
                    code: "interpretation", category: 4, amount: try Self.usd("24000.00"), basis: "quote",
                    source: "offer 17")
            ],
            travellers: Country.programme.prefix(12).enumerated().map { index, country in
                PlannedTraveller(code: "P-\(100 + index)", country: country, passportCountry: country)
            }, seed: seed)
    }

    /// Makes a budget and waits for its estimates.
    func budget(_ input: BudgetInput) async throws -> Budget {
        let made: Budget = try await self.service.caller.call(
            TravelBudgetEndpoints.createBudget, body: input, as: self.logistics
        ).value
        #expect(made.state == .draft)
        #expect(made.estimate == .pending)
        return try await self.priced(made.id)
    }

    func read(_ id: BudgetID) async throws -> Budget {
        try await self.service.caller.call(
            TravelBudgetEndpoints.getBudget, .init(path: [id.description]), as: self.logistics
        ).value
    }

    /// The budget once its estimates are there.
    func priced(_ id: BudgetID) async throws -> Budget {
        for _ in 0..<400 {
            let budget = try await self.read(id)
            if budget.estimate != .pending { return budget }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Unexpected(what: "the estimates did not come")
    }

    /// Submits a budget and has it approved.
    func approved(_ budget: Budget) async throws -> Budget {
        let submitted: Budget = try await self.service.caller.call(
            TravelBudgetEndpoints.submitBudget, .init(path: [budget.id.description]),
            body: BudgetSubmission(version: budget.version), as: self.logistics
        ).value
        return try await self.service.caller.call(
            TravelBudgetEndpoints.decideBudget, .init(path: [budget.id.description]),
            body: BudgetDecision(version: submitted.version, isApproved: true), as: self.finance
        ).value
    }

    /// Asks for an entry of the ledger and has it approved.
    func spend(_ input: SpendingInput, _ budget: BudgetID) async throws -> SpendingRequest {
        let asked: SpendingRequest = try await self.service.caller.call(
            TravelBudgetEndpoints.requestSpending, .init(path: [budget.description]), body: input, as: self.logistics
        ).value
        return try await self.service.caller.call(
            TravelBudgetEndpoints.decideSpending, .init(path: [asked.id.description]),
            body: ReferenceDecision(isApproved: true), as: self.finance
        ).value
    }

    /// Runs a call that must fail and gives its problem.
    func problem(_ body: () async throws -> Void) async throws -> ClientProblem {
        do {
            try await body()
        } catch let problem as ClientProblem {
            return problem
        }
        throw Unexpected(what: "it was accepted")
    }
}

/// Something did not happen that a test waits for.
struct Unexpected: Error {
    let what: String
}
