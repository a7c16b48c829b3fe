import Foundation

/// Runs a short program to its end.
package enum Command {
    package struct Outcome: Sendable {
        package let status: Int32
        /// Standard output and standard error together.
        package let text: String
    }

    /// - Parameters:
    ///   - environment: `nil` for this process's own.
    ///   - folder: the working folder; `nil` for this process's own.
    ///   - input: what it reads from standard input, less than 64 KiB; `nil` for nothing.
    /// - Throws: when the program cannot be started.
    package static func run(
        _ path: String, _ arguments: [String], environment: [String: String]? = nil, folder: String? = nil,
        input: String? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if let environment { process.environment = environment }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        if let input {
            // All of it is in the pipe before the program starts: nobody can hang up while it is being written.
            let feed = Pipe()
            try feed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try feed.fileHandleForWriting.close()
            process.standardInput = feed.fileHandleForReading
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, text: String(decoding: data, as: UTF8.self))
    }

    /// The first executable of this name in PATH and the usual folders.
    package static func find(_ name: String) -> String? {
        let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = searchPath.split(separator: ":").map(String.init) + ["/usr/bin", "/bin", "/usr/sbin", "/sbin"]
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
