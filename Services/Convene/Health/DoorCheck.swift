import Access
import Foundation

/// Judges the doors of an installation by asking them.
package enum DoorCheck {
    /// Asks `/livez` and `/readyz` of every public and internal door.
    package static func findings(_ home: Home, ports: PortPlan) async throws -> [Finding] {
        let certificates = home.certificates
        let identity = (
            certificate: certificates.certificateFile(.internalDoor(.convene)),
            key: certificates.keyFile(.internalDoor(.convene))
        )
        return try await DoorProbe.with(authority: certificates.authorityFile, identity: identity) { probe in
            var findings: [Finding] = []
            for service in [.portal] + ServiceName.backends {
                if let port = ports.publicPort(service) {
                    findings.append(await self.ask(probe, service, "public", port, home))
                }
                if let port = ports.internalPort(service) {
                    findings.append(await self.ask(probe, service, "internal", port, home))
                }
            }
            return findings
        }
    }

    private static func ask(
        _ probe: DoorProbe, _ service: ServiceName, _ door: String, _ port: UInt16, _ home: Home
    ) async -> Finding {
        let base = "https://127.0.0.1:\(port)"
        // The client would try again for two seconds before it says that nobody listens.
        let live = PortProbe.isFree(port) ? .closed : await probe.get(base + "/livez")
        let ready = live.isGood ? await probe.get(base + "/readyz") : live
        return self.judge(
            service.rawValue, door: door, base: base, live: live, ready: ready, log: home.logFile(service.rawValue))
    }

    /// What the two answers of a door mean.
    package static func judge(
        _ service: String, door: String, base: String, live: DoorProbe.Answer, ready: DoorProbe.Answer, log: String
    ) -> Finding {
        switch (live, ready) {
        case (.status(200, _), .status(200, _)): return .good(service, "\(door) door ready at \(base)")
        case (.status(200, _), .status(503, let body)):
            let failed = Self.failedChecks(body)
            return .bad(
                service, "\(door) door alive, but not ready" + (failed.isEmpty ? "" : " (\(failed))"),
                advice: failed.split(separator: ",").contains("schema")
                    ? "type: convene migrate" : "wait some seconds; then look into \(log)")
        case (.closed, _):
            return .bad(
                service, "nothing listens at \(base) (\(door) door)", advice: "type: convene up; or look into \(log)")
        case (.failed(let reason), _):
            return .bad(
                service, "\(door) door at \(base): \(reason)",
                advice: "does another program use the port? otherwise: convene certs --renew, then start again")
        case (.status(let status, _), .closed), (.status(let status, _), .failed), (.status(let status, _), .status):
            let what =
                switch ready {
                case .status(let code, _): "\(door) door answers \(code) when asked whether it is ready"
                case .closed: "\(door) door answers \(status), then closes"
                case .failed(let reason): "\(door) door does not say whether it is ready: \(reason)"
                }
            return .bad(service, what, advice: "look into \(log)")
        }
    }

    /// The names of the failed checks in a problem document of `/readyz`.
    private static func failedChecks(_ body: String) -> String {
        struct NotReady: Decodable {
            struct Parameters: Decodable { let failed: String? }
            let parameters: Parameters?
            let failed: String?
        }
        let problem = try? JSONDecoder().decode(NotReady.self, from: Data(body.utf8))
        return problem?.parameters?.failed ?? problem?.failed ?? ""
    }
}
