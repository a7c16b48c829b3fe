import Access
import ApplicationsContract
import Postgres
import Primitives

/// A candidate who takes her application back while it is being read: an event that selection acts on.
struct Candidate: Sendable {
    let subject: String
    let application: ApplicationID
    let fate: Fate<Application>

    static func withdraw(
        _ place: FaultPlace, _ subject: String, _ application: ApplicationID
    ) async throws -> Candidate {
        let fate: Fate<Application> = try await place.client.act(
            .applications, ApplicationsEndpoints.withdrawApplication, [application.description],
            token: place.token(.applicant, subject), body: Withdrawal())
        return Candidate(subject: subject, application: application, fate: fate)
    }

    /// The event took effect in selection exactly once.
    func check(_ place: FaultPlace) async throws {
        guard self.fate.value != nil else {
            place.tally.fault(.other, "\(self.subject) could not withdraw: \(self.fate)")
            return
        }
        try await place.expectEvents("application.withdrawn", self.application.description, 1)
        var count = 0
        for _ in 0..<150 {
            count = try await place.ask(
                """
                select count(*) from selection.audit as line
                join selection.candidate on line.object = 'candidate/' || candidate.id
                where candidate.application_id = \(self.application) and line.action = 'candidate.withdrawn'
                    and candidate.withdrawn_at is not null
                """)
            if count > 0 { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        place.tally.require(
            count == 1, count > 1 ? .doubled : .lost,
            "the withdrawal of \(self.subject) took effect \(count) times in selection")
    }
}
