import Foundation
import Logging
import ServiceKit
import Testing

/// Lines of the log.
struct LineLogHandlerTests {
    /// What is written through a handler.
    private static func written(_ body: (inout Logger) -> Void) throws -> String {
        let pipe = Pipe()
        let stream = LogStream(pipe.fileHandleForWriting.fileDescriptor)
        var logger = Logger(label: "sample") { LineLogHandler(label: $0, level: .info, stream: stream) }
        body(&logger)
        stream.flush()
        try pipe.fileHandleForWriting.close()
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test func aLineHasItsMomentLevelAndPairs() throws {
        let text = try Self.written { logger in
            logger[metadataKey: "b"] = "of the logger"
            logger[metadataKey: "c"] = "hidden"
            logger.debug("not shown")
            logger.warning("took long", metadata: ["c": "own", "a": "\(12)", "list": ["x", "y"]])
        }
        let line = #/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}) warning sample: (.*) \[(\w+)\] took long\n/#
        let match = try #require(try line.wholeMatch(in: text))
        #expect(match.2 == #"a=12 b=of the logger c=own list=["x", "y"]"#)
    }

    @Test func nobodyWritesALineOfHisOwn() throws {
        let text = try Self.written {
            $0.info("one\n2027-01-01T00:00:00+0000 info forged\u{1B}[2J\u{9B}2Jé\u{A0}€", metadata: ["k": "v\r\nw"])
        }
        #expect(text.split(separator: "\n").count == 1)
        #expect(!text.contains("\u{1B}") && !text.contains("\r") && !text.contains("\u{9B}"))
        #expect(text.hasSuffix(" [2J  2Jé\u{A0}€\n"))
    }

    /// Lines of many threads come whole and all of them, also beyond what may wait.
    @Test func linesComeWholeFromManyThreads() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(UUID().uuidString)")
        #expect(FileManager.default.createFile(atPath: folder.path, contents: nil))
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try FileHandle(forWritingTo: folder)
        let stream = LogStream(file.fileDescriptor)
        let logger = Logger(label: "sample") { LineLogHandler(label: $0, level: .info, stream: stream) }
        let filler = String(repeating: "x", count: 500)
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for number in 0..<500 { logger.info("\(filler) \(thread) \(number) end") }
        }
        stream.flush()
        try file.close()
        let lines = try String(contentsOf: folder, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 4000)
        #expect(lines.allSatisfy { $0.hasSuffix(" end") && $0.contains(filler) })
        #expect(Set(lines.map { $0.split(separator: " ").suffix(3).joined() }).count == 4000)
    }
}
