import Access
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import ServiceClient
import ServiceKit
import TestSupport
import Testing

/// Certificates that are renewed while the service runs.
@Suite("Doors: certificates", .serialized)
struct RenewalTests {
    @Test func newConnectionsGetTheNewCertificate() async throws {
        try await withTemporaryFolder { path in
            let folder = CertificateFolder(path: path)
            _ = try folder.renew(CertificateProfile.all, now: Date())
            let file = folder.certificateFile(.publicDoor(.selection))
            try await SampleService.with({ $0.headSeconds = 60 }, certificates: folder) { service in
                let kept = try await RawConnection.open(port: service.port, authority: folder.authorityFile)
                let first = try await self.presented(service.port, folder)
                #expect(try self.isFile(first, file))

                // A certificate without its key changes nothing.
                let right = try String(contentsOfFile: file, encoding: .utf8)
                try "no certificate".write(toFile: file, atomically: true, encoding: .utf8)
                try await Task.sleep(for: .milliseconds(2500))
                #expect(try await self.presented(service.port, folder) == first)
                try right.write(toFile: file, atomically: true, encoding: .utf8)

                _ = try folder.renew(CertificateProfile.all, now: Date(), force: true)
                var second = first
                for _ in 0..<60 where second == first {
                    try await Task.sleep(for: .milliseconds(100))
                    second = try await self.presented(service.port, folder)
                }
                #expect(second != first)
                #expect(try self.isFile(second, file))
                kept.send("GET /v1/hello HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try await kept.received("HTTP/1.1 200"))
            }
        }
    }

    /// A whole new authority: the door trusts it, and a client of ours takes up its new certificate.
    @Test func aCallerAndADoorFollowANewAuthority() async throws {
        try await withTemporaryFolder { path in
            let folder = CertificateFolder(path: path)
            _ = try folder.renew(CertificateProfile.all, now: Date())
            let own = CertificateProfile.internalDoor(.convene)
            try await SampleService.with(certificates: folder) { service in
                let client = try RenewedClient(
                    certificateAuthority: folder.authorityFile, certificate: folder.certificateFile(own),
                    key: folder.keyFile(own), reloadSeconds: 1, logger: TestDatabase.logger())
                let watching = Task { try await client.run() }
                let caller = ServiceCaller(target: .selection, baseURL: service.internalURL, client: client)
                #expect(try await caller.send(SystemOperations.metrics, as: .certificateOnly).status == 200)
                let before = client.current

                try FileManager.default.removeItem(atPath: folder.authorityFile)
                let renewal = try folder.renew(CertificateProfile.all, now: Date())
                #expect(renewal.madeAuthority)
                for _ in 0..<60 where client.current === before { try await Task.sleep(for: .milliseconds(100)) }
                #expect(client.current !== before)
                try await Task.sleep(for: .milliseconds(1500))
                #expect(try await caller.send(SystemOperations.metrics, as: .certificateOnly).status == 200)
                watching.cancel()
                try await watching.value
            }
        }
    }

    /// The certificate that a door presents to a new connection, in DER.
    private func presented(_ port: Int, _ folder: CertificateFolder) async throws -> [UInt8] {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(folder.authorityFile)
        let context = try NIOSSLContext(configuration: tls)
        let promise = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(
                            context: context, serverHostname: nil,
                            customVerificationCallback: { chain, verified in
                                promise.completeWith(Result { try chain[0].toDERBytes() })
                                verified.succeed(.certificateVerified)
                            }, configuration: .init()))
                }
            }.connect(host: "127.0.0.1", port: port).get()
        let bytes = try await promise.futureResult.get()
        try? await channel.close()
        return bytes
    }

    private func isFile(_ bytes: [UInt8], _ file: String) throws -> Bool {
        try NIOSSLCertificate.fromPEMFile(file)[0].toDERBytes() == bytes
    }
}
