import Vault

/// Which data key: one for each subject and compartment.
package struct KeyName: Hashable, Sendable, Comparable {
    package let subject: Subject
    package let compartment: Compartment

    /// The data key of a subject in a compartment, whether there is one or not.
    package init(_ subject: Subject, _ compartment: Compartment) {
        self.subject = subject
        self.compartment = compartment
    }

    package static func < (left: KeyName, right: KeyName) -> Bool {
        (left.subject.description, left.compartment.rawValue) < (right.subject.description, right.compartment.rawValue)
    }
}

/// Data keys that were unwrapped a moment ago. Short-lived and bounded: a stolen memory image holds few keys, and an
/// erasure that another instance made is noticed soon.
struct DataKeyCache: Sendable {
    static let lifetime = Duration.seconds(30)
    static let limit = 8192
    /// Longer than a transaction that erases somebody and a read that began before it may take together.
    static let erasure = Duration.seconds(120)

    private struct Entry: Sendable {
        let key: DataKey
        let name: KeyName
        let until: ContinuousClock.Instant
    }

    private var entries: [Int64: Entry] = [:]
    private var ids: [KeyName: Int64] = [:]
    /// Subjects that are being erased, and until when their keys are not kept: until the erasure is committed, whoever
    /// reads still finds them.
    private var erased: [Subject: ContinuousClock.Instant] = [:]

    mutating func keep(_ key: DataKey, _ name: KeyName, now: ContinuousClock.Instant) {
        guard self.erased[name.subject].map({ $0 <= now }) ?? true else { return }
        if self.entries.count >= Self.limit { self.makeRoom(now: now) }
        self.entries[key.id] = Entry(key: key, name: name, until: now + Self.lifetime)
        self.ids[name] = key.id
    }

    func key(_ id: Int64, now: ContinuousClock.Instant) -> DataKey? {
        guard let entry = self.entries[id], entry.until > now else { return nil }
        return entry.key
    }

    func key(_ name: KeyName, now: ContinuousClock.Instant) -> DataKey? {
        self.ids[name].flatMap { self.key($0, now: now) }
    }

    /// Drops the keys of a subject and keeps none of them for a while.
    mutating func forget(_ subject: Subject, now: ContinuousClock.Instant) {
        self.erased[subject] = now + Self.erasure
        for (id, entry) in self.entries where entry.name.subject == subject {
            self.entries[id] = nil
            self.ids[entry.name] = nil
        }
    }

    /// Drops what is too old.
    mutating func prune(now: ContinuousClock.Instant) {
        self.erased = self.erased.filter { $0.value > now }
        self.entries = self.entries.filter { $0.value.until > now }
        self.ids = Dictionary(self.entries.map { ($0.value.name, $0.key) }, uniquingKeysWith: { first, _ in first })
    }

    /// Drops what is too old, and everything when that is not enough: it is one statement away.
    private mutating func makeRoom(now: ContinuousClock.Instant) {
        self.prune(now: now)
        if self.entries.count >= Self.limit {
            self.entries = [:]
            self.ids = [:]
        }
    }
}
