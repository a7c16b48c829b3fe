import Access
import ConveneCommands
import Foundation
import TestSupport
import Testing

/// TLS as a scanner from outside sees it.
extension DemonstrationTests {
    @Test(.enabled(if: Self.hasPython, "the Python test clients are not set up"))
    func everyDoorKeepsItsFloor() async throws {
        let demonstration = try Demonstration.running
        let certificates = demonstration.home.certificates
        let scan = [Clients.path("tls_floor.py"), certificates.authorityFile]
        func door(_ port: UInt16?, _ profile: String) throws -> String {
            let port = try #require(port)
            return "127.0.0.1:\(port)=\(profile)"
        }

        var doors = [try door(demonstration.ports.publicPort(.portal), "intermediate")]
        for service in ServiceName.backends {
            doors.append(try door(demonstration.ports.publicPort(service), "modern"))
        }
        let outside = try self.python().run(scan + doors)
        #expect(outside.status == 0, "\(outside.text)")
        #expect(outside.lastLine == #"{"doors": 5, "wrong": {}}"#, "\(outside.text)")

        let own = CertificateProfile.internalDoor(.convene)
        let identity = ["--identity", certificates.certificateFile(own), certificates.keyFile(own)]
        let internalDoors = try ServiceName.backends.map {
            try door(demonstration.ports.internalPort($0), "modern")
        }
        let inside = try self.python().run(scan + internalDoors + identity)
        #expect(inside.lastLine == #"{"doors": 4, "wrong": {}}"#, "\(inside.text)")
        // The scanner judges: a door of TLS 1.2 is not modern.
        let wrong = try self.python().run(scan + [try door(demonstration.ports.publicPort(.portal), "modern")])
        #expect(wrong.status == 1, "\(wrong.text)")
    }
}
