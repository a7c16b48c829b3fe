import Crypto
import Foundation
import JWTKit
import Primitives

/// The claims of a bearer token or of a service's assertion for a person (JWT, RFC 7519; EdDSA, RFC 8037).
package struct AccessToken: Sendable, Equatable {
    /// Which doors a token opens.
    package enum Audience: Sendable, Equatable {
        /// The public doors of all services.
        case doors
        /// The internal door of one service; only beside a client certificate.
        case service(ServiceName)

        package var claim: String {
            switch self {
            case .doors: "doors"
            case .service(let name): name.rawValue
            }
        }
    }

    /// Opaque id of the person.
    package let subject: String
    package let role: Role
    package let audience: Audience
    package let expires: Instant
    /// How far the right reaches beside the role.
    package let scope: AccessScope
    /// Whether a person is there who has shown who she is, rather than a script: the highest acts want one.
    package let isPresent: Bool

    /// - Parameter subject: opaque id of the person; never a name or an address.
    package init(
        subject: String, role: Role, audience: Audience, expires: Instant, scope: AccessScope = .everything,
        isPresent: Bool = false
    ) {
        self.subject = subject
        self.role = role
        self.audience = audience
        self.expires = expires
        self.scope = scope
        self.isPresent = isPresent
    }
}

/// What travels in the token. Closed: a token with any other claim is refused, because whoever wrote it meant something
/// that would not be kept.
struct AccessTokenPayload: JWTPayload {
    var iss: IssuerClaim
    var sub: SubjectClaim
    var aud: AudienceClaim
    var exp: ExpirationClaim
    var iat: IssuedAtClaim
    var jti: IDClaim
    var role: Role
    /// Convenings, operations and reading alone; absent where the right is not limited so.
    var cvn: [ConveningID]?
    var ops: [String]?
    var ro: Bool?
    /// A person is present.
    var prs: Bool?

    static let issuer = "convene"
    static let claims: Set<String> = ["iss", "sub", "aud", "exp", "iat", "jti", "role", "cvn", "ops", "ro", "prs"]

    var scope: AccessScope {
        AccessScope(
            convenings: self.cvn.map { Set($0) }, operations: self.ops.map { Set($0) }, isReadOnly: self.ro ?? false)
    }

    func verify(using algorithm: some JWTAlgorithm) throws {
        // Issuer, audience and time are checked by TokenVerifier, which knows the clock and the door.
    }
}

/// Signs tokens with the Ed25519 key of the installation. Only the portal and the operator's command hold it.
package struct TokenSigner: Sendable {
    private let keys: JWTKeyCollection

    /// - Parameter pem: PKCS#8 PEM of an Ed25519 private key.
    /// - Throws: when the text is no such key.
    package init(privateKeyPEM pem: String) async throws {
        let key = try EdDSA.PrivateKey(pem: pem)
        self.keys = JWTKeyCollection()
        await self.keys.add(eddsa: key)
    }

    /// The compact JWS of a token.
    package func sign(_ token: AccessToken, at now: Instant) async throws -> String {
        let payload = AccessTokenPayload(
            iss: IssuerClaim(value: AccessTokenPayload.issuer), sub: SubjectClaim(value: token.subject),
            aud: AudienceClaim(value: token.audience.claim), exp: ExpirationClaim(value: token.expires.date),
            iat: IssuedAtClaim(value: now.date), jti: IDClaim(value: JobID.next().description), role: token.role,
            cvn: token.scope.list, ops: token.scope.operations?.sorted(), ro: token.scope.isReadOnly ? true : nil,
            prs: token.isPresent ? true : nil)
        return try await self.keys.sign(payload)
    }
}

/// Why a token was not accepted. No case says more than an attacker may know.
package enum TokenError: Error, Sendable, Equatable {
    case malformed
    case badSignature
    case expired
    case wrongAudience
}

/// Checks tokens with the installation's public key. Only EdDSA is accepted: there is no other key to try.
package struct TokenVerifier: Sendable {
    private let key: Curve25519.Signing.PublicKey
    private let verified = VerifiedTokens()

    /// - Parameter pem: SPKI PEM of an Ed25519 public key.
    /// - Throws: when the text is no such key.
    package init(publicKeyPEM pem: String) throws {
        self.key = try Curve25519.Signing.PublicKey(rawRepresentation: Self.rawKey(pem: pem))
    }

    /// The 32 key bytes at the end of an Ed25519 SubjectPublicKeyInfo (RFC 8410 §4).
    private static func rawKey(pem: String) throws -> Data {
        try EdDSA.PublicKey(pem: pem).rawRepresentation
    }

    /// The headers that our own signers write; no other is read, so that none can ask for another algorithm or bring a
    /// key along.
    private static let headers: Set<Data> = Set(
        [#"{"alg":"EdDSA","typ":"JWT"}"#, #"{"typ":"JWT","alg":"EdDSA"}"#, #"{"alg":"EdDSA"}"#].map { Data($0.utf8) })
    /// A token with a hundred convenings has some five thousand bytes.
    private static let maximumLength = 8192
    /// How long a token may live at most, in seconds, and how far our clocks may differ.
    private static let longestOfDoors: Double = 31 * 86_400
    private static let longestOfService: Double = 60
    private static let clockDifference: Double = 30

    /// Verifies signature, issuer, audience and time.
    ///
    /// Verification is direct (no actor between requests): Ed25519 over the first two parts, then the closed payload.
    package func verify(
        _ token: some StringProtocol, audience: AccessToken.Audience, at now: Instant
    ) throws(TokenError) -> AccessToken {
        guard token.utf8.count <= Self.maximumLength else { throw .malformed }
        // A person's token comes with each of her requests; a service's assertion comes once.
        let isKept = audience == .doors
        if isKept, let known = self.verified.find(token) {
            guard now < known.expires else { throw .expired }
            return known
        }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]).map({ Data($0) }),
            let body = Base64URL.decode(parts[1]).map({ Data($0) }), let signature = Base64URL.decode(parts[2])
        else { throw .malformed }
        guard Self.headers.contains(header) else { throw .malformed }
        let signed = Data("\(parts[0]).\(parts[1])".utf8)
        guard self.key.isValidSignature(signature, for: signed) else { throw .badSignature }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        guard let claims = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any],
            AccessTokenPayload.claims.isSuperset(of: claims.keys),
            let payload = try? decoder.decode(AccessTokenPayload.self, from: body),
            payload.iss.value == AccessTokenPayload.issuer
        else { throw .malformed }
        let issued = Instant(payload.iat.value)
        guard payload.aud.value == [audience.claim] else { throw .wrongAudience }
        let expires = Instant(payload.exp.value)
        guard now < expires else { throw .expired }
        let longest = audience == .doors ? Self.longestOfDoors : Self.longestOfService
        guard now.seconds(to: issued) <= Self.clockDifference, issued.seconds(to: expires) <= longest + 1 else {
            throw .malformed
        }
        let accepted = AccessToken(
            subject: payload.sub.value, role: payload.role, audience: audience, expires: expires,
            scope: payload.scope, isPresent: payload.prs ?? false)
        if isKept { self.verified.keep(token, accepted) }
        return accepted
    }
}
