import Access
import ArgumentParser
import Foundation

package struct LogsCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Show the logs of all services as one readable stream.")

    @OptionGroup package var home: HomeOptions

    @Flag(name: .shortAndLong, help: "Go on with what is written from now on, until Ctrl-C.")
    package var follow = false

    @Argument(help: "Only these: portal, applications, selection, travel-budget, scheduling, postgres.")
    package var names: [String] = []

    package init() {}

    package static var known: [String] { ServicePlan.services.map(\.rawValue) + [PrivateCluster.processName] }

    package func validate() throws {
        guard let unknown = self.names.first(where: { !Self.known.contains($0) }) else { return }
        throw ValidationError("There is no log of '\(unknown)'. Known: \(Self.known.joined(separator: ", ")).")
    }

    package func run() async throws {
        let home = self.home.value
        guard home.exists else { throw CommandFailure("\(home.path) does not exist", advice: "type: convene up") }
        let terminal = Terminal.standard()
        let names = self.names.isEmpty ? Self.known : self.names
        var follower = LogFollower(names.map { ($0, home.logFile($0)) }, fromStart: !self.follow)
        let sink: LogFollower.Sink = { name, line in terminal.prefixed(name, LogLine(line)) }
        if self.follow {
            await follower.run(sink)
        } else {
            follower.poll(sink)
        }
    }
}
