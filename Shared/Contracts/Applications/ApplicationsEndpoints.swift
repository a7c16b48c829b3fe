import Access
import HTTPTypes

/// The permission table of the applications service.
package enum ApplicationsEndpoints {
    private static let everybody = Set(Role.allCases)

    // MARK: Organisations and people

    package static let createOrganisation = Endpoint(
        "createOrganisation", .post, "/v1/organisations", .act, body: .json, roles: [.administrator, .applicant],
        reach: .general)
    package static let listOrganisations = Endpoint(
        "listOrganisations", .get, "/v1/organisations", .read, roles: [.administrator, .logistics, .applicant],
        ownOnly: [.applicant], reach: .convening, query: ["limit", "cursor", "country", "member"])
    package static let getOrganisation = Endpoint(
        "getOrganisation", .get, "/v1/organisations/{organisationId}", .read,
        roles: [.administrator, .logistics, .applicant], ownOnly: [.applicant], reach: .convening)
    package static let updateOrganisation = Endpoint(
        "updateOrganisation", .put, "/v1/organisations/{organisationId}", .edit, body: .json,
        roles: [.administrator, .applicant], ownOnly: [.applicant], reach: .convening, problems: [.conflict])
    package static let createPerson = Endpoint(
        "createPerson", .post, "/v1/people", .act, body: .json, roles: [.administrator], needsPerson: true,
        problems: [.conflict])
    package static let listPeople = Endpoint(
        "listPeople", .get, "/v1/people", .read, roles: [.administrator], query: ["limit", "cursor", "role"])
    package static let getPersonAccess = Endpoint(
        "getPersonAccess", .get, "/v1/people/{personId}/access", .read, roles: [.administrator])
    /// Roles, convenings and whether the account is open; never one's own.
    package static let changePersonAccess = Endpoint(
        "changePersonAccess", .put, "/v1/people/{personId}/access", .edit, body: .json, roles: [.administrator],
        needsPerson: true,
        problems: [.conflict])
    /// Tokens for scripts: everybody who works here makes her own and takes them back; administrators see all.
    package static let createToken = Endpoint(
        "createToken", .post, "/v1/tokens", .act, body: .json, roles: Role.staff, reach: .general, needsPerson: true,
        problems: [.conflict])
    package static let listTokens = Endpoint(
        "listTokens", .get, "/v1/tokens", .read, roles: Role.staff,
        ownOnly: Role.staff.subtracting([.administrator]), reach: .general, query: ["limit", "cursor"])
    package static let revokeToken = Endpoint(
        "revokeToken", .delete, "/v1/tokens/{tokenId}", .edit, roles: Role.staff,
        ownOnly: Role.staff.subtracting([.administrator]), reach: .general)
    /// Takes every token of a person back; with none it does nothing. Guarded by the version of what she may do.
    package static let revokePersonTokens = Endpoint(
        "revokePersonTokens", .delete, "/v1/people/{personId}/tokens", .edit, roles: [.administrator],
        needsPerson: true)
    /// Sign-in asks which person has an address. Only the portal may; the answer never says more than it must.
    package static let lookUpPerson = Endpoint(
        "lookUpPerson", .post, "/v1/sign-in/look-up", .compute, body: .json, roles: [.service])
    /// A person who signs in for the first time becomes an applicant.
    package static let registerApplicant = Endpoint(
        "registerApplicant", .post, "/v1/sign-in/applicants", .act, body: .json, roles: [.service])

    // MARK: Erasure

    /// Asks that a person be erased; another administrator decides.
    package static let erasePerson = Endpoint(
        "erasePerson", .post, "/v1/people/{personId}/erase", .act, body: .json, roles: [.administrator],
        needsPerson: true,
        problems: [.conflict])
    package static let eraseOrganisation = Endpoint(
        "eraseOrganisation", .post, "/v1/organisations/{organisationId}/erase", .act, body: .json,
        roles: [.administrator], needsPerson: true, problems: [.conflict])
    package static let listErasures = Endpoint(
        "listErasures", .get, "/v1/erasures", .read, roles: [.administrator, .auditor],
        query: ["limit", "cursor", "state"])
    package static let decideErasure = Endpoint(
        "decideErasure", .post, "/v1/erasures/{erasureId}/decision", .act, body: .json, roles: [.administrator],
        needsPerson: true,
        problems: [.conflict])

    // MARK: Convenings and calls

    package static let createConvening = Endpoint(
        "createConvening", .post, "/v1/convenings", .act, body: .json, roles: [.administrator])
    package static let listConvenings = Endpoint(
        "listConvenings", .get, "/v1/convenings", .read, roles: everybody, isOpen: true,
        query: ["limit", "cursor", "kind"])
    package static let getConvening = Endpoint(
        "getConvening", .get, "/v1/convenings/{conveningId}", .read, roles: everybody, isOpen: true)
    package static let updateConvening = Endpoint(
        "updateConvening", .put, "/v1/convenings/{conveningId}", .edit, body: .json, roles: [.administrator],
        reach: .convening)
    package static let createCall = Endpoint(
        "createCall", .post, "/v1/convenings/{conveningId}/calls", .act, body: .json, roles: [.administrator],
        reach: .convening)
    package static let listCalls = Endpoint(
        "listCalls", .get, "/v1/calls", .read, roles: everybody, isOpen: true,
        query: ["limit", "cursor", "window", "conveningId"])
    package static let getCall = Endpoint(
        "getCall", .get, "/v1/calls/{callId}", .read, roles: everybody, isOpen: true)
    package static let updateCall = Endpoint(
        "updateCall", .put, "/v1/calls/{callId}", .edit, body: .json, roles: [.administrator], reach: .convening,
        problems: [.conflict])
    package static let checkEligibility = Endpoint(
        "checkEligibility", .post, "/v1/calls/{callId}/eligibility-check", .act, roles: [.administrator],
        reach: .convening,
        problems: [.conflict])
    /// Names for the declaration of conflicts of interest: organisations only, no dossier.
    package static let listCallOrganisations = Endpoint(
        "listCallOrganisations", .get, "/v1/calls/{callId}/organisations", .read,
        roles: [.committeeMember, .chair, .administrator], reach: .convening)

    // MARK: Applications

    package static let createApplication = Endpoint(
        "createApplication", .post, "/v1/applications", .act, body: .json, roles: [.applicant, .administrator],
        reach: .convening,
        problems: [.conflict])
    package static let listApplications = Endpoint(
        "listApplications", .get, "/v1/applications", .read,
        roles: [.applicant, .administrator, .logistics], ownOnly: [.applicant], reach: .convening,
        query: ["limit", "cursor", "callId", "state", "country", "language"])
    package static let getApplication = Endpoint(
        "getApplication", .get, "/v1/applications/{applicationId}", .read,
        roles: [.applicant, .administrator, .logistics], ownOnly: [.applicant], reach: .convening)
    package static let saveApplication = Endpoint(
        "saveApplication", .put, "/v1/applications/{applicationId}", .edit, body: .json,
        roles: [.applicant, .administrator], ownOnly: [.applicant], reach: .convening, problems: [.conflict])
    package static let submitApplication = Endpoint(
        "submitApplication", .post, "/v1/applications/{applicationId}/submit", .act, body: .json,
        roles: [.applicant, .administrator], ownOnly: [.applicant], reach: .convening, problems: [.conflict])
    package static let withdrawApplication = Endpoint(
        "withdrawApplication", .post, "/v1/applications/{applicationId}/withdraw", .act, body: .json,
        roles: [.applicant, .administrator], ownOnly: [.applicant], reach: .convening, problems: [.conflict])
    package static let decideEligibility = Endpoint(
        "decideEligibility", .post, "/v1/applications/{applicationId}/eligibility", .act, body: .json,
        roles: [.administrator], reach: .convening, problems: [.conflict])
    package static let listApplicationVersions = Endpoint(
        "listApplicationVersions", .get, "/v1/applications/{applicationId}/versions", .read,
        roles: [.applicant, .administrator], ownOnly: [.applicant], reach: .convening)

    package static let all = [
        createOrganisation, listOrganisations, getOrganisation, updateOrganisation, createPerson, listPeople,
        getPersonAccess, changePersonAccess, createToken, listTokens, revokeToken, revokePersonTokens,
        lookUpPerson, registerApplicant,
        erasePerson, eraseOrganisation, listErasures, decideErasure, createConvening, listConvenings, getConvening,
        updateConvening, createCall,
        listCalls, getCall, updateCall, checkEligibility, listCallOrganisations, createApplication, listApplications,
        getApplication, saveApplication, submitApplication, withdrawApplication, decideEligibility,
        listApplicationVersions,
    ]
}
