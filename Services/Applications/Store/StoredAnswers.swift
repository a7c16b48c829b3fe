import Access
import ApplicationsContract
import Durability
import ServiceKit
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
        self.committee = try Self.read(try opener.bytes(sealed.committee, .committeeAnswers(id)))
        self.logistics = try Self.read(try opener.bytes(sealed.logistics, SealedAnswers.logisticsPlace(id)))
        self.staff = try Self.read(try opener.bytes(sealed.staff, SealedAnswers.staffPlace(id)))
    }

    /// Not by `JSONDecoder`, which tries one type of answer after the other and takes several times as long.
    private static func read(_ json: [UInt8]?) throws -> [String: AnswerValue] {
        guard let json else { return [:] }
        guard case .object(let members) = try StrictJSON.parse(json) else { throw VaultError.malformed }
        var answers: [String: AnswerValue] = [:]
        answers.reserveCapacity(members.count)
        for (key, value) in members {
            guard let answer = AnswerValue(value) else { throw VaultError.malformed }
            answers[key] = answer
        }
        return answers
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
