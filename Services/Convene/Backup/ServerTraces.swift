import Foundation

/// Makes sure that no process of a server works on a data folder any more. After `kill -9` of the server its sessions
/// live on for a moment, and may still acknowledge something.
enum ServerTraces {
    /// - Throws: `CommandFailure` when somebody is still there after ten seconds.
    static func waitForEnd(_ folder: String) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(10))
        while let trace = self.trace(folder) {
            guard .now < end else {
                throw CommandFailure("\(folder) is in use by \(trace)", advice: "stop that server first")
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    private static func trace(_ folder: String) -> String? {
        if let status = PrivateCluster.status(folder) { return "process \(status.pid)" }
        // The seventh line of `postmaster.pid`: key and number of the shared memory that all of a server's processes
        // are attached to.
        guard let text = try? String(contentsOfFile: folder + "/postmaster.pid", encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 6, let number = lines[6].split(separator: " ").last.flatMap({ Int32($0) }) else {
            return nil
        }
        var status = shmid_ds()
        guard shmctl(number, IPC_STAT, &status) == 0, status.shm_nattch > 0 else { return nil }
        return "\(status.shm_nattch) processes of a server that was killed"
    }
}
