import ApplicationsContract
import Durability
import Postgres

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

    init(committee: JSONText, logistics: JSONText, staff: JSONText) throws(RowDecodingError) {
        self.committee = try committee.stored()
        self.logistics = try logistics.stored()
        self.staff = try staff.stored()
    }

    /// All of them together, for her who gave them.
    var all: [String: AnswerValue] {
        self.committee.merging(self.logistics) { first, _ in first }.merging(self.staff) { first, _ in first }
    }
}
