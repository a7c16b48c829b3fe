import Access
import ApplicationsContract
import ConveneCommands
import Foundation
import PortalService
import Primitives
import SchedulingContract
import SelectionContract
import TestSupport
import Testing
import TravelBudgetContract

@Suite(
    "Two of each", .serialized,
    .enabled(if: TestDatabase.isAvailable && RunSettings.isPossible, Comment(rawValue: TestDatabase.absence)))
struct RollingRestartTests {
    /// What those who work during the restart met.
    private struct Load: Sendable {
        var answered = 0
        /// Connections that ended before an answer; the same request was sent again.
        var again = 0
        /// Answers that a person would not accept.
        var bad: [String] = []
        var made: [String] = []
    }

    private static let lists: [(ServiceName, Endpoint)] = [
        (.selection, SelectionEndpoints.listRubrics), (.travelBudget, TravelBudgetEndpoints.listBudgets),
        (.scheduling, SchedulingEndpoints.listAgendas),
    ]

    /// Sends until it is answered. Only what was not answered is sent again: an answer counts, whatever it is.
    private static func send(
        _ twins: Twins, _ service: ServiceName, _ endpoint: Endpoint, path: [String] = [], token: String? = nil,
        body: String? = nil, key: String? = nil, _ load: inout Load
    ) async -> Wire.Answer? {
        let wire = Wire(client: twins.client, baseURL: twins.address(service), timeout: 10)
        for _ in 0..<20 {
            do {
                let answer = try await wire.json(endpoint, path: path, token: token, body: body, key: key)
                load.answered += 1
                if !(200..<300).contains(answer.status) {
                    load.bad.append("\(service.rawValue) \(endpoint.id): \(answer.status) \(answer.problem ?? "")")
                }
                return answer
            } catch {
                load.again += 1
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
        load.bad.append("\(service.rawValue) \(endpoint.id): never answered")
        return nil
    }

    private static func work(_ twins: Twins, _ name: String, until isOver: @Sendable () async -> Bool) async throws
        -> Load
    {
        var load = Load()
        var index = 0
        let staff = try await TestPlace.shared.token(.logistics, subject: "logistics-1")
        while await !isOver() {
            index += 1
            let subject = "\(name)-\(index)"
            let made = await Self.send(
                twins, .applications, ApplicationsEndpoints.createOrganisation,
                token: try await TestPlace.shared.token(.applicant, subject: subject),
                body: try GoodClient.json(World.organisation("Organisation \(subject)", index)),
                key: UUID().uuidString, &load)
            if made?.status == 201 { load.made.append(subject) }
            _ = await Self.send(twins, .applications, ApplicationsEndpoints.listCalls, &load)
            _ = await Self.send(twins, .portal, Visitor.pages[index % Visitor.pages.count], path: ["en"], &load)
            for (service, endpoint) in Self.lists {
                _ = await Self.send(twins, service, endpoint, token: staff, &load)
            }
        }
        return load
    }

    @Test func aRollingRestartUnderLoadLosesNoRequest() async throws {
        try await Twins.with { twins in
            let over = Flag()
            let loads = try await withThrowingTaskGroup(of: Load?.self) { group in
                for number in 0..<6 {
                    group.addTask { try await Self.work(twins, "person-\(number)", until: { await over.isSet }) }
                }
                group.addTask {
                    defer { Task { await over.set() } }
                    try await Task.sleep(for: .seconds(1))
                    for half in 0..<2 {
                        let wave = twins.instances.enumerated().filter { $0.offset % 2 == half }.map(\.element)
                        try await Self.restart(wave, of: twins)
                    }
                    try await Task.sleep(for: .seconds(1))
                    return nil
                }
                return try await group.reduce(into: [Load]()) { loads, load in
                    if let load { loads.append(load) }
                }
            }
            let answered = loads.reduce(0) { $0 + $1.answered }
            let again = loads.reduce(0) { $0 + $1.again }
            FileHandle.standardError.write(
                Data("two of each: \(answered) answered during the restart, \(again) sent again\n".utf8))
            #expect(loads.flatMap(\.bad).isEmpty)
            #expect(answered > 500)
            // What is sent again met the moment between a balancer's two looks; it must stay the exception.
            #expect(again * 20 < answered)
            try await Self.compare(twins, loads.flatMap(\.made))
        }
    }

    private static func restart(_ wave: [Instance], of twins: Twins) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for instance in wave {
                group.addTask {
                    let (status, seconds) = await instance.stop()
                    let log = await instance.log
                    #expect(
                        status == .code(0), "\(instance.service.rawValue) ended \(String(describing: status)): \(log)")
                    #expect((1.9...20).contains(seconds), "\(instance.service.rawValue) stopped after \(seconds) s")
                    try await instance.start()
                }
            }
            try await group.waitForAll()
        }
        try await twins.ready(wave)
    }

    /// Everything acknowledged is there once.
    private static func compare(_ twins: Twins, _ subjects: [String]) async throws {
        #expect(subjects.count > 50)
        var load = Load()
        for subject in subjects {
            let answer = await Self.send(
                twins, .applications, ApplicationsEndpoints.listOrganisations,
                token: try await TestPlace.shared.token(.applicant, subject: subject), &load)
            let page = try JSONDecoder().decode(Page<Organisation>.self, from: answer?.body ?? Data())
            #expect(page.items.count == 1, "\(subject) has \(page.items.count) organisations")
        }
        #expect(load.bad.isEmpty)
    }
}

/// Set once, by one task, for others.
actor Flag {
    private(set) var isSet = false

    func set() { self.isSet = true }
}
