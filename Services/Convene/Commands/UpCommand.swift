import ArgumentParser
import Foundation

package struct UpCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Start everything: PostgreSQL, five services and the portal.",
        discussion: """
            Makes what is missing (certificates, keys, passwords, the database), brings the schemas up to date, starts \
            the services and keeps them up: one that ends is started again. Ctrl-C stops everything in order.

            Without DATABASE_URL a private PostgreSQL is made in the home. With it, that server is used; its role must \
            own the database and be allowed to make roles.

            Ports are counted from --port-base B: portal B, public doors B+8 … B+11, internal doors B+18 … B+21, \
            PostgreSQL B+28. All listen on 127.0.0.1 only.
            """)

    @OptionGroup package var home: HomeOptions

    @Option(name: .long, help: "The portal's port; the others are counted from it. (default: as last time, or 8443)")
    package var portBase: UInt16?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where the migrations and API documents are. (default: found from the program's place)",
            valueName: "folder"))
    package var share: String?

    @Flag(name: .long, help: "Return when everything is ready; stop it with: convene stop")
    package var detach = false

    @Flag(name: .long, help: "Then play the demonstration, unless there are applications already.")
    package var demo = false

    @Flag(
        name: .long, inversion: .prefixedNo,
        help: ArgumentHelp(
            "Show sign-in codes on a page of the portal instead of sending mail.",
            discussion: "Right while everything listens on this machine only."))
    package var demonstration = true

    @Flag(name: .long, inversion: .prefixedNo, help: ArgumentHelp("Show the services' logs.", visibility: .hidden))
    package var logs = true

    package init() {}

    package func run() async throws {
        InheritedDescriptors.keepFromChildren()
        let request = UpRequest(
            home: self.home.value, portBase: self.portBase, share: self.share, isDemonstration: self.demonstration,
            playsDemo: self.demo, showsLogs: self.logs, environment: ProcessInfo.processInfo.environment)
        if self.detach {
            try await DetachedUp(request, terminal: .standard()).run()
        } else {
            try await UpRun(request, terminal: .standard()).run { installation in
                if self.demo { try await FirstDemo(installation).play() }
            }
        }
    }
}
