import Access
import ArgumentParser

/// A service with an audit chain, as people name it: `travel-budget`, or by its schema, `travel`.
package struct ChainedService: Sendable, Equatable, ExpressibleByArgument {
    package let name: ServiceName

    package init?(argument: String) {
        guard let name = Notary.services.first(where: { $0.rawValue == argument || $0.schema == argument }) else {
            return nil
        }
        self.name = name
    }

    package static let names = Notary.services.map(\.rawValue).joined(separator: ", ")
}
