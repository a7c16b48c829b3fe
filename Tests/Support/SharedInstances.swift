import Foundation
import Testing

/// Reference instances beside the checkout. They are no part of the project; a test that needs one says so and is
/// left out where they are missing.
package enum SharedInstances {
    /// `../shared/reference/instances`, seen from the root of the package.
    package static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/reference/instances").standardizedFileURL

    package static let areMissing: Comment = "the reference instances (../shared/reference/instances) are not here"

    package static func exists(_ path: String) -> Bool {
        FileManager.default.isReadableFile(atPath: self.folder.appending(path: path).path)
    }

    package static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: self.folder.appending(path: path)))
    }

    /// The rows of a CSV file without quotes: comments and empty lines left out, fields as text.
    package static func rows(_ path: String) throws -> [[String]] {
        String(decoding: try self.bytes(path), as: UTF8.self)
            .split(separator: "\n")
            .filter { !$0.hasPrefix("#") && !$0.isEmpty }
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}
