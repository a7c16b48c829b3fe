import Foundation

/// Reads what is appended to several log files and hands it over line by line.
package struct LogFollower: Sendable {
    /// A line with the name of the child that wrote it.
    package typealias Sink = @Sendable (_ name: String, _ line: String) -> Void

    private struct Source {
        let name: String
        let path: String
        var offset: UInt64
        /// The begun line at the end.
        var rest: [UInt8] = []
    }

    private var sources: [Source]

    /// - Parameters:
    ///   - files: name and path of each log; files may appear later.
    ///   - fromStart: whether to begin with what is there already.
    package init(_ files: [(name: String, path: String)], fromStart: Bool) {
        self.sources = files.map { file in
            Source(name: file.name, path: file.path, offset: fromStart ? 0 : Self.size(file.path))
        }
    }

    /// Follows until the task is cancelled, and then reads what came last.
    package mutating func run(_ sink: Sink) async {
        repeat {
            self.poll(sink)
        } while (try? await Task.sleep(for: .milliseconds(150))) != nil
        self.poll(sink)
    }

    /// Reads everything that is new.
    package mutating func poll(_ sink: Sink) {
        for index in self.sources.indices {
            let size = Self.size(self.sources[index].path)
            // Shorter than before: somebody began the file anew.
            if size < self.sources[index].offset { self.sources[index].offset = 0 }
            guard size > self.sources[index].offset,
                let handle = FileHandle(forReadingAtPath: self.sources[index].path)
            else { continue }
            defer { try? handle.close() }
            guard (try? handle.seek(toOffset: self.sources[index].offset)) != nil,
                let data = try? handle.readToEnd()
            else { continue }
            self.sources[index].offset += UInt64(data.count)
            self.take(data, index, sink)
        }
    }

    private mutating func take(_ data: Data, _ index: Int, _ sink: Sink) {
        var bytes = self.sources[index].rest
        bytes.append(contentsOf: data)
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for line in lines.dropLast() where !line.isEmpty {
            sink(self.sources[index].name, String(decoding: line, as: UTF8.self))
        }
        self.sources[index].rest = Array(lines.last ?? [])
    }

    private static func size(_ path: String) -> UInt64 {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_size) : 0
    }

    /// The last lines of a log, for an error message.
    package static func tail(_ path: String, lines count: Int) -> [String] {
        guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? handle.close() }
        let size = Self.size(path)
        guard (try? handle.seek(toOffset: size > 16_384 ? size - 16_384 : 0)) != nil,
            let data = try? handle.readToEnd()
        else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").suffix(count).map {
            LogLine(String($0)).text
        }
    }
}
