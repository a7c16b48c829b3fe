import Access
import Primitives

/// What the nemesis does to a running installation.
enum Deed: Sendable, Hashable {
    case killService(ServiceName)
    case stopService(ServiceName)
    /// Frozen for so many tenths of a second.
    case freezeService(ServiceName, tenths: Int)
    case killPostgres
    case killBackend
    case stopPostgresAtOnce
    case freezePostgres(tenths: Int)
    case endSessions
    case cutClients
    case fillDisk(tenths: Int)

    /// The name under which it is counted.
    var kind: String {
        switch self {
        case .killService(let service): "kill \(service.rawValue)"
        case .stopService(let service): "stop \(service.rawValue)"
        case .freezeService(let service, _): "freeze \(service.rawValue)"
        case .killPostgres: "kill PostgreSQL"
        case .killBackend: "kill a PostgreSQL backend"
        case .stopPostgresAtOnce: "stop PostgreSQL at once"
        case .freezePostgres: "freeze PostgreSQL"
        case .endSessions: "end database sessions"
        case .cutClients: "cut connections"
        case .fillDisk: "fill the disk"
        }
    }

    /// A bag with everything in it, the deadliest most often, in a random order: drawn from until it is empty, every
    /// kind gets its turn.
    static func bag(hasDisk: Bool, _ random: inout SeededGenerator) -> [Deed] {
        var bag: [Deed] = []
        for service in FaultPlace.services {
            bag += [
                .killService(service), .killService(service), .stopService(service),
                .freezeService(service, tenths: 3 + random.below(30)),
            ]
        }
        bag += [.killPostgres, .killPostgres, .killBackend, .killBackend, .stopPostgresAtOnce, .stopPostgresAtOnce]
        bag += [.endSessions, .endSessions, .cutClients, .cutClients, .cutClients]
        bag.append(.freezePostgres(tenths: 3 + random.below(20)))
        if hasDisk { bag += [.fillDisk(tenths: 5 + random.below(20)), .fillDisk(tenths: 5 + random.below(20))] }
        return bag.shuffled(using: &random)
    }
}
