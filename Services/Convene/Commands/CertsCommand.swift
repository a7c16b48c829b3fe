import Access
import ArgumentParser
import Foundation
import X509

package struct CertsCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "certs",
        abstract: "List the certificates of an installation; make or renew them.",
        discussion: """
            The installation has an authority of its own, which can certify these services and no other host name. \
            Make a browser or a script trust certs/ca.pem in the home:

              curl --cacert .convene/certs/ca.pem https://127.0.0.1:8443/
            """)

    @OptionGroup package var home: HomeOptions

    @Flag(name: .long, help: "Issue all certificates again. What runs takes them within seconds, without a restart.")
    package var renew = false

    package init() {}

    package func run() throws {
        let home = self.home.value
        let terminal = Terminal.standard()
        let folder = home.certificates
        if self.renew || folder.authority() == nil {
            try home.make()
            let renewal = try folder.renew(CertificateProfile.all, now: Date(), force: self.renew)
            terminal.line(
                (renewal.madeAuthority ? "made a new authority and " : "")
                    + "issued \(renewal.issued.count) certificates")
            if try PrivateCluster.renewCertificate(of: home) { terminal.line("PostgreSQL reads its certificate anew") }
            if HomeLock.isHeld(home) {
                terminal.line("running services take theirs for new connections within seconds")
            }
        }
        guard let authority = folder.authority() else {
            throw CommandFailure("there is no authority in \(folder.path)", advice: "type: convene certs --renew")
        }
        self.show(terminal, "ca", authority.issuer)
        for profile in CertificateProfile.all {
            if let leaf = folder.leaf(profile) { self.show(terminal, profile.fileStem, leaf) }
        }
        terminal.line("files: \(folder.path)")
    }

    private func show(_ terminal: Terminal, _ name: String, _ issued: IssuedCertificate) {
        let padded = name + String(repeating: " ", count: max(1, 24 - name.count))
        let end = issued.certificate.notValidAfter.ISO8601Format()
        terminal.line("\(padded)until \(end)")
    }
}
