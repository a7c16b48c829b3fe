import Foundation
import Primitives

/// Names of the towns where convenings meet.
package enum PlaceName {
    /// A venue as a sentence names it. Venues are codes such as `addis-ababa`; the town's name in the reader's
    /// language is known where the town gives its name to the time zone.
    /// - Parameter known: the name that the service has, in English; made of the code when nil.
    /// - Returns: the name, and whether it is in the reader's language.
    package static func text(
        _ venue: String, in zone: Zone, known: String? = nil, _ format: LocaleFormat
    ) -> (name: String, isTranslated: Bool) {
        let town = zone.name.split(separator: "/").last?.lowercased().replacing("_", with: "-")
        if town == venue { return (format.zoneName(zone), true) }
        let words = venue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return (known ?? words.joined(separator: " "), false)
    }
}
