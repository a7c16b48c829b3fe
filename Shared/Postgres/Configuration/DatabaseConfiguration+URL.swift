import Foundation

extension DatabaseConfiguration {
    /// Reads `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=/path/ca.pem`.
    ///
    /// Parameters: `sslmode` (`verify-full`, or `disable` on this machine; without it `verify-full` when there is a
    /// root certificate), `sslrootcert`, `channel_binding=require`, `host` (for the directory of a Unix socket),
    /// `application_name`, `search_path`, `connect_timeout` (seconds).
    package init(
        url: String, schema: String? = nil, applicationName: String
    ) throws(DatabaseConfigurationError) {
        guard let parts = URLComponents(string: url) else { throw DatabaseConfigurationError(.notAnAddress) }
        guard parts.scheme == "postgres" || parts.scheme == "postgresql" else {
            throw DatabaseConfigurationError(.scheme)
        }
        let known: Set<String> = [
            "sslmode", "sslrootcert", "channel_binding", "host", "application_name", "search_path", "connect_timeout",
        ]
        var parameters: [String: String] = [:]
        for item in parts.queryItems ?? [] {
            guard known.contains(item.name) else { throw DatabaseConfigurationError(.unknownParameter(item.name)) }
            parameters[item.name] = item.value ?? ""
        }
        var host = parameters["host"] ?? parts.host ?? ""
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { throw DatabaseConfigurationError(.missing("host")) }
        guard let user = parts.user, !user.isEmpty else { throw DatabaseConfigurationError(.missing("user")) }
        let database = String(parts.path.drop { $0 == "/" })
        guard !database.isEmpty else { throw DatabaseConfigurationError(.missing("database name")) }
        let port = parts.port ?? 5432
        guard (1...65_535).contains(port) else { throw DatabaseConfigurationError(.port) }

        self.init(
            host: host, port: port, database: database, user: user, password: parts.password, tls: .disabled,
            schema: schema ?? parameters["search_path"],
            applicationName: parameters["application_name"] ?? applicationName)
        self.tls = try Self.tls(parameters, isLocal: self.isLocal)
        if let seconds = parameters["connect_timeout"].flatMap({ Int($0) }) { self.connectTimeout = .seconds(seconds) }
    }

    private static func tls(
        _ parameters: [String: String], isLocal: Bool
    ) throws(DatabaseConfigurationError) -> TLS {
        let rootCertificate = parameters["sslrootcert"] ?? ""
        switch parameters["sslmode"] ?? (rootCertificate.isEmpty ? "disable" : "verify-full") {
        case "verify-full":
            guard !rootCertificate.isEmpty else { throw DatabaseConfigurationError(.rootCertificateMissing) }
            guard FileManager.default.isReadableFile(atPath: rootCertificate) else {
                throw DatabaseConfigurationError(.rootCertificateUnreadable)
            }
            return .verifyFull(
                rootCertificate: rootCertificate, channelBinding: parameters["channel_binding"] == "require")
        case "disable":
            guard isLocal else { throw DatabaseConfigurationError(.tlsModeTooWeak) }
            return .disabled
        case "allow", "prefer", "require", "verify-ca":
            throw DatabaseConfigurationError(isLocal ? .tlsModeUnknown : .tlsModeTooWeak)
        default: throw DatabaseConfigurationError(.tlsModeUnknown)
        }
    }
}
