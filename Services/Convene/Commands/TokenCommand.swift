import Access
import ArgumentParser
import Foundation
import Primitives

package struct TokenCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Print a bearer token for the public doors.",
        discussion: """
            For scripts, calendars and tests. The token acts in one role until it expires; keep it like a password. What
            wants a person (signing, paying, giving rights) it may only do with --present.

              curl --cacert .convene/certs/ca.pem -H "Authorization: Bearer $(convene token --role auditor)" \\
                https://127.0.0.1:8451/openapi.yaml
            """)

    @OptionGroup package var home: HomeOptions

    @Option(name: .long, help: "What the token may do: \(Self.roles).")
    package var role: Role

    @Option(name: .long, help: "How long it is valid, for example 15m, 1h or 7d; at most 30d.")
    package var ttl: TimeToLive = TimeToLive(seconds: 3_600)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The opaque id of the person it acts for. (default: a new one)", valueName: "id"))
    package var subject: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Limit it to a convening; may be given more than once. (default: all convenings)", valueName: "id"))
    package var convening: [String] = []

    @Flag(name: .long, help: "It may only read.")
    package var readOnly = false

    @Flag(
        name: .long,
        help: "For a person who sits here and uses it herself: it may also decide what wants a person; at most 1h.")
    package var present = false

    package init() {}

    private static var roles: String { Role.allCases.filter { $0 != .service }.map(\.rawValue).joined(separator: ", ") }

    package func validate() throws {
        guard self.role != .service else {
            throw ValidationError(
                "A service shows its certificate; no token makes one. Choose one of: \(Self.roles).")
        }
        guard !self.present || self.ttl.seconds <= 3_600 else {
            throw ValidationError("A token for a person who is present is valid for at most 1h.")
        }
        guard self.convening.count <= 100, self.convening.allSatisfy({ ConveningID($0) != nil }) else {
            throw ValidationError("A convening is given by its id, a UUID; at most 100 of them.")
        }
        guard let subject, !TokenSubject.isValid(subject) else { return }
        throw ValidationError(
            "A subject is an id of 1 to 64 letters, digits, '-', '_', '.' or ':'; not a name or an address.")
    }

    package func run() async throws {
        let home = self.home.value
        guard let key = try? String(contentsOfFile: home.tokenKeyFile, encoding: .utf8) else {
            throw CommandFailure(
                "\(home.tokenKeyFile) cannot be read",
                advice: "type: convene up, which makes it; only its owner may read it")
        }
        let signer: TokenSigner
        do {
            signer = try await TokenSigner(privateKeyPEM: key)
        } catch {
            throw CommandFailure(
                "\(home.tokenKeyFile) holds no Ed25519 key", advice: "remove it and start again: convene up")
        }
        let now = Instant.now
        let token = AccessToken(
            subject: self.subject ?? TokenSubject.make(), role: self.role, audience: .doors,
            expires: now.adding(seconds: Double(self.ttl.seconds)),
            scope: AccessScope(
                convenings: self.convening.isEmpty ? nil : Set(self.convening.compactMap { ConveningID($0) }),
                isReadOnly: self.readOnly), isPresent: self.present)
        Terminal(hasColour: false).line(try await signer.sign(token, at: now))
    }
}

extension Role: ExpressibleByArgument {}
