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

    @Test func whatWasReadOnceIsReadAgainUntilItsTimeAndNothingLikeIt() async throws {
        let verifier = try self.verifier()
        let token = try await self.token()
        for second in [0.0, 1, 59] {
            let read = try verifier.verify(token, audience: .doors, at: self.now.adding(seconds: second))
            #expect(read.subject == "p-1" && read.role == .chair)
        }
        #expect(throws: TokenError.expired) {
            try verifier.verify(token, audience: .doors, at: self.now.adding(seconds: 60))
        }
        #expect(throws: TokenError.wrongAudience) {
            try verifier.verify(token, audience: .service(.selection), at: self.now)
        }
        let parts = token.split(separator: ".")
        let other = try await self.token(.administrator).split(separator: ".")
        #expect(throws: TokenError.badSignature) {
            try verifier.verify("\(parts[0]).\(other[1]).\(parts[2])", audience: .doors, at: self.now)
        }
        // More of them than are kept.
        for _ in 0..<1100 { _ = try verifier.verify(try await self.token(), audience: .doors, at: self.now) }
        #expect(try verifier.verify(token, audience: .doors, at: self.now).role == .chair)
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

    @Test func aScopeTravelsWithTheToken() async throws {
        let convenings = (0..<100).map { _ in ConveningID.next() }
        let scope = AccessScope(convenings: Set(convenings), operations: ["getCall", "listCalls"], isReadOnly: true)
        let text = try await self.signer().sign(
            AccessToken(
                subject: "p-1", role: .finance, audience: .doors, expires: self.now.adding(seconds: 60), scope: scope),
            at: self.now)
        #expect(try self.verifier().verify(text, audience: .doors, at: self.now).scope == scope)
        let plain = try self.verifier().verify(try await self.token(), audience: .doors, at: self.now)
        #expect(plain.scope == .everything)
    }

    /// What somebody could send who has seen tokens, has a key of her own, or has got hold of ours for a moment.
    @Test(
        arguments: [
            (#"{"alg":"none"}"#, nil), (#"{"alg":"HS256","typ":"JWT"}"#, nil),
            (#"{"alg":"EdDSA","kid":"other"}"#, nil),
            (#"{"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"}}"#, nil),
            (#"{"alg":"EdDSA","jku":"https://evil.example/keys"}"#, nil),
            (#"{"alg":"EdDSA","x5u":"https://evil.example"}"#, nil),
            (#"{"alg":"none","alg":"EdDSA"}"#, nil), (#"{"alg":"EdDSA","alg":"none"}"#, nil),
            (#"{"alg":"EdDSA","crit":["exp"]}"#, nil), (#"{"alg":"EdDSA","b64":false}"#, nil),
            (nil, (#""aud":"doors""#, #""aud":["doors","selection"]"#)),
            (nil, (#""aud":"doors""#, #""aud":"selection""#)),
            (nil, (#""iss":"convene""#, #""iss":"convene2""#)), (nil, (#""iat":1800000000"#, #""iat":1800000031"#)),
            (nil, (#""exp":1800000060"#, #""exp":1802678500"#)), (nil, (#""exp":1800000060"#, #""exp":1799999999"#)),
            (nil, (#""jti":"1""#, #""jti":"1","admin":true"#)), (nil, (#""role":"chair""#, #""role":"root""#)),
            (nil, (#""jti":"1","#, "")), (nil, (#""jti":"1""#, #""jti":"1","cvn":["all"]"#)),
        ] as [(String?, (String, String)?)])
    func whatIsForgedIsRefusedEvenWithTheRightKey(_ header: String?, _ change: (String, String)?) throws {
        let right = #"{"alg":"EdDSA","typ":"JWT"}"#
        let claims = change.map { self.claims.replacingOccurrences(of: $0.0, with: $0.1) } ?? self.claims
        #expect(header != nil || claims != self.claims)
        let verifier = try self.verifier()
        let whole = try self.forged(header: right, payload: self.claims)
        #expect(try verifier.verify(whole, audience: .doors, at: self.now).role == .chair)
        let text = try self.forged(header: header ?? right, payload: claims)
        #expect(throws: TokenError.self) { try verifier.verify(text, audience: .doors, at: self.now) }
        let other = Curve25519.Signing.PrivateKey()
        let signed = Data(whole.split(separator: ".").prefix(2).joined(separator: ".").utf8)
        let strange = try self.forged(
            header: right, payload: self.claims, signature: other.signature(for: signed))
        #expect(throws: TokenError.badSignature) { try verifier.verify(strange, audience: .doors, at: self.now) }
    }

    @Test func anAssertionForAServiceLivesAMinute() async throws {
        let long = try await self.token(.chair, .service(.selection), seconds: 90)
        #expect(throws: TokenError.malformed) {
            try self.verifier().verify(long, audience: .service(.selection), at: self.now)
        }
    }

    @Test(arguments: ["", "a", "a.b", "a.b.c", "a.b.c.d", "..", String(repeating: "a", count: 9000), "é.é.é"])
    func whatIsNoTokenIsRefused(_ text: String) throws {
        #expect(throws: TokenError.malformed) {
            try self.verifier().verify(text, audience: .doors, at: self.now)
        }
    }
}
