import ConveneCommands
import Foundation
import Primitives
import Synchronization
import TestSupport
import Testing

@Suite struct LogFollowerTests {
    private final class Lines: Sendable {
        private let kept = Locked<[String]>([])
        var all: [String] { self.kept.withLock { $0 } }
        func keep(_ line: String) { self.kept.withLock { $0.append(line) } }
    }

    private func append(_ text: String, to path: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    @Test func handsOverWholeLinesOnly() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/a.log"
            try self.append("before\n", to: path)
            let lines = Lines()
            var follower = LogFollower([("a", path), ("b", folder + "/b.log")], fromStart: false)
            let sink: LogFollower.Sink = { name, line in lines.keep("\(name): \(line)") }
            follower.poll(sink)
            #expect(lines.all.isEmpty)
            try self.append("one\ntw", to: path)
            try self.append("later\n", to: folder + "/b.log")
            follower.poll(sink)
            #expect(lines.all == ["a: one", "b: later"])
            try self.append("o\n", to: path)
            follower.poll(sink)
            #expect(lines.all == ["a: one", "b: later", "a: two"])
        }
    }

    @Test func beginsAnewWhenTheFileWasBegunAnew() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/a.log"
            try self.append("a long first line\n", to: path)
            let lines = Lines()
            var follower = LogFollower([("a", path)], fromStart: true)
            follower.poll { _, line in lines.keep(line) }
            try FileManager.default.removeItem(atPath: path)
            try self.append("new\n", to: path)
            follower.poll { _, line in lines.keep(line) }
            #expect(lines.all == ["a long first line", "new"])
        }
    }

    @Test func theTailOfALog() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/a.log"
            try self.append((1...100).map { "line \($0)\n" }.joined(), to: path)
            #expect(LogFollower.tail(path, lines: 2) == ["line 99", "line 100"])
            #expect(LogFollower.tail(folder + "/none.log", lines: 2).isEmpty)
        }
    }
}
