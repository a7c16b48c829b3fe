import Access
import ConveneCommands
import Foundation
import ServiceClient
import TestSupport
import Testing

/// A whole installation with a private PostgreSQL that keeps what it acknowledges, for the length of a benchmark.
struct BenchInstallation {
    let home: Home
    let ports: PortPlan
    let convene: OutsideProgram

    /// Starts it in a temporary folder, runs the body, stops it.
    static func with(_ body: (BenchInstallation) async throws -> Void) async throws {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let convene = OutsideProgram(path: (bundle as NSString).deletingLastPathComponent + "/convene")
        try await withTemporaryFolder { folder in
            let home = Home(path: folder + "/home")
            var free: PortPlan?
            while free == nil {
                free = PortPlan(base: UInt16.random(in: 33_000...60_000)).flatMap { plan in
                    plan.all.allSatisfy { PortProbe.isFree($0.port) } ? plan : nil
                }
            }
            let ports = try #require(free)
            var environment = ProcessInfo.processInfo.environment
            environment["DATABASE_URL"] = nil
            environment["CONVENE_LOG_LEVEL"] = "info"
            // One address and one person ask for everything here.
            environment["CONVENE_LIMIT_ADDRESS_RATE"] = "0"
            environment["CONVENE_LIMIT_PRINCIPAL_RATE"] = "0"
            let up = try convene.run(
                ["up", "--detach", "--home", home.path, "--port-base", String(ports.base)], environment: environment)
            defer { _ = try? convene.run(["stop", "--home", home.path]) }
            try #require(up.status == 0, "convene up: \(up.text)")
            try await body(BenchInstallation(home: home, ports: ports, convene: convene))
        }
    }

    func token(_ role: String, subject: String) throws -> String {
        let outcome = try self.convene.run(
            ["token", "--present", "--role", role, "--subject", subject, "--home", self.home.path])
        try #require(outcome.status == 0, "convene token: \(outcome.text)")
        return outcome.lastLine
    }

    /// How many megabytes of memory each process holds: the five services and `convene` itself.
    func residentMegabytes() throws -> [(name: String, megabytes: Double)] {
        try (ServicePlan.services.map(\.rawValue) + ["convene"]).map { name in
            let id = try String(contentsOfFile: self.home.pidFile(name), encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
            let kilobytes = try #require(line.split(separator: " ").compactMap { Double($0) }.first)
            return (name, kilobytes / 1024)
        }
    }
}
