import Access
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Asks doors whether they are alive and ready, as a caller would: over TLS, trusting the installation's authority only.
package struct DoorProbe: Sendable {
    package enum Answer: Sendable, Equatable {
        case status(Int, body: String)
        /// Nobody listens.
        case closed
        /// Somebody listens, but TLS or HTTP failed.
        case failed(String)

        package var isGood: Bool { if case .status(200, _) = self { true } else { false } }
    }

    private let client: HTTPClient

    /// Runs `body` with a probe and closes its connections afterwards.
    /// - Parameters:
    ///   - authority: PEM file of the certificate authority.
    ///   - identity: PEM files of a client certificate, for internal doors.
    /// - Throws: `CommandFailure` when a file cannot be used.
    package static func with<Result: Sendable>(
        authority: String, identity: (certificate: String, key: String)? = nil,
        _ body: @Sendable (DoorProbe) async throws -> Result
    ) async throws -> Result {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(authority)
        tls.minimumTLSVersion = .tlsv12
        do {
            if let identity {
                tls.certificateChain = try NIOSSLCertificate.fromPEMFile(identity.certificate)
                    .map { .certificate($0) }
                tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: identity.key, format: .pem))
            }
        } catch {
            throw CommandFailure(
                "\(identity?.certificate ?? authority) cannot be read as a certificate with its key",
                advice: "make the certificates again: convene certs --renew")
        }
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.timeout = .init(connect: .seconds(2), read: .seconds(5))
        configuration.httpVersion = .http1Only
        configuration.proxy = nil
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let result = try await body(DoorProbe(client: client))
            try await client.shutdown()
            return result
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// One GET; at most 64 KiB of the body are read.
    package func get(_ url: String) async -> Answer {
        do {
            let response = try await self.client.execute(HTTPClientRequest(url: url), timeout: .seconds(5))
            let body = try await response.body.collect(upTo: 65_536)
            return .status(Int(response.status.code), body: String(buffer: body))
        } catch is NIOConnectionError {
            return .closed
        } catch let error as HTTPClientError where error == .connectTimeout {
            return .closed
        } catch let error as HTTPClientError {
            return .failed(error.shortDescription)
        } catch is NIOSSLError {
            return .failed("the TLS handshake failed")
        } catch {
            return .failed("\(type(of: error))")
        }
    }
}
