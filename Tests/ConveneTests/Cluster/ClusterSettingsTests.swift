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
                "hostssl replication convene_backup 127.0.0.1/32 scram-sha-256",
                "host all all all reject",
            ])
    }

    @Test(arguments: [
        "listen_addresses = '127.0.0.1'", "port = 8471", "unix_socket_directories = ''", "ssl = on",
        "ssl_min_protocol_version = 'TLSv1.3'", "password_encryption = 'scram-sha-256'", "fsync = on",
        "synchronous_commit = on", "full_page_writes = on", "log_error_verbosity = terse",
        "wal_level = replica", "archive_mode = on", "archive_timeout = 60", "log_min_error_statement = panic",
        "log_parameter_max_length_on_error = 0", "log_parameter_max_length = 0",
    ])
    func theSettingsOnWhichWeRely(_ line: String) {
        #expect(self.text.contains(Substring(line)))
    }

    private var text: [Substring] {
        self.settings.configuration(archive: WALArchive(folder: "/srv/it's here/wal")).split(separator: "\n")
    }

    /// The folder's name passes the settings file and the shell as it is.
    @Test func theArchiveIsQuotedTwice() throws {
        let line = try #require(self.text.first { $0.hasPrefix("archive_command") })
        #expect(line.contains(#"d=''/srv/it''\\''''s here/wal'';"#))
    }
}
