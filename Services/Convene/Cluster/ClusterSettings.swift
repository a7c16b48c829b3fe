/// The text of the private server's configuration files, written anew at each start.
package struct ClusterSettings: Sendable, Equatable {
    package static let administrator = "convene_admin"
    package static let database = "convene"

    package let port: UInt16
    /// Login roles beside the administrator's.
    package let roles: [String]

    package init(port: UInt16, roles: [String]) {
        self.port = port
        self.roles = roles
    }

    /// Included at the end of `postgresql.conf`.
    /// - Parameter archive: where the server keeps the log of changes for restoring.
    package func configuration(archive: WALArchive) -> String {
        """
        # Written by `convene up` at each start; change postgresql.auto.conf (alter system) instead.

        # Loopback and TLS only; no socket file, so no way in without TLS.
        listen_addresses = '127.0.0.1'
        port = \(self.port)
        unix_socket_directories = ''
        ssl = on
        ssl_cert_file = 'server.crt'
        ssl_key_file = 'server.key'
        ssl_min_protocol_version = 'TLSv1.3'
        password_encryption = 'scram-sha-256'

        # Five services with pools of at most 8, their listeners, jobs, and the operator's commands.
        max_connections = 100
        superuser_reserved_connections = 5

        # An acknowledged change survives any crash.
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        # The log of changes is kept outside the data folder, a minute old at most: with a base backup it gives any moment.
        wal_level = replica
        archive_mode = on
        archive_timeout = 60
        archive_command = '\(archive.archiveCommand.quotedForSettings)'
        # After a crash, one call instead of one for each file: seconds less until it serves again.
        recovery_init_sync_method = syncfs

        # The server's log must not hold anything that a person typed.
        log_destination = 'stderr'
        logging_collector = off
        log_error_verbosity = terse
        log_statement = 'none'
        log_duration = off
        log_min_duration_statement = -1
        log_min_error_statement = panic
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_autovacuum_min_duration = -1
        log_line_prefix = '%m [%p] '
        log_timezone = 'UTC'

        timezone = 'UTC'
        datestyle = 'iso, ymd'
        lc_messages = 'C'
        default_text_search_config = 'pg_catalog.simple'

        # Short statements: compiling them costs more than it saves.
        jit = off
        shared_buffers = '128MB'
        work_mem = '16MB'
        maintenance_work_mem = '64MB'
        effective_cache_size = '1GB'
        random_page_cost = 1.1
        checkpoint_timeout = '15min'
        max_wal_size = '1GB'

        """
    }

    /// `pg_hba.conf`: every login named, TLS and SCRAM from loopback, everything else refused.
    package var hostAccess: String {
        let lines = self.roles.map { "hostssl \(Self.database) \($0) 127.0.0.1/32 scram-sha-256" }
        return """
            # Written by `convene up` at each start.
            # type database user address method
            hostssl all \(Self.administrator) 127.0.0.1/32 scram-sha-256
            \(lines.joined(separator: "\n"))
            hostssl replication \(DatabaseSetup.backup) 127.0.0.1/32 scram-sha-256
            host all all all reject

            """
    }
}
