import Access
import ApplicationsContract
import Foundation
import Primitives
import ServiceClient
import TestSupport
import Testing

// What most tests of applications begin with.
extension RunningService {
    /// A convening with a call whose window lies around now by the given seconds.
    func makeCall(opens: Double = -3600, closes: Double = 3600) async throws -> Call {
        let administrator = try await self.credential(.administrator)
        let title = LocalizedText(en: "Global Convening", ar: "الملتقى العالمي")
        let convening: Convening = try await self.caller.call(
            ApplicationsEndpoints.createConvening,
            body: ConveningInput(
                kind: .globalConvening, format: .inPerson, title: title, summary: title, venue: "nairobi",
                zone: try #require(Zone("Africa/Nairobi")),
                startsOn: try #require(LocalDate(iso8601: "2027-03-14")),
                endsOn: try #require(LocalDate(iso8601: "2027-03-17")), places: 60), as: administrator
        ).value
        let now = Instant.now
        let option = QuestionOption(value: "youth", label: LocalizedText(en: "Youth"))
        let input = CallInput(
            title: title, opensAt: now.adding(seconds: opens), closesAt: now.adding(seconds: closes),
            questions: [
                Question(
                    key: "change", section: "work", kind: .text, audience: .committee,
                    label: LocalizedText(en: "One change"), maximumWords: 5),
                Question(
                    key: "theme", section: "work", kind: .choice, audience: .committee,
                    label: LocalizedText(en: "Theme"), options: [option]),
                Question(
                    key: "departure_city", section: "travel", kind: .text, audience: .logistics,
                    label: LocalizedText(en: "City")),
                Question(
                    key: "contact_name", section: "contact", kind: .text, audience: .staff,
                    label: LocalizedText(en: "Name")),
            ],
            rules: [
                EligibilityRule(
                    code: "programme-country", fact: .country, oneOf: ["SDN", "YEM"],
                    reason: LocalizedText(en: "Country"))
            ], criteria: title)
        return try await self.caller.call(
            ApplicationsEndpoints.createCall, .init(path: [convening.id.description]), body: input, as: administrator
        ).value
    }

    func makeOrganisation(subject: String, country: String = "SDN") async throws -> Organisation {
        try await self.caller.call(
            ApplicationsEndpoints.createOrganisation,
            body: OrganisationInput(
                name: "Sisters for Water", country: try #require(Country(country)), kind: .cbo, size: .small,
                isWomenLed: true, isMember: true, languages: [.arabic]),
            as: try await self.credential(.applicant, subject: subject)
        ).value
    }

    /// Answers to every question of the call.
    static let completeAnswers: [String: AnswerValue] = [
        "change": .text("Water came back"), "theme": .text("youth"), "departure_city": .text("Khartoum"),
        "contact_name": .text("Amal Secretname"),
    ]

    /// A draft of an applicant with every answer.
    func makeApplication(to call: Call, subject: String) async throws -> Application {
        let organisation = try await self.makeOrganisation(subject: subject)
        return try await self.caller.call(
            ApplicationsEndpoints.createApplication,
            body: ApplicationInput(
                callId: call.id, organisationId: organisation.id, language: .arabic, answers: Self.completeAnswers),
            as: try await self.credential(.applicant, subject: subject)
        ).value
    }
}
