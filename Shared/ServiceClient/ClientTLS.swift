import AsyncHTTPClient
import NIOCore
import NIOSSL

/// HTTP clients for our own doors. Our certificate authority is the only root they trust.
package enum ClientTLS {
    /// A client that presents a service's certificate, for internal doors.
    /// - Throws: when a file cannot be read.
    package static func internalClient(
        certificateAuthority: String, certificate: String, key: String
    ) throws -> HTTPClient {
        var tls = try self.base(certificateAuthority)
        tls.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
        tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
        return self.client(tls)
    }

    /// A client without a certificate, for public doors.
    package static func publicClient(certificateAuthority: String) throws -> HTTPClient {
        self.client(try self.base(certificateAuthority))
    }

    private static func base(_ certificateAuthority: String) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(certificateAuthority))
        tls.certificateVerification = .fullVerification
        tls.minimumTLSVersion = .tlsv13
        return tls
    }

    private static func client(_ tls: TLSConfiguration) -> HTTPClient {
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.timeout = .init(connect: .seconds(3))
        configuration.connectionPool = .init(
            idleTimeout: .seconds(45), concurrentHTTP1ConnectionsPerHostSoftLimit: 32)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
