import Access
import Foundation

/// Everything `convene check` looks at, from the ground up.
package struct InstallationCheck: Sendable {
    package let home: Home
    package let environment: [String: String]

    package init(home: Home, environment: [String: String]) {
        self.home = home
        self.environment = environment
    }

    package func run() async throws -> HealthReport {
        let url = self.environment["DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        let roles = DatabaseSetup.roles + (url == nil ? [ClusterSettings.administrator] : [])
        var report = HealthReport(HomeCheck.findings(self.home, roles: roles))
        guard let settings = HomeSettings.load(self.home), let ports = PortPlan(base: settings.portBase) else {
            return report
        }
        report.findings += CertificateCheck.findings(self.home.certificates, now: Date())
        report.findings += await DatabaseCheck(
            home: self.home, databaseURL: url, settings: settings, searchPath: self.environment["PATH"] ?? ""
        ).findings()
        // Where nothing runs and nothing listens, nine closed doors are no news.
        let isUp = HomeLock.isHeld(self.home) || ports.all.contains { !PortProbe.isFree($0.port) }
        if isUp, self.home.certificates.authority() != nil {
            do {
                report.findings += try await DoorCheck.findings(self.home, ports: ports)
            } catch let failure as CommandFailure {
                report.findings.append(
                    .bad("doors", failure.message, advice: failure.advice ?? "type: convene certs --renew"))
            }
        }
        return report
    }
}
