import Access
import Crypto
import Foundation
import Primitives
import SwiftASN1
import Testing
import X509

@Suite("Access tokens")
struct AccessTokenTests {
    private let key = Curve25519.Signing.PrivateKey()
    private let now = Instant(microseconds: 1_800_000_000_000_000)

    private func signer() async throws -> TokenSigner {
        try await TokenSigner(privateKeyPEM: Certificate.PrivateKey(self.key).serializeAsPEM().pemString)
    }

    private func verifier(_ key: Curve25519.Signing.PrivateKey? = nil) throws -> TokenVerifier {
        let certified = Certificate.PrivateKey(key ?? self.key).publicKey
        return try TokenVerifier(publicKeyPEM: certified.serializeAsPEM().pemString)
    }

    private func token(
        _ role: Role = .chair, _ audience: AccessToken.Audience = .doors, seconds: Double = 60
    ) async throws -> String {
        try await self.signer().sign(
            AccessToken(subject: "p-1", role: role, audience: audience, expires: self.now.adding(seconds: seconds)),
            at: self.now)
    }

    /// A token by hand, signed with the right key unless told otherwise.
    private func forged(header: String, payload: String, signature: Data? = nil) throws -> String {
        let signed = "\(Self.coded(Data(header.utf8))).\(Self.coded(Data(payload.utf8)))"
        return "\(signed).\(Self.coded(try signature ?? self.key.signature(for: Data(signed.utf8))))"
    }

    private static func coded(_ data: Data) -> String {
        data.base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    private var claims: String {
        #"{"iss":"convene","sub":"p-1","aud":"doors","role":"chair","jti":"1","iat":1800000000,"exp":1800000060}"#
    }

    @Test(arguments: Role.allCases)
    func whatIsSignedIsRead(_ role: Role) async throws {
        let read = try self.verifier().verify(try await self.token(role), audience: .doors, at: self.now)
        #expect(read.subject == "p-1" && read.role == role)
        #expect(read.expires == self.now.adding(seconds: 60))
    }

    @Test func aTokenOpensOnlyItsDoorAndItsTime() async throws {
        let verifier = try self.verifier()
        let token = try await self.token(.chair, .service(.selection))
        #expect(throws: TokenError.wrongAudience) { try verifier.verify(token, audience: .doors, at: self.now) }
        #expect(throws: TokenError.wrongAudience) {
            try verifier.verify(token, audience: .service(.scheduling), at: self.now)
        }
        #expect(try verifier.verify(token, audience: .service(.selection), at: self.now).role == .chair)
        #expect(throws: TokenError.expired) {
            try verifier.verify(token, audience: .service(.selection), at: self.now.adding(seconds: 60))
        }
    }

    @Test func anotherKeyOrAChangedByteIsRefused() async throws {
        let token = try await self.token()
        #expect(throws: TokenError.badSignature) {
            try self.verifier(Curve25519.Signing.PrivateKey()).verify(token, audience: .doors, at: self.now)
        }
        let verifier = try self.verifier()
        let parts = token.split(separator: ".").map(String.init)
        for part in 0..<2 {
            var changed = parts
            var bytes = Array(changed[part].utf8)
            bytes[bytes.count / 2] = bytes[bytes.count / 2] == 0x41 ? 0x42 : 0x41
            changed[part] = String(decoding: bytes, as: UTF8.self)
            #expect(throws: TokenError.self) {
                try verifier.verify(changed.joined(separator: "."), audience: .doors, at: self.now)
            }
        }
    }

    @Test func onlyOneAlgorithmIsAccepted() async throws {
        let verifier = try self.verifier()
        let right = try self.forged(header: #"{"alg":"EdDSA","typ":"JWT"}"#, payload: self.claims)
        #expect(try verifier.verify(right, audience: .doors, at: self.now).role == .chair)
        for header in [
            #"{"alg":"none"}"#, #"{"alg":"HS256"}"#, #"{"alg":"ES256"}"#, #"{"alg":"eddsa"}"#, #"{}"#, "x",
        ] {
            #expect(throws: TokenError.malformed, "\(header)") {
                try verifier.verify(
                    try self.forged(header: header, payload: self.claims), audience: .doors, at: self.now)
            }
        }
        #expect(throws: TokenError.badSignature) {
            try verifier.verify(
                try self.forged(header: #"{"alg":"EdDSA"}"#, payload: self.claims, signature: Data()),
                audience: .doors, at: self.now)
        }
    }

    @Test func claimsThatAreMissingOrForeignAreRefused() throws {
        let verifier = try self.verifier()
        for (from, to) in [
            (#""iss":"convene""#, #""iss":"other""#), (#""role":"chair""#, #""role":"queen""#),
            (#""role":"chair","#, ""), (#","exp":1800000060"#, ""), (#""sub":"p-1","#, ""),
            (#""exp":1800000060"#, #""exp":"never""#),
        ] {
            let payload = self.claims.replacingOccurrences(of: from, with: to)
            #expect(payload != self.claims)
            #expect(throws: TokenError.malformed, "\(to)") {
                try verifier.verify(
                    try self.forged(header: #"{"alg":"EdDSA"}"#, payload: payload), audience: .doors, at: self.now)
            }
        }
    }

    @Test(arguments: ["", "a", "a.b", "a.b.c", "a.b.c.d", "..", String(repeating: "a", count: 4096), "é.é.é"])
    func whatIsNoTokenIsRefused(_ text: String) throws {
        #expect(throws: TokenError.malformed) {
            try self.verifier().verify(text, audience: .doors, at: self.now)
        }
    }
}
