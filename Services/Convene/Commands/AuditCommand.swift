import ArgumentParser

package struct AuditCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Export the audit chains, verify them, sign where they are.",
        discussion: """
            Every change leaves a line in its service's chain: each line holds the hash of the one before. Checkpoints, \
            signed with a key that no service has, stand in audit/ of the home; copy that folder away now and then, and \
            nobody can cut or rewrite what it covers without being seen.
            """,
        subcommands: [
            AuditExportCommand.self, AuditVerifyCommand.self, AuditCheckpointCommand.self, AuditWatchCommand.self,
        ])

    package init() {}
}
