import ConveneCommands
import Testing

@Suite struct ClusterSettingsTests {
    private let settings = ClusterSettings(port: 8471, roles: ["convene_owner", "svc_portal"])

    @Test func everyLoginIsNamedAndNeedsTLS() {
        let lines = self.settings.hostAccess.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(
            lines == [
                "hostssl all convene_admin 127.0.0.1/32 scram-sha-256",
                "hostssl convene convene_owner 127.0.0.1/32 scram-sha-256",
                "hostssl convene svc_portal 127.0.0.1/32 scram-sha-256",
                "host all all all reject",
            ])
    }

    @Test(arguments: [
        "listen_addresses = '127.0.0.1'", "port = 8471", "unix_socket_directories = ''", "ssl = on",
        "ssl_min_protocol_version = 'TLSv1.3'", "password_encryption = 'scram-sha-256'", "fsync = on",
        "synchronous_commit = on", "full_page_writes = on", "log_error_verbosity = terse",
        "log_min_error_statement = panic", "log_parameter_max_length_on_error = 0", "log_parameter_max_length = 0",
    ])
    func theSettingsOnWhichWeRely(_ line: String) {
        #expect(self.settings.configuration.split(separator: "\n").contains(Substring(line)))
    }
}
