import ApplicationsContract
import ApplicationsDomain
import Durability
import Postgres
import Primitives

/// SQL of eligibility: the facts of all applications of a call at once, and their decisions at once.
struct EligibilityStore: Sendable {
    /// One application with what rules may speak of.
    struct Subject: RowDecodable {
        let id: ApplicationID
        let facts: [String: [String]]

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            let country: Country = try row.next()
            let kind: String = try row.next()
            let size: String = try row.next()
            let isWomenLed: Bool = try row.next()
            let isMember: Bool = try row.next()
            let language: String = try row.next()
            let answers = try StoredAnswers(
                committee: try row.next(), logistics: try row.next(), staff: try row.next())
            var facts: [String: [String]] = [
                "country": [country.code], "kind": [kind], "size": [size], "women-led": [isWomenLed ? "yes" : "no"],
                "member": [isMember ? "yes" : "no"], "language": [language],
            ]
            for (key, answer) in answers.all {
                switch answer {
                case .text(let text): facts["answer:\(key)"] = [text]
                case .list(let list): facts["answer:\(key)"] = list
                case .yesNo(let flag): facts["answer:\(key)"] = [flag ? "yes" : "no"]
                }
            }
            self.facts = facts
        }
    }

    /// The submitted applications of a call, locked in the order of their ids.
    func submitted(_ call: CallID, _ transaction: Transaction) async throws -> [Subject] {
        try await transaction.fetchAll(
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
            """, as: Subject.self)
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
