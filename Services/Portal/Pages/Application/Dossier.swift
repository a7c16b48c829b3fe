import Access
import ApplicationsContract
import Primitives
import ServiceClient
import ServiceKit

/// An application of the reader's own with its call and its organisation.
struct Dossier: Sendable {
    let application: Application
    let call: Call
    let organisation: Organisation
    let form: FormQuestions

    /// - Throws: `SignInNeeded`; `ClientProblem` 404 for somebody else's application.
    static func load(_ visit: Visit, _ desk: Desk) async throws -> Dossier {
        let session = try visit.person()
        let id: ApplicationID = try visit.id("applicationId")
        guard session.roles.contains(.applicant) else { throw Problem.notFound }
        let application: Application = try await desk.backends.call(
            .applications, ApplicationsEndpoints.getApplication, .init(path: [id.description]), for: session,
            as: .applicant
        ).value
        async let call: ClientResponse<Call> = desk.backends.call(
            .applications, ApplicationsEndpoints.getCall, .init(path: [application.callId.description]), for: nil)
        async let organisation: ClientResponse<Organisation> = desk.backends.call(
            .applications, ApplicationsEndpoints.getOrganisation,
            .init(path: [application.organisationId.description]), for: session, as: .applicant)
        let found = try await call.value
        return Dossier(
            application: application, call: found, organisation: try await organisation.value,
            form: FormQuestions(found.questions))
    }

    /// The parts of the form with their state.
    func parts(_ words: Words) -> [ApplicationModel.Part] {
        [ApplicationModel.Part(name: words(FormWord.organisation), isComplete: true)]
            + self.form.parts.map { part in
                ApplicationModel.Part(
                    name: FormQuestions.name(part.section, words),
                    isComplete: part.questions.allSatisfy {
                        FormQuestions.fault($0, self.application.answers[$0.key]) == nil
                    })
            }
    }

    /// The fields of a part as they are saved.
    func fields(part: Int, _ words: Words) -> [FormField] {
        if part == 1 { return OrganisationForm.fields(self.organisationInput, words) }
        return self.form.parts[part - 2].questions.map {
            FormQuestions.field($0, self.application.answers[$0.key], words)
        }
    }

    /// The organisation as it would be sent unchanged.
    var organisationInput: OrganisationInput {
        OrganisationInput(
            name: self.organisation.name, country: self.organisation.country, kind: self.organisation.kind,
            size: self.organisation.size, isWomenLed: self.organisation.isWomenLed,
            isMember: self.organisation.isMember, languages: self.organisation.languages)
    }

    /// The version that a part's form carries: the organisation's for part 1, the application's for the others.
    func version(part: Int) -> String {
        "v\(part == 1 ? self.organisation.version : self.application.version)"
    }

    /// `If-Match` for a version in a hidden field. What is no version matches nothing.
    static func entityTag(_ version: String) -> String {
        let isVersion = version.hasPrefix("v") && Int(version.dropFirst()) != nil && version.utf8.count <= 20
        return "\"\(isVersion ? version : "v0")\""
    }
}
