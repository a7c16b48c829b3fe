/// Where the database is, as whom to log in, and how a session behaves there.
package struct DatabaseConfiguration: Sendable {
    /// How the connection is protected.
    package enum TLS: Sendable, Hashable {
        /// TLS 1.3 at least, the certificate chain up to this file and the host's name in it (or its address).
        /// With channel binding the password exchange proves that nobody sits in the middle even with a
        /// certificate; it needs a server that authenticates by SCRAM.
        case verifyFull(rootCertificate: String, channelBinding: Bool = false)
        /// No TLS: only a Unix socket or a loopback address is accepted.
        case disabled
    }

    /// A host name, an address, or the directory of a Unix socket (begins with `/`).
    package var host: String
    package var port: Int
    package var database: String
    package var user: String
    /// Nil where the server asks for none (peer authentication, or a password file of libpq).
    package var password: String?
    package var tls: TLS
    /// The session's `search_path`: the schema whose names need no prefix. Nil leaves the role's own.
    package var schema: String?
    /// What `pg_stat_activity` shows.
    package var applicationName: String
    /// Connections at most. What counts is the database server's cores, not the number of requests: the sum over
    /// all processes has to stay well below `max_connections` (100 by default).
    package var poolSize = 4
    /// Calls that may wait for a connection; the next one fails at once.
    package var waitingLimit = 256
    /// How long a call may take, with the wait for a connection, when nothing shorter is set (`QueryDeadline`).
    package var defaultTimeout: Duration = .seconds(10)
    /// A connection that nobody used for so long is closed.
    package var idleTimeout: Duration = .seconds(300)
    /// A connection is replaced after this time, give or take a tenth.
    package var maximumLifetime: Duration = .seconds(3600)
    /// After this time without any connection, calls are refused until one succeeds.
    package var circuitAfter: Duration = .seconds(5)
    /// For one attempt to connect; whole seconds, at least 2 (libpq).
    package var connectTimeout: Duration = .seconds(5)
    /// The server's limit for a statement; zero for none.
    package var statementTimeout: Duration = .seconds(5)
    /// The server's limit for the wait for a lock; zero for none.
    package var lockTimeout: Duration = .seconds(2)
    /// The server ends a session that leaves a transaction open for so long without a word; zero for never.
    package var idleInTransactionTimeout: Duration = .seconds(10)
    /// Prepared statements that a connection keeps.
    package var statementCacheLimit = 256
    /// More settings of each session, by name.
    package var sessionParameters: [String: String] = [:]
    /// Settings for what the current task does, asked at the beginning of each transaction and made local to it: nothing
    /// stays behind in the session, whoever has it next. Where there are any, a single statement is a transaction too.
    package var transactionParameters: @Sendable () -> [String: String] = { [:] }

    package init(
        host: String, port: Int = 5432, database: String, user: String, password: String? = nil, tls: TLS,
        schema: String? = nil, applicationName: String
    ) {
        self.host = host
        self.port = port
        self.database = database
        self.user = user
        self.password = password
        self.tls = tls
        self.schema = schema
        self.applicationName = applicationName
    }

    /// True for a Unix socket and for this machine's own addresses.
    package var isLocal: Bool {
        self.host.hasPrefix("/") || ["localhost", "127.0.0.1", "::1"].contains(self.host)
    }
}

// Neither a log line nor a crash report shall show the password.
extension DatabaseConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(self.user)@\(self.host):\(self.port)/\(self.database)" }
    package var debugDescription: String { self.description }
    package var customMirror: Mirror { Mirror(self, children: ["server": self.description]) }
}

extension DatabaseConfiguration {
    /// libpq's keywords and values for a session.
    func parameters() throws(DatabaseConfigurationError) -> [(keyword: String, value: String)] {
        var list: [(keyword: String, value: String)] = [
            ("host", self.host), ("port", String(self.port)), ("dbname", self.database), ("user", self.user),
            ("application_name", self.applicationName), ("client_encoding", "UTF8"), ("gssencmode", "disable"),
            ("connect_timeout", String(max(2, Self.milliseconds(self.connectTimeout) / 1000))),
            // A dead peer is noticed in about a minute even when nothing is sent.
            ("keepalives", "1"), ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "20000"),
        ]
        if let password { list.append(("password", password)) }
        switch self.tls {
        case .verifyFull(let rootCertificate, let channelBinding):
            guard !self.host.hasPrefix("/") else { throw DatabaseConfigurationError(.tlsOnUnixSocket) }
            list += [
                ("sslmode", "verify-full"), ("sslrootcert", rootCertificate),
                ("ssl_min_protocol_version", "TLSv1.3"), ("channel_binding", channelBinding ? "require" : "prefer"),
            ]
        case .disabled:
            guard self.isLocal else { throw DatabaseConfigurationError(.plainTextToAnotherMachine) }
            list += [("sslmode", "disable")]
        }
        return list
    }

    /// How the session behaves, as names and values for `set_config`. Not sent with the login: a pooler between would
    /// refuse `options`, or, told to ignore them, hand out a session with other limits and another schema.
    var sessionSettings: [(name: String, value: String)] {
        var settings: [(name: String, value: String)] = [
            ("statement_timeout", String(Self.milliseconds(self.statementTimeout))),
            ("lock_timeout", String(Self.milliseconds(self.lockTimeout))),
            (
                "idle_in_transaction_session_timeout",
                String(Self.milliseconds(self.idleInTransactionTimeout))
            ),
            ("timezone", "UTC"), ("datestyle", "ISO"), ("intervalstyle", "iso_8601"), ("extra_float_digits", "1"),
        ]
        if let schema { settings.append(("search_path", quotedIdentifier(schema))) }
        return settings + self.sessionParameters.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }

    static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}

/// A configuration that cannot be used. Never holds a value of it.
package struct DatabaseConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Sendable, Hashable {
        case notAnAddress
        case scheme
        case missing(String)
        case unknownParameter(String)
        case port
        case tlsModeTooWeak
        case tlsModeUnknown
        case rootCertificateMissing
        case rootCertificateUnreadable
        case plainTextToAnotherMachine
        case tlsOnUnixSocket
    }

    package let reason: Reason

    init(_ reason: Reason) {
        self.reason = reason
    }

    package var description: String {
        switch self.reason {
        case .notAnAddress: "the database URL cannot be read; special characters in it must be percent-encoded"
        case .scheme: "the database URL must begin with postgres:// or postgresql://"
        case .missing(let what): "the database URL has no \(what)"
        case .unknownParameter(let name): "the database URL has a parameter that is not supported: \(name)"
        case .port: "the database URL's port must be a number from 1 to 65535"
        case .tlsModeTooWeak:
            "the database is on another machine: sslmode must be verify-full, with sslrootcert"
        case .tlsModeUnknown: "the database URL's sslmode must be verify-full, or disable on this machine"
        case .rootCertificateMissing: "sslmode=verify-full needs sslrootcert, the file of the authority's certificate"
        case .rootCertificateUnreadable: "the file that sslrootcert names cannot be read"
        case .plainTextToAnotherMachine: "a database on another machine is only reached with TLS"
        case .tlsOnUnixSocket: "a Unix socket has no TLS: use sslmode=disable"
        }
    }
}
