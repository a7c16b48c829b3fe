/// What is locked away together. Each compartment has key-encryption keys of its own, so that a service which holds
/// one key opens one kind of thing: whoever reads the committee's texts cannot read a name, whoever plans journeys
/// reads neither (trust.md §1.6, rules 2 and 4).
package enum Compartment: String, CaseIterable, Codable, Sendable {
    /// Names and addresses of people and organisations.
    case identity
    /// Answers that the committee reads.
    case text
    /// Answers for logistics and for the fund's own staff, and why an application was taken back.
    case notes
    /// Where a journey begins and which passport is carried.
    case origin
    /// Names of participants on an agenda, when and where they can be, what they need.
    case programme
    /// What reviewers write about a candidate.
    case review
    /// Journeys planned and priced.
    case plan
    /// Answers kept for repeated requests.
    case answers

    /// The class of what is in it.
    package var dataClass: DataClass {
        switch self {
        case .identity, .text, .programme, .review, .answers: .c2
        case .notes, .origin, .plan: .c3
        }
    }
}
