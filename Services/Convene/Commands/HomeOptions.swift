import ArgumentParser
import Foundation

/// The options that every command on an installation has.
package struct HomeOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The installation's folder.",
            discussion: "Certificates, keys, passwords, the private PostgreSQL, logs and process ids are in it.",
            valueName: "folder"))
    package var home: String = ".convene"

    package init() {}

    package var value: Home { Home(path: self.home) }

    /// The settings that `convene up` left.
    package func settings() throws -> (HomeSettings, PortPlan) {
        guard let settings = HomeSettings.load(self.value), let ports = PortPlan(base: settings.portBase) else {
            throw CommandFailure(
                "\(self.value.path) has never been up",
                advice: "type: convene up; or name the home with --home")
        }
        return (settings, ports)
    }
}
