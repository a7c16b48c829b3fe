import Access
import NIOSSL

/// TLS of a door: 1.3 alone on JSON doors, 1.2 and 1.3 on the portal for old phones (architecture.md, 14).
enum DoorTLS {
    /// The files of the door's certificate and key.
    static func pair(_ door: Door, _ settings: ServiceSettings) -> ServiceSettings.KeyPair {
        door == .internal ? settings.identity : settings.publicIdentity
    }

    /// - Throws: `SettingsError` naming the file that cannot be used.
    static func configuration(_ door: Door, _ settings: ServiceSettings) throws -> TLSConfiguration {
        let pair = self.pair(door, settings)
        let chain: [NIOSSLCertificateSource]
        let key: NIOSSLPrivateKey
        do {
            chain = try NIOSSLCertificate.fromPEMFile(pair.certificate).map { .certificate($0) }
            key = try NIOSSLPrivateKey(file: pair.key, format: .pem)
        } catch {
            throw SettingsError("The certificate \(pair.certificate) or its key \(pair.key) cannot be read.")
        }
        var tls: TLSConfiguration
        switch door {
        case .internal:
            let roots: [NIOSSLCertificate]
            do {
                roots = try NIOSSLCertificate.fromPEMFile(settings.certificateAuthority)
            } catch {
                throw SettingsError("tls.ca: \(settings.certificateAuthority) cannot be read.")
            }
            tls = .makeServerConfigurationWithMTLS(
                certificateChain: chain, privateKey: .privateKey(key), trustRoots: .certificates(roots))
            tls.minimumTLSVersion = .tlsv13
        case .public:
            tls = .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
            tls.minimumTLSVersion = settings.service == .portal ? .tlsv12 : .tlsv13
            if settings.service == .portal {
                // One suite for 1.2, which every client with elliptic curves has: with several, the client's order
                // would hold, because BoringSSL's own preference cannot be set through NIOSSL.
                tls.cipherSuiteValues = [.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]
            }
        }
        tls.applicationProtocols = ["http/1.1"]
        tls.curves = [.x25519_MLKEM768, .x25519, .secp256r1]
        return tls
    }
}
