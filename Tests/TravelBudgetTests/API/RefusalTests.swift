import Access
import Foundation
import Primitives
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract
import TravelBudgetService

@Suite(
    "Travel budget: refusals that people can act on",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct RefusalTests {
    @Test func theLedgerSaysWhichFieldAndHowMuchIsLeft() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let budget = try await office.approved(try await office.budget(try Office.input()))
            let token = try await TestPlace.shared.token(.logistics, subject: "lena")
            func ask(
                _ line: String, _ amount: String, _ currency: String = "USD", kind: String = "commitment",
                reference: String? = nil
            ) async throws -> Wire.Answer {
                let about = reference.map { #","reference":"\#($0)""# } ?? ""
                return try await service.wire.json(
                    TravelBudgetEndpoints.requestSpending, path: [budget.id.description], token: token,
                    body: #"{"kind":"\#(kind)","line":"\#(line)","amount":{"amount":"\#(amount)","currency":"#
                        + #""\#(currency)"},"document":"D","purpose":"p"\#(about)}"#, key: UUID().uuidString)
            }
            let wrong = try await ask("yachts", "1.00", "EUR")
            #expect(wrong.status == 422)
            #expect(wrong.faults == ["/line unknown_line", "/amount/currency other_currency"])
            #expect(Self.details(wrong)[1] == "This budget is kept in USD. Give the amount in USD.")
            let nothing = try await ask(
                "interpretation", "1.00", kind: "release", reference: ID<LedgerLineTag>.next().description)
            #expect(nothing.status == 422)
            #expect(nothing.faults == ["/reference unknown_reference"])

            let committed = try await office.spend(
                SpendingInput(
                    kind: .commitment, line: "interpretation", amount: try Office.usd("15000.00"), document: "D",
                    purpose: "p"), budget.id)
            let entry = try #require(committed.entryId).description
            let over = try await ask("interpretation", "9000.01")
            #expect(over.status == 409 && over.problem == "ledger-refused")
            #expect(over.faults == ["/amount over_line"])
            #expect(Self.details(over) == ["The line has 9000.00 USD left; you asked for 9000.01 USD."])
            let more = try await ask("interpretation", "15000.01", kind: "release", reference: entry)
            #expect(more.faults == ["/amount more_than_open"])
            #expect(
                Self.details(more) == ["Of the commitment 15000.00 USD is still open; you asked for 15000.01 USD."])
            let elsewhere = try await ask("fare", "1.00", kind: "release", reference: entry)
            #expect(elsewhere.faults == ["/line other_line"])
            let undone = try await ask("interpretation", "15000.00", kind: "reversal", reference: entry)
            #expect(undone.faults == ["/reference not_reversible"])
            #expect(try await ask("interpretation", "9000.00").status == 201)
        }
    }

    private static func details(_ answer: Wire.Answer) -> [String] {
        let tree = try? JSONSerialization.jsonObject(with: answer.body) as? [String: Any]
        return (tree?["errors"] as? [[String: Any]] ?? []).compactMap { $0["detail"] as? String }
    }

    @Test func amountsThatNobodyCouldReadAreRefused() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let good = try Office.input()
            func budget(_ amounts: [String]) throws -> BudgetInput {
                BudgetInput(
                    title: "T", venue: good.venue, firstDay: good.firstDay, lastDay: good.lastDay,
                    eventLines: try amounts.enumerated().map { index, amount in
                        EventLine(
                            code: "line-\(index)", category: 4, amount: try Office.usd(amount), basis: "quote",
                            source: "s")
                    }, travellers: good.travellers)
            }
            let alone = try await office.problem {
                _ = try await office.budget(try budget(["999999999999999.99"]))
            }
            #expect(alone.errors.map(\.pointer) == ["/eventLines/0/amount/amount"])
            // Each can be kept, their sum cannot.
            let failed = try await office.budget(try budget(["600000000000.00", "600000000000.00"]))
            #expect(failed.estimate == .failed && failed.reason == "amount-too-large")
            #expect(try await office.read(failed.id).state == .draft)
            let sound = try await office.budget(try budget(["600000000000.00"]))
            #expect(sound.estimate == .done)

            let token = try await TestPlace.shared.token(.logistics)
            func evidence(_ code: String, _ amount: String, _ currency: String) async throws -> [String] {
                try await service.wire.json(
                    TravelBudgetEndpoints.addFareEvidence, path: [sound.id.description], token: token,
                    body: #"{"code":"\#(code)","kind":"quote","date":"2026-11-01","amount":{"amount":"\#(amount)","#
                        + #""currency":"\#(currency)"}}"#, key: UUID().uuidString
                ).faults
            }
            #expect(try await evidence("P-100", "999999999999", "EUR") == ["/amount/amount out_of_range"])
            #expect(try await evidence("P-999", "1", "NGN") == ["/code unknown", "/amount/currency no_exchange_rate"])
            #expect(try await evidence("P-100", "640.00", "EUR").isEmpty)
        }
    }

    @Test func repeatedEntriesAreNamed() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            _ = try await Office(service)
            let token = try await TestPlace.shared.token(.logistics)
            let line =
                #"{"code":"x","category":4,"amount":{"amount":"1.00","currency":"USD"},"basis":"quote","source":"s"}"#
            let answer = try await service.wire.json(
                TravelBudgetEndpoints.createBudget, token: token,
                body: #"{"title":"T","venue":"nairobi","firstDay":"2027-05-10","lastDay":"2027-05-13","#
                    + #""travellers":[{"code":"P-1","country":"UGA"},{"code":"P-1","country":"UGA"}],"#
                    + #""eventLines":[\#(line),\#(line),\#(line)]}"#, key: "twice")
            #expect(
                answer.faults == [
                    "/travellers/1/code duplicate", "/eventLines/1/code duplicate", "/eventLines/2/code duplicate",
                ])
            let unknown = try await service.wire.json(
                TravelBudgetEndpoints.createBudget, token: token,
                body: #"{"title":"T","venue":"atlantis","firstDay":"2027-05-10","lastDay":"2027-05-13","#
                    + #""conveningId":"\#(ConveningID.next())"}"#, key: "unknown")
            #expect(unknown.faults == ["/venue unknown_venue", "/conveningId unknown"])
        }
    }

    @Test func tablesAreCheckedCellByCellAndTogether() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            _ = try await Office(service)
            let token = try await TestPlace.shared.token(.finance)
            func propose(_ table: String, _ csv: String, _ version: String) async throws -> Wire.Answer {
                try await service.wire.send(
                    "POST", "/v1/reference-tables/\(table)/versions?version=\(version)", token: token,
                    headers: [("Content-Type", "text/csv"), ("Idempotency-Key", UUID().uuidString)],
                    body: Array(csv.utf8))
            }
            let empty = try await propose("venues", "", "1")
            #expect(Self.details(empty) == ["Line 1: the file is empty. Its first line must name the columns."])
            let head = "country,airport,return_price,currency,low,high,extra_nights,valid_from,valid_to,basis,source\n"
            let long = String(repeating: "x", count: 501)
            for (source, code) in [
                ("=HYPERLINK(1)", "formula_start"), ("+1", "formula_start"), ("-a", "formula_start"),
                ("@sum", "formula_start"), (long, "too_long"),
            ] {
                let answer = try await propose(
                    "surface-legs", head + "PSE,AMM,175.00,USD,90.00,300.00,0,2026-11-01,,quote,\(source)\n", "2")
                #expect(answer.status == 422)
                #expect(answer.faults == ["/2/source \(code)"])
                #expect(Self.details(answer).first?.hasPrefix("Line 2, column source: ") == true)
            }
            let path = "\(Repository.root)/Services/TravelBudget/Reference/settings.csv"
            let settings = try String(contentsOfFile: path, encoding: .utf8)
            for (name, shipped) in [
                ("subsistence.profile", "UN-night-UNWomen-2019"), ("subsistence.scheme", "US-State-foreign-per-diem"),
                ("carbon.factor_set", "DESNZ-2025"), ("carbon.cabin", "economy"),
            ] {
                let line = settings.split(separator: "\n").firstIndex { $0.hasPrefix("\(name),") } ?? -1
                let answer = try await propose(
                    "settings", settings.replacingOccurrences(of: "\(name),\(shipped)", with: "\(name),Atlantis"), "3")
                #expect(answer.faults == ["/\(line + 1)/value unknown_reference"], "\(name)")
            }
            // A table that is sound by itself and takes away what another one names.
            let profiles = try String(
                contentsOfFile: "\(Repository.root)/Services/TravelBudget/Reference/subsistence-profiles.csv",
                encoding: .utf8)
            let other = try await propose(
                "subsistence-profiles", profiles.replacingOccurrences(of: "UN-night-UNWomen-2019", with: "UN-other"),
                "4")
            #expect(other.status == 422)
            #expect(Self.details(other).first?.hasPrefix("In the table settings: Line ") == true)
            #expect(try await propose("settings", settings, "5").status == 201)
        }
    }
}
