import Primitives

/// Splits bytes into rows and fields. A state machine over bytes: it never looks ahead further than one byte.
struct CSVReader {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    private static let quote: UInt8 = 0x22
    private static let comma: UInt8 = 0x2C
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.position = 3 }
    }

    mutating func read() throws(CSVFault) -> [CSVDocument.Record] {
        guard self.bytes.count <= CSVDocument.maximumBytes else {
            throw CSVFault(line: 1, column: 0, rule: .tooLarge)
        }
        var records: [CSVDocument.Record] = []
        while self.position < self.bytes.count {
            let start = self.line
            var fields: [String] = []
            var isLast = false
            while !isLast {
                let (bytes, ends) = try self.field(column: fields.count + 1)
                fields.append(try self.text(bytes, line: start, column: fields.count + 1))
                isLast = ends
            }
            records.append(CSVDocument.Record(line: start, fields: fields))
        }
        return records
    }

    /// One field's bytes, and whether the row ends after it.
    private mutating func field(column: Int) throws(CSVFault) -> (bytes: [UInt8], endsRow: Bool) {
        if self.position < self.bytes.count, self.bytes[self.position] == Self.quote {
            return try self.quotedField(column: column)
        }
        let start = self.position
        while self.position < self.bytes.count {
            let byte = self.bytes[self.position]
            if byte == Self.comma {
                let field = Array(self.bytes[start..<self.position])
                self.position += 1
                return (field, false)
            }
            if byte == Self.lineFeed || byte == Self.carriageReturn {
                let field = Array(self.bytes[start..<self.position])
                try self.lineEnd(column: column)
                return (field, true)
            }
            if byte == Self.quote {
                throw CSVFault(line: self.line, column: column, rule: .quoteInUnquotedField)
            }
            self.position += 1
        }
        return (Array(self.bytes[start...]), true)
    }

    private mutating func quotedField(column: Int) throws(CSVFault) -> (bytes: [UInt8], endsRow: Bool) {
        let startLine = self.line
        self.position += 1
        var field: [UInt8] = []
        while self.position < self.bytes.count {
            let byte = self.bytes[self.position]
            self.position += 1
            guard byte == Self.quote else {
                if byte == Self.lineFeed { self.line += 1 }
                field.append(byte)
                continue
            }
            guard self.position < self.bytes.count else { return (field, true) }
            switch self.bytes[self.position] {
            case Self.quote:
                field.append(Self.quote)
                self.position += 1
            case Self.comma:
                self.position += 1
                return (field, false)
            case Self.lineFeed, Self.carriageReturn:
                try self.lineEnd(column: column)
                return (field, true)
            default:
                throw CSVFault(line: self.line, column: column, rule: .textAfterQuote)
            }
        }
        throw CSVFault(line: startLine, column: column, rule: .unclosedQuote)
    }

    private mutating func lineEnd(column: Int) throws(CSVFault) {
        if self.bytes[self.position] == Self.carriageReturn {
            self.position += 1
            guard self.position < self.bytes.count, self.bytes[self.position] == Self.lineFeed else {
                throw CSVFault(line: self.line, column: column, rule: .bareCarriageReturn)
            }
        }
        self.position += 1
        self.line += 1
    }

    private func text(_ bytes: [UInt8], line: Int, column: Int) throws(CSVFault) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CSVFault(line: line, column: column, rule: .notUTF8)
        }
        guard TextRule.firstForbidden(in: text) == nil else {
            throw CSVFault(line: line, column: column, rule: .forbiddenCharacter)
        }
        return text
    }
}
