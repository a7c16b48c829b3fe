/// Judges a chain as it is read, line by line, against itself and against signed checkpoints. Pure.
///
/// What it proves: no line was changed, added, taken out or moved between the first line and the last; with checkpoints
/// also that it is the same chain that the notary saw, and not shorter.
package struct AuditVerifier: Sendable {
    /// More findings than these are counted and not shown.
    package static let limit = 20

    private let schema: String
    private let checkpoints: [AuditCheckpoint]
    /// Where the first line has to stand; nil when a part may be given.
    private let beginning: Int?
    /// The next checkpoint to be reached.
    private var next = 0
    /// The first line's place.
    package private(set) var first: Int?
    private var last: AuditPlace?
    private var number = 0
    /// How many checkpoints agreed.
    package private(set) var confirmed = 0
    package private(set) var findings: [String] = []
    package private(set) var findingCount = 0

    /// - Parameters:
    ///   - checkpoints: those of this schema that can be relied on.
    ///   - beginning: `seq` that the first line must have; nil when the chain may be a part of one.
    package init(schema: String, checkpoints: [AuditCheckpoint], beginning: Int? = nil) {
        self.schema = schema
        self.beginning = beginning
        self.checkpoints = checkpoints.sorted { $0.seq < $1.seq }
    }

    /// How many lines were read.
    package var count: Int { self.number }
    /// Place of the last line that could be read.
    package var end: Int { self.last?.seq ?? 0 }

    private mutating func report(_ finding: String) {
        self.findingCount += 1
        if self.findings.count < Self.limit { self.findings.append(finding) }
    }

    /// The next line, without its line feed.
    package mutating func add(_ line: ArraySlice<UInt8>) {
        self.number += 1
        do throws(AuditLineScanner.Failure) {
            self.link(try AuditLineScanner.read(line))
        } catch {
            self.report("line \(self.number), byte \(error.column): \(error.message)")
        }
    }

    private mutating func link(_ line: AuditLineScanner.Found) {
        let name = "line \(self.number) (seq \(line.seq))"
        if line.computed != line.hash { self.report("\(name): its content does not have its hash: it was changed") }
        let expected = (self.last?.seq).map { $0 + 1 }
        if let last {
            if line.seq == last.seq {
                self.report("\(name): the line before has the same seq: a line is there twice")
            } else if line.seq < last.seq {
                self.report("\(name): seq \(last.seq) stands before it: lines are out of order")
            } else if line.seq > last.seq + 1 {
                let missing = line.seq - last.seq - 1
                self.report("\(name): seq \(last.seq) stands before it: \(missing) missing in between")
            } else if line.prev != last.hash {
                self.report("\(name): its prev is not the hash of the line before: the chain is broken here")
            }
        } else if line.seq == 1 && line.prev != .beginning(ofSchema: self.schema) {
            self.report("\(name): its prev is not where the chain of \(self.schema) begins: it is another chain")
        }
        if self.first == nil {
            self.first = line.seq
            if let beginning, line.seq != beginning {
                self.report("\(name): the chain has to begin at seq \(beginning): its beginning was cut off")
            }
            self.start(line, name)
        }
        if expected == nil || line.seq == expected { self.compare(line, name) }
        self.last = AuditPlace(seq: max(line.seq, self.last?.seq ?? 0), hash: line.hash)
    }

    /// A part of a chain that does not begin at 1 is tied to what was before it by a checkpoint, if there is one there.
    private mutating func start(_ line: AuditLineScanner.Found, _ name: String) {
        while self.next < self.checkpoints.count, self.checkpoints[self.next].seq < line.seq {
            let checkpoint = self.checkpoints[self.next]
            if checkpoint.seq == line.seq - 1, line.seq > 1 {
                self.judge(checkpoint, line.prev, "\(name), prev")
            }
            self.next += 1
        }
    }

    private mutating func compare(_ line: AuditLineScanner.Found, _ name: String) {
        while self.next < self.checkpoints.count, self.checkpoints[self.next].seq <= line.seq {
            if self.checkpoints[self.next].seq == line.seq {
                self.judge(self.checkpoints[self.next], line.computed, name)
            }
            self.next += 1
        }
    }

    private mutating func judge(_ checkpoint: AuditCheckpoint, _ hash: AuditHash, _ name: String) {
        if checkpoint.hash == hash {
            self.confirmed += 1
        } else {
            self.report(
                "\(name): the checkpoint of \(checkpoint.ts) has another hash there: this is not the chain that was signed"
            )
        }
    }

    /// To be called after the last line.
    package mutating func finish() {
        guard let last = self.checkpoints.last, last.seq > self.end else { return }
        if self.number == 0 {
            self.report("there is no line, but the checkpoint of \(last.ts) proves \(last.seq): all were taken away")
        } else {
            self.report(
                "the chain ends at seq \(self.end), but the checkpoint of \(last.ts) proves \(last.seq): its end was cut off"
            )
        }
    }
}
