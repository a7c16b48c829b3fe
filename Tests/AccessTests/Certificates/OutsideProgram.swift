import Foundation

/// A program of the system that judges our certificates without sharing code with us.
struct OutsideProgram {
    let path: String

    /// Looks the program up in PATH.
    init?(_ name: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        guard
            let found = folders.map({ "\($0)/\(name)" }).first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else { return nil }
        self.path = found
    }

    /// Whether a test with this program is to run: when it is there, and always when nothing may be skipped.
    static func isWanted(_ name: String) -> Bool {
        OutsideProgram(name) != nil || ProcessInfo.processInfo.environment["CONVENE_TEST_REQUIRE_ALL"] == "1"
    }

    struct Outcome {
        let status: Int32
        /// Standard output and standard error together.
        let text: String
    }

    /// Runs the program to its end, without input.
    func run(_ arguments: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: self.path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, text: String(decoding: data, as: UTF8.self))
    }
}

/// A folder of its own that is removed at the end.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let path = NSTemporaryDirectory() + "convene-certificates-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}
