import Access
import Durability
import Foundation

/// A home that has everything it needs to start: settings, certificates, keys, passwords, and a database server.
package struct Installation: Sendable {
    package let home: Home
    package let settings: HomeSettings
    package let ports: PortPlan
    package let executables: Executables
    /// The private server; `nil` when `DATABASE_URL` names another.
    package let cluster: PrivateCluster?
    package let database: DatabaseSetup
    package let isDemonstration: Bool

    /// Makes what is missing, renews what is old. Doing it again at once changes nothing.
    /// - Parameter report: told what was made.
    package static func prepare(
        _ request: UpRequest, executables: Executables, report: (String) -> Void
    ) async throws -> Installation {
        let home = request.home
        let known = HomeSettings.load(home)
        let base = request.portBase ?? known?.portBase ?? PortPlan.defaultBase
        guard let ports = PortPlan(base: base) else {
            throw CommandFailure(
                "the port base \(base) does not work",
                advice:
                    "choose one from 1024 to \(UInt16.max - PortPlan.span): \(PortPlan.span + 1) ports are counted from it"
            )
        }
        let share = try ShareFolder.locate(
            explicit: request.share, last: known?.share, executable: executables.convene)
        try await Self.requireFree(ports, withDatabase: request.databaseURL == nil)
        let settings = HomeSettings(portBase: base, share: share)
        if settings != known { try settings.save(home) }

        let renewal = try home.certificates.renew(CertificateProfile.all, now: Date())
        if renewal.madeAuthority {
            report("made a certificate authority: \(home.certificates.authorityFile)")
        } else if !renewal.issued.isEmpty {
            report("renewed certificates: \(renewal.issued.map(\.fileStem).joined(separator: ", "))")
        }
        if try TokenKeyPair.ensure(home) { report("made the key that signs tokens: \(home.tokenKeyFile)") }
        if try home.vault.makeMissing() > 0 { report("made keys of the vault: \(home.vault.root)") }

        let cluster: PrivateCluster?
        let database: DatabaseSetup
        if let url = request.databaseURL {
            cluster = nil
            database = try DatabaseSetup.external(url: url, home: home)
            report("using the PostgreSQL server of DATABASE_URL")
        } else {
            let server = try PrivateCluster.locate(
                home: home,
                settings: ClusterSettings(port: ports.database, roles: DatabaseSetup.roles),
                searchPath: request.environment["PATH"] ?? "")
            if !server.isMade {
                report("making a private PostgreSQL \(server.binaries.major) in \(server.place.folder)")
            }
            if let barrier = server.place.barrier, let user = server.user {
                report(
                    "PostgreSQL runs as \(user.name), who may not enter \(barrier): its data are in \(server.place.folder)"
                )
            }
            let password = try SecretFile.ensure(home.passwordFile(ClusterSettings.administrator))
            try server.prepare(administratorPassword: password)
            cluster = server
            database = try DatabaseSetup.privateServer(home: home, ports: ports)
        }
        return Installation(
            home: home, settings: settings, ports: ports, executables: executables, cluster: cluster,
            database: database, isDemonstration: request.isDemonstration)
    }

    /// How the children are started.
    package func plan(environment: [String: String]) -> ServicePlan {
        ServicePlan(
            home: self.home, ports: self.ports, share: self.settings.share, executables: self.executables,
            database: self.database.access, isDemonstration: self.isDemonstration, inherited: environment)
    }

    /// Children of a `convene` that was killed need a moment to end; after that the ports must be free.
    private static func requireFree(_ ports: PortPlan, withDatabase: Bool) async throws {
        let wanted = ports.all.filter { withDatabase || $0.port != ports.database }
        let taken = try await PortProbe.waitUntilFree(wanted, atMost: 8)
        guard !taken.isEmpty else { return }
        let list = taken.map { "\($0.port) (\($0.purpose))" }.joined(separator: ", ")
        throw CommandFailure(
            "other programs use the port\(taken.count == 1 ? "" : "s") \(list)",
            advice: "stop them, or count from another port: convene up --port-base \(Self.freeBase(after: ports))")
    }

    /// The next base, by thousands, whose ports are all free at this moment.
    private static func freeBase(after ports: PortPlan) -> UInt16 {
        let bases = stride(from: Int(ports.base) + 1000, to: Int(UInt16.max), by: 1000)
        let plans = bases.lazy.compactMap { UInt16(exactly: $0).flatMap(PortPlan.init(base:)) }
        return plans.first { plan in plan.all.allSatisfy { PortProbe.isFree($0.port) } }?.base ?? 20_443
    }
}
