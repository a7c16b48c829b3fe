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

    package init(subject: String, role: Role, audience: Audience, expires: Instant) {
        self.subject = subject
        self.role = role
        self.audience = audience
        self.expires = expires
    }
}

/// What travels in the token. Closed: unknown claims are ignored by construction and never acted on.
struct AccessTokenPayload: JWTPayload {
    var iss: IssuerClaim
    var sub: SubjectClaim
    var aud: AudienceClaim
    var exp: ExpirationClaim
    var iat: IssuedAtClaim
    var jti: IDClaim
    var role: Role

    static let issuer = "convene"

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
            iat: IssuedAtClaim(value: now.date), jti: IDClaim(value: JobID.next().description), role: token.role)
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

    /// - Parameter pem: SPKI PEM of an Ed25519 public key.
    /// - Throws: when the text is no such key.
    package init(publicKeyPEM pem: String) throws {
        self.key = try Curve25519.Signing.PublicKey(rawRepresentation: Self.rawKey(pem: pem))
    }

    /// The 32 key bytes at the end of an Ed25519 SubjectPublicKeyInfo (RFC 8410 §4).
    private static func rawKey(pem: String) throws -> Data {
        try EdDSA.PublicKey(pem: pem).rawRepresentation
    }

    private struct Header: Decodable {
        let alg: String
    }

    /// Verifies signature, issuer, audience and time.
    ///
    /// Verification is direct (no actor between requests): Ed25519 over the first two parts, then the closed payload.
    package func verify(
        _ token: some StringProtocol, audience: AccessToken.Audience, at now: Instant
    ) throws(TokenError) -> AccessToken {
        guard token.utf8.count <= 2048 else { throw .malformed }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = base64URL(parts[0]), let body = base64URL(parts[1]),
            let signature = base64URL(parts[2])
        else { throw .malformed }
        guard let algorithm = try? JSONDecoder().decode(Header.self, from: header).alg, algorithm == "EdDSA" else {
            throw .malformed
        }
        let signed = Data("\(parts[0]).\(parts[1])".utf8)
        guard self.key.isValidSignature(signature, for: signed) else { throw .badSignature }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        guard let payload = try? decoder.decode(AccessTokenPayload.self, from: body),
            payload.iss.value == AccessTokenPayload.issuer
        else { throw .malformed }
        guard payload.aud.value == [audience.claim] else { throw .wrongAudience }
        let expires = Instant(payload.exp.value)
        guard now < expires else { throw .expired }
        return AccessToken(subject: payload.sub.value, role: payload.role, audience: audience, expires: expires)
    }

    private func base64URL(_ text: some StringProtocol) -> Data? {
        var base64 = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        guard !text.contains("="), !text.contains("+"), !text.contains("/") else { return nil }
        while base64.utf8.count % 4 != 0 { base64 += "=" }
        return Data(base64Encoded: base64)
    }
}
