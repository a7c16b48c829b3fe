import Access
import ApplicationsContract
import Foundation
import Primitives
import ServiceClient

/// What comes next: a call that is open for a month, so that whoever looks at the portal can apply to something.
struct DemoNextCall: Sendable {
    let stage: DemoStage

    func open() async throws {
        let act = DemoAct("Next call", self.stage.terminal)
        let administrator = try await self.stage.person(.administrator, "administrator-1")
        let caller = self.stage.caller(.applications)
        guard let first = LocalDate(iso8601: "2027-04-12"), let last = LocalDate(iso8601: "2027-12-10") else {
            throw CommandFailure("the dates of the next call do not exist")
        }
        let convening: Convening = try await caller.call(
            ApplicationsEndpoints.createConvening,
            body: ConveningInput(
                kind: .mentorshipScheme, format: .online, title: Self.title, summary: Self.summary, venue: nil,
                zone: .utc, startsOn: first, endsOn: last, places: 20), as: administrator
        ).value
        let now = Instant.now
        let call: Call = try await caller.call(
            ApplicationsEndpoints.createCall, .init(path: [convening.id.description]),
            body: CallInput(
                title: Self.title, opensAt: now.adding(seconds: -60), closesAt: now.adding(seconds: 30 * 86_400),
                questions: DemoForm.questions.filter { $0.audience != .logistics },
                rules: DemoForm.rules.filter { $0.question == nil }, criteria: DemoForm.criteriaText),
            as: administrator
        ).value
        act.end("\(Self.title.en), open until \(Zone.utc.local(call.closesAt).date)")
    }

    private static let title = LocalizedText(
        en: "Mentorship scheme 2027", fr: "Programme de mentorat 2027", es: "Programa de mentoría 2027",
        ar: "برنامج الإرشاد 2027")

    private static let summary = LocalizedText(
        en: "Twenty organisations work in pairs for eight months, each learning from the other, by phone and online.",
        fr: "Vingt organisations travaillent par deux pendant huit mois et apprennent l’une de l’autre, à distance.",
        es:
            "Veinte organizaciones trabajan en parejas durante ocho meses y aprenden una de otra, por teléfono y en línea.",
        ar: "تعمل عشرون منظمة في ثنائيات مدة ثمانية أشهر، وتتعلم كل منها من الأخرى، بالهاتف وعبر الإنترنت.")
}
