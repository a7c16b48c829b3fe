import Access
import Postgres

/// All migrations of the product, in the order in which they run.
package enum ConveneMigrations {
    /// - Parameter share: the share directory, which holds `Shared` and `Services` as the repository does.
    package static func sets(share: String) -> [MigrationSet] {
        var sets = [
            MigrationSet(owner: "convene", directory: "\(share)/Shared/Durability/Migrations/Platform")
        ]
        let folders: [(ServiceName, String)] = [
            (.applications, "Applications"), (.travelBudget, "TravelBudget"), (.selection, "Selection"),
            (.scheduling, "Scheduling"), (.portal, "Portal"),
        ]
        for (service, _) in folders {
            sets.append(
                MigrationSet(
                    owner: "\(service.schema).durability", schema: service.schema,
                    directory: "\(share)/Shared/Durability/Migrations/Service"))
        }
        for (service, folder) in folders {
            sets.append(
                MigrationSet(owner: service.schema, directory: "\(share)/Services/\(folder)/Migrations"))
        }
        return sets
    }
}
