import Access
import Durability
import Foundation
import Logging
import Postgres
import ServiceClient
import ServiceKit
import ServiceLifecycle

/// The portal: sign-in and pages in four languages, in front of the four services.
package enum Portal {
    /// Everything the portal runs, on the database that the settings name.
    package static func assemble(_ settings: ServiceSettings, _ logger: Logger) async throws -> ServiceAssembly {
        try await self.assemble(settings, portal: PortalSettings(), logger)
    }

    package static func assemble(
        _ settings: ServiceSettings, portal: PortalSettings, _ logger: Logger
    ) async throws -> ServiceAssembly {
        guard let file = settings.tokenPrivateKey, let secret = try? String(contentsOfFile: file, encoding: .utf8)
        else { throw SettingsError("token.private.key: the file cannot be read.") }
        let client = try RenewedClient(
            certificateAuthority: settings.certificateAuthority, certificate: settings.identity.certificate,
            key: settings.identity.key, reloadSeconds: settings.certificateReloadSeconds, logger: logger)
        let callers = settings.peers.reduce(into: [ServiceName: ServiceCaller]()) { callers, peer in
            callers[peer.key] = ServiceCaller(target: peer.key, baseURL: peer.value, client: client, timeout: 8)
        }
        let signer: TokenSigner
        do {
            signer = try await TokenSigner(privateKeyPEM: secret)
        } catch {
            throw SettingsError("token.private.key: \(file) holds no Ed25519 private key in PEM.")
        }
        let database = Database(try DatabaseConfiguration(settings), logger: logger)
        let vault = try FieldVault(settings)
        let keys = PortalKeys(secret: secret)
        let assets = AssetStore()
        let outbox = settings.isDemonstration ? LocalOutbox(database, keys: keys) : nil
        let desk = Desk(
            site: PageContext.Site(
                name: portal.name, contactAddress: portal.contactAddress, assets: assets,
                isDemonstration: settings.isDemonstration),
            settings: portal, assets: assets, backends: Backends(callers: callers, signer: signer),
            sessions: SessionStore(database, vault), signIns: SignInStore(database, keys: keys),
            factors: FactorStore(database, vault, keys: keys), sender: outbox ?? NoCodeSender(), outbox: outbox,
            proof: FormProof(keys), keys: keys)
        let pages = ProblemPages(desk)
        var hooks = DatabaseProblems.hooks()
        let ofDatabase = hooks.problem
        hooks.problem = { error in ProblemPages.problem(error) ?? ofDatabase(error) }
        hooks.ignoresUnknownQuery = true
        hooks.render = { problem, path, requestID in pages.render(problem, path, requestID) }
        return ServiceAssembly(
            handlers: self.handlers(desk), services: [database, AuditChainer(database, logger: logger), client],
            readiness: database.readiness(share: settings.shareDirectory), hooks: hooks)
    }

    private static func handlers(_ desk: Desk) -> HandlerTable {
        var table = HandlerTable(PortalEndpoints.all)
        FrontHandlers(desk: desk).add(to: &table)
        StartHandlers(desk: desk).add(to: &table)
        SignInHandlers(desk: desk).add(to: &table)
        FactorHandlers(desk: desk).add(to: &table)
        SessionHandlers(desk: desk).add(to: &table)
        PeopleHandlers(desk: desk).add(to: &table)
        TokenHandlers(desk: desk).add(to: &table)
        OpportunityHandlers(desk: desk).add(to: &table)
        ApplicationHandlers(desk: desk).add(to: &table)
        SendHandlers(desk: desk).add(to: &table)
        StaffHandlers(desk: desk).add(to: &table)
        PoolHandlers(desk: desk).add(to: &table)
        ScoringHandlers(desk: desk).add(to: &table)
        RankingHandlers(desk: desk).add(to: &table)
        CohortHandlers(desk: desk).add(to: &table)
        BudgetHandlers(desk: desk).add(to: &table)
        AgendaHandlers(desk: desk).add(to: &table)
        GridHandlers(desk: desk).add(to: &table)
        return table
    }
}
