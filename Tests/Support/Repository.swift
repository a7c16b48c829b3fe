import Foundation

/// Where the repository is, seen from a test.
package enum Repository {
    /// The folder with `Package.swift`, which is also a valid share directory.
    package static let root: String = {
        // …/Tests/Support/Repository.swift
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
    }()
}
