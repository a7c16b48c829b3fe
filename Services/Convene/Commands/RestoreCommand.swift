import ArgumentParser
import Foundation
import Primitives

package struct RestoreCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring the private PostgreSQL back, to a second if wanted.",
        discussion: """
            Takes the newest backup from which the moment can be reached and replays the changes up to it. What was acknowledged \
            until then is back; what came after is not, and the audit's checkpoints say so. Who has been erased since is \
            erased again. Nothing may run: type convene stop before, and convene up afterwards. The data from before are \
            kept beside the restored ones.
            """)

    @OptionGroup package var home: HomeOptions

    @Option(name: .long, help: ArgumentHelp("The folder of convene backup.", valueName: "folder"))
    package var from: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The moment, with its zone: 2027-03-14T09:30:00Z. (default: the last there is)", valueName: "time"))
    package var toTime: Instant?

    package init() {}

    package func run() async throws {
        let begin = ContinuousClock.now
        let home = self.home.value
        let terminal = Terminal.standard()
        let environment = ProcessInfo.processInfo.environment
        guard (environment["DATABASE_URL"] ?? "").isEmpty else {
            throw CommandFailure(
                "the server of DATABASE_URL is not ours to restore",
                advice: "restore it with what backs it up, then say so: convene audit verify names what was given up")
        }
        guard let ports = PortPlan(base: HomeSettings.load(home)?.portBase ?? PortPlan.defaultBase) else {
            throw CommandFailure("\(home.settingsFile) has no port base that works")
        }
        try home.make()
        let cluster = try PrivateCluster.locate(
            home: home, settings: ClusterSettings(port: ports.database, roles: DatabaseSetup.roles),
            searchPath: environment["PATH"] ?? "")
        let restoration = Restoration(home: home, cluster: cluster, ports: ports, report: terminal.say)
        let outcome = try await restoration.run(from: BackupFolder(self.from), to: self.toTime)
        if let last = outcome.last { terminal.say("the last change that is back was audited at \(last)") }
        terminal.say("all sessions are ended and all tokens for scripts revoked; look at who got or lost rights since")
        terminal.say("all recovery codes are void: staff make new ones on the page of their second factor")
        terminal.say("a second factor that was reset since is back: reset it again")
        if outcome.erasedAgain > 0 {
            terminal.say(
                "\(outcome.erasedAgain) data keys of people who had been erased had come back and are destroyed")
        }
        if let kept = outcome.kept {
            terminal.say("the data from before are in \(kept): delete them when you are sure")
        }
        terminal.say("restored after \(begin.secondsSince); now type: convene up")
    }
}

extension Instant: ExpressibleByArgument {
    package init?(argument: String) { self.init(rfc3339: argument) }
}
