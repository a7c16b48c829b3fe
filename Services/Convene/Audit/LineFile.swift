import Foundation

/// Reads a file line by line, however long it is.
struct LineFile {
    private static let chunk = 1 << 20

    let path: String

    /// - Parameter path: a file, or `-` for standard input.
    init(_ path: String) {
        self.path = path
    }

    /// Calls with each line, without its line feed.
    func read(_ body: (ArraySlice<UInt8>) -> Void) throws(CommandFailure) {
        let descriptor = self.path == "-" ? STDIN_FILENO : open(self.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure("cannot read \(self.path)", advice: "is the name right, and may you read it?")
        }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var rest: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            let count = buffer.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure("cannot read \(self.path): \(String(cString: strerror(errno)))")
            }
            if count == 0 { break }
            rest += buffer[..<count]
            var start = 0
            while let end = rest[start...].firstIndex(of: 0x0A) {
                body(rest[start..<end])
                start = end + 1
            }
            rest.removeSubrange(..<start)
        }
        if !rest.isEmpty { body(rest[...]) }
    }
}
