import Access

/// One configuration key of the services, for the table in the README and for the test that compares both.
package struct SettingsKey: Sendable, Equatable {
    /// `limit.head.seconds`; the flag is `--limit-head-seconds`, the variable `CONVENE_LIMIT_HEAD_SECONDS`.
    package let name: String
    /// What holds when it is not set: a value, `required` or `none`.
    package let standard: String

    package init(_ name: String, _ standard: String) {
        self.name = name
        self.standard = standard
    }

    /// Every key that `ServiceSettings` reads, in the order of the README.
    package static let all: [SettingsKey] =
        [
            SettingsKey("share.directory", "required"),
            SettingsKey("public.host", "127.0.0.1"),
            SettingsKey("public.port", "required"),
            SettingsKey("internal.host", "127.0.0.1"),
            SettingsKey("internal.port", "required (portal: none)"),
            SettingsKey("tls.ca", "required"),
            SettingsKey("tls.certificate", "required"),
            SettingsKey("tls.key", "required"),
            SettingsKey("tls.public.certificate", "required"),
            SettingsKey("tls.public.key", "required"),
            SettingsKey("tls.reload.seconds", "5"),
            SettingsKey("token.public.key", "required"),
            SettingsKey("token.private.key", "required (portal only)"),
            SettingsKey("database.url", "required"),
            SettingsKey("database.password.file", "none"),
            SettingsKey("database.pool.size", "4"),
            SettingsKey("peer.applications", "none"),
            SettingsKey("peer.selection", "none"),
            SettingsKey("peer.travel.budget", "none"),
            SettingsKey("peer.scheduling", "none"),
            SettingsKey("vault.identity", "required where sealed"),
            SettingsKey("vault.text", "required where sealed"),
            SettingsKey("vault.notes", "required where sealed"),
            SettingsKey("vault.origin", "required where sealed"),
            SettingsKey("vault.programme", "required where sealed"),
            SettingsKey("vault.review", "required where sealed"),
            SettingsKey("vault.plan", "required where sealed"),
            SettingsKey("vault.answers", "required"),
            SettingsKey("vault.months", "required"),
            SettingsKey("vault.index", "required where sealed"),
            SettingsKey("drain.seconds", "2"),
            SettingsKey("log.level", "info"),
            SettingsKey("demonstration", "false"),
            SettingsKey("config.file", "none"),
        ] + ServiceLimits.keys.map { SettingsKey($0.key, "\(ServiceLimits()[keyPath: $0.path])") }
}
