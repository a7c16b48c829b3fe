import Access
import ApplicationsContract
import Foundation
import Primitives

// What must be there of an applicant, read as she reads it.
extension Applicant {
    func check(_ place: FaultPlace) async throws {
        let tally = place.tally
        let organisations: [Organisation] = try await place.client.all(
            .applications, ApplicationsEndpoints.listOrganisations, token: self.token)
        let expected = self.organisation.value.map { _ in 1...1 } ?? (self.organisation.isUnknown ? 0...1 : 0...0)
        tally.require(
            organisations.count <= expected.upperBound, .doubled,
            "\(self.subject) has \(organisations.count) organisations")
        tally.require(
            organisations.count >= expected.lowerBound, .lost, "\(self.subject)'s organisation is gone")
        if let one = organisations.first {
            if let told = self.organisation.value {
                tally.require(one == told, .changed, "\(self.subject)'s organisation differs")
            }
            tally.require(
                one.name == self.organisationInput.name && one.country == self.organisationInput.country, .changed,
                "\(self.subject)'s organisation is half there")
            try await place.expect("organisation.created", "organisation/\(one.id)", in: "applications", 1)
        }
        try await self.checkApplication(place)
    }

    private func checkApplication(_ place: FaultPlace) async throws {
        let tally = place.tally
        let found: [ApplicationSummary] = try await place.client.all(
            .applications, ApplicationsEndpoints.listApplications, token: self.token)
        let told = [self.begun.value, self.begunTwice.value].compactMap(\.self)
        tally.require(told.count <= 1, .doubled, "\(self.subject) was told of two applications to one call")
        tally.require(found.count <= 1, .doubled, "\(self.subject) has \(found.count) applications to one call")
        if let one = told.first {
            tally.require(found.first?.id == one.id, .lost, "\(self.subject)'s application is gone")
        } else if !self.begun.isUnknown && !self.begunTwice.isUnknown {
            tally.require(found.isEmpty, .changed, "\(self.subject) has an application that she did not begin")
        }
        guard let summary = found.first else { return }
        let application: Application = try await place.client.read(
            .applications, ApplicationsEndpoints.getApplication, [summary.id.description], token: self.token)
        try await self.checkContent(application, place)
    }

    private func checkContent(_ application: Application, _ place: FaultPlace) async throws {
        let tally = place.tally
        let object = "application/\(application.id)"
        // The texts that may stand there: the last one acknowledged, or the one after it that nobody heard of.
        var texts = ["begun"]
        var saved = 0...0
        for save in self.saves {
            if save.fate.value != nil {
                texts = [save.text]
                saved = (saved.lowerBound + 1)...(saved.upperBound + 1)
            } else if save.fate.isUnknown {
                texts.append(save.text)
                saved = saved.lowerBound...(saved.upperBound + 1)
            }
        }
        tally.require(
            texts.contains { application.answers == ["change": .text($0)] }, .changed, "\(object) has another text")
        var states: [ApplicationState] = [.draft]
        func after(_ fate: Fate<Application>, _ state: ApplicationState) {
            if fate.value != nil { states = [state] } else if fate.isUnknown { states.append(state) }
        }
        after(self.submitted, .submitted)
        after(self.withdrawn, .withdrawn)
        tally.require(
            states.contains(application.state), states.count == 1 ? .lost : .changed,
            "\(object) is \(application.state), not \(states)")

        let versions: Page<ApplicationVersion> = try await place.client.read(
            .applications, ApplicationsEndpoints.listApplicationVersions, [application.id.description],
            token: self.token)
        let moved = application.state == .draft ? 0 : application.state == .submitted ? 1 : 2
        tally.require(
            versions.items.count == moved, versions.items.count > moved ? .doubled : .lost,
            "\(object) is \(application.state) with \(versions.items.count) kept versions")
        let count = try await place.count("application.saved", object, in: "applications")
        tally.require(saved.contains(count), count > saved.upperBound ? .doubled : .lost, "\(object): \(count) saves")
        tally.require(
            application.version == 1 + count + moved, .changed, "\(object) has version \(application.version)")
        try await place.expect("application.begun", object, in: "applications", 1)
        try await place.expect("application.submitted", object, in: "applications", moved > 0 ? 1 : 0)
        try await place.expect("application.withdrawn", object, in: "applications", moved > 1 ? 1 : 0)
        try await place.expectEvents("application.submitted", application.id.description, moved > 0 ? 1 : 0)
        try await place.expectEvents("application.withdrawn", application.id.description, moved > 1 ? 1 : 0)
    }
}
