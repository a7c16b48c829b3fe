import Access
import NIOCore
import NIOSSL
import SwiftASN1
import X509

/// Reads which service is at the other end of a mutual-TLS connection.
enum PeerIdentity {
    /// The service named by the URI subject alternative name of the peer's certificate. The chain itself was
    /// verified in the handshake against our CA alone.
    static func service(on channel: any Channel) async throws -> ServiceName? {
        guard let presented = try await channel.nioSSL_peerCertificate().get() else { return nil }
        let certificate = try Certificate(derEncoded: try presented.toDERBytes())
        guard let names = try certificate.extensions.subjectAlternativeNames else { return nil }
        let services = names.compactMap { name -> ServiceName? in
            guard case .uniformResourceIdentifier(let text) = name else { return nil }
            return ServiceName(spiffeID: text)
        }
        return services.count == 1 ? services[0] : nil
    }
}
