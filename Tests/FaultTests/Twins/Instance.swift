import Access
import ConveneCommands
import Foundation
import TestSupport

/// One process of a service among several: the built executable with ports of its own.
actor Instance {
    let service: ServiceName
    let publicPort: Int
    let internalPort: Int
    private let command: ChildCommand
    private var child: ChildProcess?
    private var end: AsyncStream<ExitStatus>?

    init(
        _ service: ServiceName, number: Int, publicPort: Int, internalPort: Int, folder: String,
        environment: [String: String]
    ) throws {
        guard let program = OutsideProgram.built(service.rawValue) else {
            throw FaultPlaceError("\(service.rawValue) is not built")
        }
        self.service = service
        self.publicPort = publicPort
        self.internalPort = internalPort
        var environment = environment
        environment["CONVENE_PUBLIC_PORT"] = "\(publicPort)"
        if service != .portal { environment["CONVENE_INTERNAL_PORT"] = "\(internalPort)" }
        let name = "\(service.rawValue)-\(number)"
        self.command = ChildCommand(
            name: name, executable: program.path, arguments: [], environment: environment,
            logFile: "\(folder)/\(name).log", pidFile: "\(folder)/\(name).pid", deathSignal: .kill)
    }

    func start() async throws {
        let (stream, source) = AsyncStream<ExitStatus>.makeStream()
        self.child = try await ChildProcess.start(self.command) { status in
            source.yield(status)
            source.finish()
        }
        self.end = stream
    }

    var pid: pid_t? { self.child?.pid }

    func send(_ signal: ProcessSignal) {
        self.child?.send(signal)
    }

    /// Waits for its end.
    func ended() async -> ExitStatus? {
        guard let end = self.end else { return nil }
        for await status in end {
            self.end = nil
            return status
        }
        return nil
    }

    /// Asks it to stop and waits.
    /// - Returns: how it ended, and after how many seconds.
    func stop() async -> (status: ExitStatus?, seconds: Double) {
        let begin = ContinuousClock.now
        self.send(.terminate)
        let status = await self.ended()
        let passed = ContinuousClock.now - begin
        return (status, Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18)
    }

    /// The end of what it wrote.
    var log: String {
        let text = (try? String(contentsOfFile: self.command.logFile, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(5).joined(separator: "\n")
    }
}
