import Foundation

/// What only the portal is told, from the environment:
///
/// | variable | what | default |
/// |---|---|---|
/// | CONVENE_PORTAL_NAME | name in the header and in titles; neutral words | the catalogue's |
/// | CONVENE_PORTAL_EXIT | where "Leave this site" goes: an `https` address; `none` shows a page of our own | Wikipedia |
/// | CONVENE_PORTAL_CONTACT | address on the contact page | help@localhost |
package struct PortalSettings: Sendable, Equatable {
    package let name: String?
    package let exitAddress: String?
    package let contactAddress: String

    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.name = environment["CONVENE_PORTAL_NAME"].flatMap { $0.isEmpty ? nil : $0 }
        let exit = environment["CONVENE_PORTAL_EXIT"] ?? "https://www.wikipedia.org/"
        self.exitAddress = exit.hasPrefix("https://") ? exit : nil
        self.contactAddress = environment["CONVENE_PORTAL_CONTACT"] ?? "help@localhost"
    }
}
