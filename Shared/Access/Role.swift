/// What a person (or a service) may be when it makes a request. A token carries exactly one role, so that a
/// person with several always acts in the one that she chose.
package enum Role: String, CaseIterable, Sendable, Codable, Hashable {
    case applicant
    case committeeMember = "committee-member"
    case chair
    case logistics
    case finance
    case administrator
    case auditor
    /// One of our own executables acting for itself, never for a person.
    case service

    /// Everybody who works for the fund or its committees.
    package static let staff: Set<Role> = [.committeeMember, .chair, .logistics, .finance, .administrator, .auditor]
}
