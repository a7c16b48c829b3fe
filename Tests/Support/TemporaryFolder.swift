import Foundation

/// A folder of its own that is removed at the end. Everybody may pass through it: PostgreSQL runs as another user.
package func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let path = URL(fileURLWithPath: NSTemporaryDirectory()).standardizedFileURL.path + "/convene-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}
