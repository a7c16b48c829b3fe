import Foundation

/// Reads the files that commands are given.
package enum InputFile {
    /// More than any instance of ours needs.
    package static let limit = 64 * 1_024 * 1_024

    /// - Parameter path: a file, or `-` for standard input.
    package static func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
        let handle: FileHandle
        if path == "-" {
            handle = .standardInput
        } else if let file = FileHandle(forReadingAtPath: path) {
            handle = file
        } else {
            throw CommandFailure("cannot read \(path)", advice: "is the name right, and may you read it?")
        }
        guard let data = try? handle.read(upToCount: Self.limit + 1) ?? Data() else {
            throw CommandFailure("cannot read \(path)", advice: "is it a file?")
        }
        guard data.count <= Self.limit else { throw CommandFailure("\(path) is larger than 64 MiB") }
        return Array(data)
    }

    /// The text of a file; UTF-8, a byte order mark is dropped.
    package static func text(_ path: String) throws(CommandFailure) -> String {
        let bytes = try Self.bytes(path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure("\(path) is not UTF-8 text")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}
