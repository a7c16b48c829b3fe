import Logging

/// Log lines as swift-log's own handler writes them (`<moment> <level> <label>: <metadata> [<module>] <message>`), put
/// together once. Every request has one, so it matters what it costs.
///
/// What would end a line or move a cursor becomes a space: nobody writes a line of his own into the log.
package struct LineLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let stream: LogStream

    /// - Parameter level: lines below it are left out.
    package init(label: String, level: Logger.Level, stream: LogStream = .standardError) {
        self.label = label
        self.logLevel = level
        self.stream = stream
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    /// Adds the event's line to the stream; errors are written out before this returns.
    package func log(event: LogEvent) {
        var metadata = self.metadata
        if let provided = self.metadataProvider?.get() { metadata.merge(provided) { _, new in new } }
        if let own = event.metadata { metadata = metadata.isEmpty ? own : metadata.merging(own) { _, new in new } }
        // The type alone: a description may quote what was sent.
        if let error = event.error { metadata["error.type"] = "\(type(of: error))" }
        var line: [UInt8] = []
        line.reserveCapacity(256)
        Self.add(event.level.rawValue, to: &line)
        if !self.label.isEmpty {
            line.append(0x20)
            Self.add(self.label, to: &line)
        }
        line.append(0x3A)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line.append(0x20)
            Self.add(key, to: &line)
            line.append(0x3D)
            if case .string(let text) = value {
                Self.add(text, to: &line)
            } else {
                Self.add(value.description, to: &line)
            }
        }
        line.append(contentsOf: " [".utf8)
        Self.add(event.source, to: &line)
        line.append(contentsOf: "] ".utf8)
        Self.add(event.message.description, to: &line)
        // What goes wrong may be the last that this process says.
        self.stream.add(line, isUrgent: event.level >= .error)
    }

    /// Control characters become spaces, also those of two bytes (C1, U+0080 to U+009F): a terminal obeys them too.
    private static func add(_ text: String, to line: inout [UInt8]) {
        let start = line.count
        line.append(contentsOf: text.utf8)
        for index in start..<line.count {
            switch line[index] {
            case ..<0x20, 0x7F: line[index] = 0x20
            case 0x80...0x9F where index > start && line[index - 1] == 0xC2:
                line[index - 1] = 0x20
                line[index] = 0x20
            default: break
            }
        }
    }
}
