import Access
import Durability
import Foundation
import Postgres
import Primitives
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract
import TravelBudgetService
import Vault

@Suite(
    "Travel budget: the confirmed cohort",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct CohortTests {
    /// A convening with a confirmed cohort of four, one of whom has left and one has taken her application back,
    /// written as the owners' tables hold it.
    private func confirm(_ database: Database) async throws -> ConveningID {
        let convening = ConveningID.next()
        let call = CallID.next()
        let round = RoundID.next()
        let rubric = ID<RubricRow>.next()
        let calibration = ID<CalibrationRow>.next()
        let cohort = CohortID.next()
        _ = try await database.execute(
            """
            insert into applications.convening
                (id, kind, format, title, summary, zone, starts_on, ends_on, places, state)
            values (\(convening), 'global-convening', 'in-person', '{"en":"T"}', '{"en":"S"}', 'Africa/Nairobi',
                '2027-05-10', '2027-05-13', 60, 'announced')
            """)
        _ = try await database.execute(
            """
            insert into applications.call (id, convening_id, title, opens_at, closes_at, questions, rules, criteria)
            values (\(call), \(convening), '{"en":"T"}', '2026-01-01Z', '2026-02-01Z', '[]', '[]', '{"en":"C"}')
            """)
        _ = try await database.execute(
            "insert into selection.rubric (id, title, criteria) values (\(rubric), '{\"en\":\"R\"}', '[]')")
        _ = try await database.execute(
            """
            insert into selection.round
                (id, call_id, convening_id, rubric_id, state, reviews_per_candidate, closes_at)
            values (\(round), \(call), \(convening), \(rubric), 'closed', 3, '2026-03-01Z')
            """)
        _ = try await database.execute(
            """
            insert into selection.calibration (id, round_id, places, summary, input)
            values (\(calibration), \(round), 3, '{}', '{}')
            """)
        _ = try await database.execute(
            """
            insert into selection.cohort (id, round_id, calibration_id, state, policy, engine)
            values (\(cohort), \(round), \(calibration), 'confirmed', '{}', 't')
            """)
        let vault = try TestPlace.shared.fieldVault(.applications)
        let members = [
            ("UGA", "UGA", "chosen"), ("PSE", "JOR", "replacement"), ("MLI", "MLI", "left"),
            ("HTI", "HTI", "withdrawn"),
        ]
        for (index, (country, passport, state)) in members.enumerated() {
            let organisation = OrganisationID.next()
            let application = ApplicationID.next()
            let candidate = CandidateID.next()
            let code = "C-\(index)"
            _ = try await database.execute(
                """
                insert into applications.organisation
                    (id, country, kind, size, is_women_led, is_member, languages, created_by)
                values (\(organisation), \(country), 'cso', 'small', true, true, '{en}', 't')
                """)
            _ = try await database.execute(
                """
                insert into applications.application
                    (id, call_id, organisation_id, created_by, reference, candidate_code, state, language,
                     committee_answers)
                values (\(application), \(call), \(organisation), 't', \("R-\(index)"), \(code), 'eligible', 'en', '')
                """)
            let subject = Subject.organisation(organisation)
            let origin = try await database.withTransaction { transaction in
                _ = try await transaction.execute("set local search_path to applications")
                let sealer = try await vault.sealer([KeyName(subject, .origin)], transaction)
                return try sealer.seal(
                    json: ["departure_city": "X", "passport_country": passport], subject, .origin,
                    .origin(application))
            }
            _ = try await database.execute(
                """
                insert into applications.application_private
                    (application_id, logistics_answers, staff_answers, origin)
                values (\(application), '', '', \(origin))
                """)
            _ = try await database.execute(
                """
                insert into selection.candidate
                    (id, round_id, application_id, organisation_id, code, country, kind, size, is_women_led,
                     is_member, language, answers)
                values (\(candidate), \(round), \(application), \(organisation), \(code), \(country), 'cso', 'small',
                    true, true, 'en', '')
                """)
            _ = try await database.execute(
                """
                insert into selection.cohort_member (cohort_id, candidate_id, state, position)
                values (\(cohort), \(candidate), \(state), \(index + 1))
                """)
        }
        return convening
    }

    private enum RubricRow {}
    private enum CalibrationRow {}

    @Test func participantsAreTheCohortByCode() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let database = Database(
                try TestDatabase.shared.configuration(database: service.database), logger: TestDatabase.logger())
            let run = Task { try await database.run() }
            defer { run.cancel() }
            let convening = try await self.confirm(database)
            let input = BudgetInput(
                title: "Convening", conveningId: convening, venue: "vienna",
                firstDay: try Office.date("2027-05-10"), lastDay: try Office.date("2027-05-13"))
            let budget = try await office.budget(input)
            #expect(budget.estimate == .done, "\(budget.reason ?? "")")
            #expect(budget.participants == 2)
            let travellers: Page<TravellerCost> = try await service.caller.call(
                TravelBudgetEndpoints.listTravellers, .init(path: [budget.id.description]), as: office.logistics
            ).value
            #expect(travellers.items.map(\.code) == ["C-0", "C-1"])
            #expect(travellers.items.map(\.country.code) == ["UGA", "PSE"])
            #expect(travellers.items[1].airport == "AMM")

            let none = ConveningID.next()
            _ = try await database.execute(
                """
                insert into applications.convening
                    (id, kind, format, title, summary, zone, starts_on, ends_on, places, state)
                values (\(none), 'webinar', 'online', '{"en":"T"}', '{"en":"S"}', 'Africa/Nairobi', '2027-05-10',
                    '2027-05-10', 60, 'announced')
                """)
            for (id, isKnown) in [(none, true), (ConveningID.next(), false)] {
                let nobody = try await office.problem {
                    let _: ClientResponse<Budget> = try await service.caller.call(
                        TravelBudgetEndpoints.createBudget,
                        body: BudgetInput(
                            title: "Convening", conveningId: id, venue: "vienna", firstDay: input.firstDay,
                            lastDay: input.lastDay), as: office.logistics)
                }
                #expect(nobody.parameters["state"] == (isKnown ? "no-cohort" : nil))
                #expect(nobody.errors.map(\.pointer) == (isKnown ? [] : ["/conveningId"]))
            }
        }
    }
}
