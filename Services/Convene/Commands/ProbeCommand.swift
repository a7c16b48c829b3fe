import Access
import ArgumentParser
import Foundation

package struct ProbeCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Ask one address of a door; for health checks of containers.",
        discussion: "Trusts the home's authority only. Exit code 0 when the answer is 200, 1 otherwise.")

    @OptionGroup package var home: HomeOptions

    @Argument(help: "The address, for example https://localhost:8451/readyz")
    package var url: String

    package init() {}

    package func validate() throws {
        guard self.url.hasPrefix("https://"), URL(string: self.url)?.host != nil else {
            throw ValidationError("The address must begin with https:// and a host.")
        }
    }

    package func run() async throws {
        let address = self.url
        let answer = try await DoorProbe.with(authority: self.home.value.certificates.authorityFile) { probe in
            await probe.get(address)
        }
        switch answer {
        case .status(200, _): return
        case .status(let status, _): throw CommandFailure("\(address) answers \(status)")
        case .closed: throw CommandFailure("nobody listens at \(address)")
        case .failed(let reason): throw CommandFailure("\(address): \(reason)")
        }
    }
}
