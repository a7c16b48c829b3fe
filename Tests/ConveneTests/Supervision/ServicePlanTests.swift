import Access
import ConveneCommands
import Testing

@Suite struct ServicePlanTests {
    static func plan(inherited: [String: String] = [:]) -> ServicePlan {
        guard let ports = PortPlan(base: 8443) else { preconditionFailure("8443 is a good base") }
        return ServicePlan(
            home: Home(path: "/srv/house"), ports: ports, share: "/srv/share",
            executables: Executables(convene: "/srv/bin/convene"),
            database: .init(host: "127.0.0.1", port: 8471, database: "convene", parameters: "sslmode=verify-full"),
            isDemonstration: true, inherited: inherited)
    }

    @Test func noSecretIsOnACommandLineOrInTheEnvironment() {
        let plan = Self.plan(inherited: [
            "DATABASE_URL": "postgres://admin:hidden@db/convene", "PGPASSWORD": "hidden", "AWS_SECRET": "hidden",
            "CONVENE_LOG_LEVEL": "debug", "PATH": "/bin",
        ])
        for service in ServicePlan.services {
            let command = plan.command(service)
            #expect(command.arguments.isEmpty)
            #expect(!command.environment.values.contains { $0.contains("hidden") })
            #expect(command.environment["CONVENE_LOG_LEVEL"] == "debug")
            #expect(command.environment["PATH"] == "/bin")
            #expect(command.environment["DATABASE_URL"] == nil)
        }
    }

    @Test func everyServiceGetsItsOwnRoleDoorsAndPeers() {
        let plan = Self.plan()
        let environment = plan.environment(.travelBudget)
        #expect(
            environment["CONVENE_DATABASE_URL"]
                == "postgres://svc_travel@127.0.0.1:8471/convene?sslmode=verify-full")
        #expect(environment["CONVENE_DATABASE_PASSWORD_FILE"] == "/srv/house/secrets/svc_travel.password")
        #expect(environment["CONVENE_PUBLIC_PORT"] == "8453")
        #expect(environment["CONVENE_INTERNAL_PORT"] == "8463")
        #expect(environment["CONVENE_PEER_SELECTION"] == "https://127.0.0.1:8462")
        #expect(environment["CONVENE_PEER_TRAVEL_BUDGET"] == nil)
        #expect(environment["CONVENE_TOKEN_PRIVATE_KEY"] == nil)
        #expect(plan.environment(.selection)["CONVENE_PEER_TRAVEL_BUDGET"] == "https://127.0.0.1:8463")
    }

    @Test func onlyThePortalSignsTokensAndItHasNoInternalDoor() {
        let environment = Self.plan().environment(.portal)
        #expect(environment["CONVENE_TOKEN_PRIVATE_KEY"] == "/srv/house/keys/token.key")
        #expect(environment["CONVENE_INTERNAL_PORT"] == nil)
        #expect(environment["CONVENE_PUBLIC_PORT"] == "8443")
    }

    @Test func thePortalStopsFirst() {
        let stages = Self.plan().members(cluster: nil).map { ($0.0.name, $0.0.stage) }
        #expect(stages.first { $0.0 == "portal" }?.1 == 0)
        #expect(stages.filter { $0.0 != "portal" }.allSatisfy { $0.1 == 1 })
    }

    @Test func anIPv6HostIsBracketed() {
        let access = ServicePlan.DatabaseAccess(host: "::1", port: 5432, database: "convene", parameters: "a=b")
        #expect(access.url(role: "r") == "postgres://r@[::1]:5432/convene?a=b")
    }
}
