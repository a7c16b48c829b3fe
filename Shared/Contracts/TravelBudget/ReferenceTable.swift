import Primitives

/// The kind of thing that a reference version's id names.
package enum ReferenceVersionTag {}
package typealias ReferenceVersionID = ID<ReferenceVersionTag>

/// Where a version of a table stands.
package enum ReferenceState: String, CaseIterable, Codable, Sendable {
    case proposed
    /// In force, or was until a later version was approved.
    case approved
    case rejected
}

/// A table and the version of it that something was computed with.
package struct TableVersionName: Codable, Sendable, Equatable {
    package let table: String
    package let version: String

    package init(table: String, version: String) {
        self.table = table
        self.version = version
    }
}

/// A table and its version in force.
package struct ReferenceTableSummary: Codable, Sendable, Equatable {
    /// Name as in addresses, `exchange-rates`.
    package let table: String
    package let versionId: ReferenceVersionID
    package let version: String
    package let rows: Int
    /// SHA-256 of the file, hexadecimal.
    package let sha256: String
    package let inForceSince: Instant
    /// Versions that wait for a decision.
    package let proposals: Int

    package init(
        table: String, versionId: ReferenceVersionID, version: String, rows: Int, sha256: String, inForceSince: Instant,
        proposals: Int
    ) {
        self.table = table
        self.versionId = versionId
        self.version = version
        self.rows = rows
        self.sha256 = sha256
        self.inForceSince = inForceSince
        self.proposals = proposals
    }
}

/// One cell that a proposal changes.
package struct ReferenceCellChange: Codable, Sendable, Equatable {
    package let column: String
    package let before: String
    package let after: String

    package init(column: String, before: String, after: String) {
        self.column = column
        self.before = before
        self.after = after
    }
}

/// One row that a proposal changes, by its key and first valid day.
package struct ReferenceRowChange: Codable, Sendable, Equatable {
    package let row: String
    package let cells: [ReferenceCellChange]

    package init(row: String, cells: [ReferenceCellChange]) {
        self.row = row
        self.cells = cells
    }
}

/// What a version changes against the one in force; each list holds 200 rows at most.
package struct ReferenceDifference: Codable, Sendable, Equatable {
    package let added: [String]
    package let removed: [String]
    package let changed: [ReferenceRowChange]
    package let addedCount: Int
    package let removedCount: Int
    package let changedCount: Int
    package let unchangedCount: Int

    package init(
        added: [String], removed: [String], changed: [ReferenceRowChange], addedCount: Int, removedCount: Int,
        changedCount: Int, unchangedCount: Int
    ) {
        self.added = added
        self.removed = removed
        self.changed = changed
        self.addedCount = addedCount
        self.removedCount = removedCount
        self.changedCount = changedCount
        self.unchangedCount = unchangedCount
    }
}

/// One version of a table.
package struct ReferenceVersion: Codable, Sendable, Equatable {
    package let id: ReferenceVersionID
    package let table: String
    package let version: String
    package let state: ReferenceState
    package let rows: Int
    package let sha256: String
    /// Where the figures come from, in the words of who loaded them.
    package let note: String?
    package let loadedBy: String
    package let loadedAt: Instant
    package let decidedBy: String?
    package let decidedAt: Instant?
    package let reason: String?
    /// Against the version in force; only while proposed.
    package let difference: ReferenceDifference?

    package init(
        id: ReferenceVersionID, table: String, version: String, state: ReferenceState, rows: Int, sha256: String,
        note: String?, loadedBy: String, loadedAt: Instant, decidedBy: String?, decidedAt: Instant?, reason: String?,
        difference: ReferenceDifference?
    ) {
        self.id = id
        self.table = table
        self.version = version
        self.state = state
        self.rows = rows
        self.sha256 = sha256
        self.note = note
        self.loadedBy = loadedBy
        self.loadedAt = loadedAt
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.reason = reason
        self.difference = difference
    }
}

/// Yes or no to what somebody else asked for.
package struct ReferenceDecision: Codable, Sendable, Equatable {
    package let isApproved: Bool
    /// Needed for a no.
    package let reason: String?

    package init(isApproved: Bool, reason: String? = nil) {
        self.isApproved = isApproved
        self.reason = reason
    }
}
