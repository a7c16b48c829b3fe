import ApplicationsContract
import Durability
import Postgres
import Primitives
import Vault

/// The answers of an application as its columns hold them, sealed with data keys of the organisation.
struct SealedAnswers: Sendable, Equatable {
    let application: ApplicationID
    let committee: [UInt8]
    let logistics: [UInt8]
    let staff: [UInt8]

    /// What sealing an application's answers takes.
    static func keys(_ organisation: OrganisationID) -> [KeyName] {
        [Compartment.text, .notes, .origin].map { KeyName(.organisation(organisation), $0) }
    }

    static func logisticsPlace(_ id: ApplicationID) -> FieldContext {
        FieldContext("applications.application_private", "logistics_answers", row: id, .c3)
    }

    static func staffPlace(_ id: ApplicationID) -> FieldContext {
        FieldContext("applications.application_private", "staff_answers", row: id, .c3)
    }

    static func reasonPlace(_ id: ApplicationID) -> FieldContext {
        FieldContext("applications.application_private", "withdrawal_reason", row: id, .c3)
    }

    init(_ application: ApplicationID, committee: [UInt8], logistics: [UInt8], staff: [UInt8]) {
        self.application = application
        self.committee = committee
        self.logistics = logistics
        self.staff = staff
    }

    init(
        _ answers: StoredAnswers, _ application: ApplicationID, of organisation: OrganisationID, _ sealer: Sealer
    ) throws {
        let subject = Subject.organisation(organisation)
        self.init(
            application,
            committee: try sealer.seal(
                json: answers.committee, subject, .text, .committeeAnswers(application)),
            logistics: try sealer.seal(
                json: answers.logistics, subject, .notes, Self.logisticsPlace(application)),
            staff: try sealer.seal(json: answers.staff, subject, .notes, Self.staffPlace(application)))
    }

    var all: [[UInt8]?] { [self.committee, self.logistics, self.staff] }
}

/// Where a journey begins and with which passport: the part of the logistics answers that a travel budget may open.
/// The questions with these keys are known to it by name.
struct SealedOrigin: Sendable {
    let bytes: [UInt8]

    init(
        _ answers: StoredAnswers, _ application: ApplicationID, of organisation: OrganisationID, _ sealer: Sealer
    ) throws {
        var origin: [String: String] = [:]
        for key in ["departure_city", "passport_country"] {
            if case .text(let text) = answers.logistics[key] { origin[key] = text }
        }
        self.bytes = try sealer.seal(json: origin, .organisation(organisation), .origin, .origin(application))
    }
}
