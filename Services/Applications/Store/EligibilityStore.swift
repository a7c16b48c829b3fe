import ApplicationsContract
import ApplicationsDomain
import Durability
import Postgres
import Primitives

/// SQL of eligibility: the facts of all applications of a call at once, and their decisions at once.
struct EligibilityStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    /// One application with what rules may speak of.
    struct Subject: Sendable {
        let id: ApplicationID
        let facts: [String: [String]]
    }

    private struct Row: RowDecodable {
        let id: ApplicationID
        let facts: [String: [String]]
        let answers: SealedAnswers

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            let country: Country = try row.next()
            let kind: String = try row.next()
            let size: String = try row.next()
            let isWomenLed: Bool = try row.next()
            let isMember: Bool = try row.next()
            let language: String = try row.next()
            self.facts = [
                "country": [country.code], "kind": [kind], "size": [size], "women-led": [isWomenLed ? "yes" : "no"],
                "member": [isMember ? "yes" : "no"], "language": [language],
            ]
            self.answers = SealedAnswers(
                self.id, committee: try row.next(), logistics: try row.next(), staff: try row.next())
        }

        func subject(_ opener: Opener) throws -> Subject {
            var facts = self.facts
            for (key, answer) in try StoredAnswers(self.answers, opener).all {
                switch answer {
                case .text(let text): facts["answer:\(key)"] = [text]
                case .list(let list): facts["answer:\(key)"] = list
                case .yesNo(let flag): facts["answer:\(key)"] = [flag ? "yes" : "no"]
                }
            }
            return Subject(id: self.id, facts: facts)
        }
    }

    /// The submitted applications of a call, locked in the order of their ids.
    func submitted(_ call: CallID, _ transaction: Transaction) async throws -> [Subject] {
        let rows = try await transaction.fetchAll(
            """
            select application.id, organisation.country, organisation.kind, organisation.size,
                organisation.is_women_led, organisation.is_member, application.language,
                application.committee_answers, application_private.logistics_answers,
                application_private.staff_answers
            from application
            join organisation on organisation.id = application.organisation_id
            join application_private on application_private.application_id = application.id
            where application.call_id = \(call) and application.state = 'submitted'
            order by application.id
            for update of application
            """, as: Row.self)
        let opener = try await self.vault.opener(rows.flatMap(\.answers.all), transaction)
        return try rows.map { try $0.subject(opener) }
    }

    /// Keeps the decisions for applications that hold all rules.
    func markEligible(_ ids: [ApplicationID], _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            update application set state = 'eligible', failed_rules = '{}', version = version + 1
            where id = any(\(ids))
            """)
    }

    /// Keeps the decision for one application that breaks rules.
    func markIneligible(_ id: ApplicationID, failed: [String], _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            update application set state = 'ineligible', failed_rules = \(failed), version = version + 1
            where id = \(id)
            """)
    }
}
