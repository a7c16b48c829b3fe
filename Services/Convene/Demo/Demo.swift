import AsyncHTTPClient
import Foundation
import Primitives
import SchedulingContract
import SelectionContract
import ServiceClient
import TravelBudgetContract

/// The whole play, act after act.
package struct Demo: Sendable {
    private let home: Home
    private let ports: PortPlan
    private let seed: UInt64

    package init(home: Home, ports: PortPlan, seed: UInt64) {
        self.home = home
        self.ports = ports
        self.seed = seed
    }

    /// - Throws: `CommandFailure` with the service's own words when an act does not succeed.
    package func play() async throws {
        let terminal = Terminal.standard()
        let stage: DemoStage
        do {
            stage = try await DemoStage(home: self.home, ports: self.ports, terminal: terminal)
        } catch {
            throw CommandFailure(
                "the keys and certificates of \(self.home.path) cannot be read", advice: "type: convene up")
        }
        let started = ContinuousClock.now
        do {
            terminal.line("One convening, seed \(self.seed):")
            let world = DemoWorld(seed: self.seed)
            let applications = try await DemoApplications(stage: stage, world: world).play()
            let cohort = try await DemoSelection(stage: stage, world: world, seed: self.seed)
                .play(applications.call, applications.convening)
            let travel = try await DemoTravel(stage: stage, seed: self.seed).play(applications.convening)
            let agenda = try await DemoAgenda(stage: stage, world: world, seed: self.seed)
                .play(applications.convening)
            try await DemoNextCall(stage: stage).open()
            try? await stage.client.shutdown()
            let seconds = (ContinuousClock.now - started).seconds
            terminal.line("")
            terminal.line(
                "  Cohort \(cohort.id) \(cohort.state.rawValue), \(cohort.result?.waitlist.count ?? 0) on the waiting list"
            )
            terminal.line("  Budget \(travel.budget.id) \(travel.budget.state.rawValue)")
            terminal.line("  Agenda \(agenda.agenda.id), release \(agenda.release.number)")
            terminal.line("  Files in \(self.home.exportFolder)")
            terminal.line("  Done in \(String(format: "%.1f", seconds)) s")
        } catch let problem as ClientProblem {
            try? await stage.client.shutdown()
            throw CommandFailure(
                "a service refused: \(problem)", advice: "is everything up? type: convene check")
        } catch {
            try? await stage.client.shutdown()
            throw error
        }
    }
}
