import Foundation

/// A program that judges what we made without sharing code with us.
package struct OutsideProgram: Sendable {
    package let path: String

    /// Looks the program up in PATH.
    package init?(_ name: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        guard
            let found = folders.map({ "\($0)/\(name)" }).first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else { return nil }
        self.path = found
    }

    package init(path: String) {
        self.path = path
    }

    /// The program whose path stands in an environment variable that `.ci/clients` sets.
    package init?(variable: String) {
        guard let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty else { return nil }
        self.path = path
    }

    /// An executable of ours, as it was built beside the tests; nil when it was not.
    package static func built(_ name: String) -> OutsideProgram? {
        guard let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        let path = URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/" + name
        return FileManager.default.isExecutableFile(atPath: path) ? OutsideProgram(path: path) : nil
    }

    /// Python with the packages of `Tests/requirements.txt`.
    package static var python: OutsideProgram? { OutsideProgram(variable: "CONVENE_TEST_PYTHON") }

    /// Whether nothing may be skipped, as in continuous integration.
    package static var isEverythingWanted: Bool {
        ProcessInfo.processInfo.environment["CONVENE_TEST_REQUIRE_ALL"] == "1"
    }

    /// Whether a test with this program is to run: when it is there, and always when nothing may be skipped.
    package static func isWanted(_ name: String) -> Bool {
        OutsideProgram(name) != nil || Self.isEverythingWanted
    }

    package struct Outcome: Sendable {
        package let status: Int32
        /// Standard output and standard error together.
        package let text: String

        /// The last line, where our test clients put their result.
        package var lastLine: String {
            String(self.text.split(separator: "\n").last ?? "")
        }
    }

    /// Runs the program to its end, without input. What it starts may outlive it.
    /// - Parameters:
    ///   - environment: instead of this process's own.
    ///   - folder: where it runs; nil: here.
    package func run(
        _ arguments: [String], environment: [String: String]? = nil, in folder: String? = nil
    ) throws -> Outcome {
        let process = Process()
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.executableURL = URL(fileURLWithPath: self.path)
        process.arguments = arguments
        if let environment { process.environment = environment }
        process.standardInput = FileHandle.nullDevice
        // A file, not a pipe: a pipe ends only when the last grandchild has closed it.
        let output = NSTemporaryDirectory() + "convene-output-\(UUID().uuidString)"
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        defer { try? FileManager.default.removeItem(atPath: output) }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        try handle.close()
        let data = try Data(contentsOf: URL(fileURLWithPath: output))
        return Outcome(status: process.terminationStatus, text: String(decoding: data, as: UTF8.self))
    }
}
