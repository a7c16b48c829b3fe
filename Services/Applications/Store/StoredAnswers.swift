import Access
import ApplicationsContract
import Durability
import Vault

/// The answers of an application, kept apart by who may read them.
struct StoredAnswers: Sendable, Equatable {
    var committee: [String: AnswerValue] = [:]
    var logistics: [String: AnswerValue] = [:]
    var staff: [String: AnswerValue] = [:]

    /// Sorts answers by the audience that the form gives each question.
    init(_ answers: [String: AnswerValue], questions: [Question]) {
        for question in questions {
            guard let answer = answers[question.key] else { continue }
            switch question.audience {
            case .committee: self.committee[question.key] = answer
            case .logistics: self.logistics[question.key] = answer
            case .staff: self.staff[question.key] = answer
            }
        }
    }

    /// Opens what is stored; of an organisation that has been erased nothing is left.
    init(_ sealed: SealedAnswers, _ opener: Opener) throws {
        let id = sealed.application
        self.committee = try opener.json(sealed.committee, .committeeAnswers(id)) ?? [:]
        self.logistics = try opener.json(sealed.logistics, SealedAnswers.logisticsPlace(id)) ?? [:]
        self.staff = try opener.json(sealed.staff, SealedAnswers.staffPlace(id)) ?? [:]
    }

    /// What a role may read of an application that it may see: those who plan journeys get what journeys need, and
    /// neither the committee's texts nor what is for the fund's own staff alone.
    func readable(by role: Role) -> [String: AnswerValue] {
        switch role {
        case .applicant, .administrator: self.all
        case .logistics: self.logistics
        case .committeeMember, .chair, .finance, .auditor, .service: [:]
        }
    }

    /// All of them together, for her who gave them.
    var all: [String: AnswerValue] {
        self.committee.merging(self.logistics) { first, _ in first }.merging(self.staff) { first, _ in first }
    }
}
