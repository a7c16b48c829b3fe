import Foundation
import Postgres
import Testing

struct ConfigurationTests {
    private func reason(_ url: String) -> DatabaseConfigurationError.Reason? {
        do throws(DatabaseConfigurationError) {
            _ = try DatabaseConfiguration(url: url, applicationName: "test")
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func readsEveryPartOfAURL() throws {
        let certificate = FileManager.default.temporaryDirectory.appending(path: "ca \(UUID().uuidString).pem")
        try Data("x".utf8).write(to: certificate)
        defer { try? FileManager.default.removeItem(at: certificate) }
        let path = certificate.path.replacingOccurrences(of: " ", with: "%20")
        let configuration = try DatabaseConfiguration(
            url: "postgresql://us%40er:p%2Fw%3A@db.example.org:6543/conv%20ene?sslmode=verify-full&sslrootcert=\(path)"
                + "&channel_binding=require&connect_timeout=7&application_name=x",
            schema: "selection", applicationName: "test")
        #expect(configuration.host == "db.example.org")
        #expect(configuration.port == 6543)
        #expect(configuration.user == "us@er")
        #expect(configuration.password == "p/w:")
        #expect(configuration.database == "conv ene")
        #expect(configuration.tls == .verifyFull(rootCertificate: certificate.path, channelBinding: true))
        #expect(configuration.connectTimeout == .seconds(7))
        #expect(configuration.schema == "selection")
        #expect(configuration.applicationName == "x")
    }

    @Test func readsSocketsAndLoopback() throws {
        let socket = try DatabaseConfiguration(url: "postgres://me@/convene?host=/run/pg", applicationName: "test")
        #expect(socket.host == "/run/pg" && socket.port == 5432 && socket.password == nil && socket.tls == .disabled)
        let six = try DatabaseConfiguration(url: "postgres://me@[::1]:5433/convene", applicationName: "test")
        #expect(six.host == "::1" && six.port == 5433)
    }

    @Test func saysWhatIsWrong() {
        #expect(self.reason("mysql://u@localhost/d") == .scheme)
        #expect(self.reason("postgres://localhost/d") == .missing("user"))
        #expect(self.reason("postgres://u@localhost") == .missing("database name"))
        #expect(self.reason("postgres://u@/d") == .missing("host"))
        #expect(self.reason("postgres://u@localhost:99999/d") == .port)
        #expect(self.reason("postgres://u@localhost/d?sslmod=x") == .unknownParameter("sslmod"))
        #expect(self.reason("postgres://u@db.example.org/d?sslmode=disable") == .tlsModeTooWeak)
        #expect(self.reason("postgres://u@db.example.org/d?sslmode=require") == .tlsModeTooWeak)
        #expect(self.reason("postgres://u@db.example.org/d") == .tlsModeTooWeak)
        #expect(self.reason("postgres://u@localhost/d?sslmode=prefer") == .tlsModeUnknown)
        #expect(self.reason("postgres://u@db.example.org/d?sslmode=verify-full") == .rootCertificateMissing)
        #expect(
            self.reason("postgres://u@db.example.org/d?sslmode=verify-full&sslrootcert=/nowhere/ca.pem")
                == .rootCertificateUnreadable)
    }

    @Test func neverShowsThePassword() throws {
        let configuration = try DatabaseConfiguration(url: "postgres://u:sesame@localhost/d", applicationName: "test")
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains("sesame"))
        }
    }
}
