import Access
import ArgumentParser
import Durability
import Foundation

package struct PrepareCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "prepare",
        abstract: "Make certificates, keys and passwords in a home, and start nothing.",
        discussion: """
            For installations that something else starts (containers, systemd). `convene up` does the same by itself. \
            What is there already stays as it is; certificates near their end are renewed.
            """)

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() throws {
        let home = self.home.value
        try home.make()
        let renewal = try home.certificates.renew(CertificateProfile.all, now: Date())
        try TokenKeyPair.ensure(home)
        // Its key, and the folder for what it signs.
        _ = try Notary(home)
        try home.vault.makeMissing()
        for role in DatabaseSetup.roles + [ClusterSettings.administrator] {
            _ = try SecretFile.ensure(home.passwordFile(role))
        }
        Terminal.standard().say("\(home.path) is prepared (\(renewal.issued.count) certificates issued)")
    }
}
