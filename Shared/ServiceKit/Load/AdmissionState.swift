import Access
import DequeModule

/// Which requests are worked on, which wait, and which are refused when there are too many. Pure: it is told who
/// comes and goes and answers with what to do; `Admission` does it.
///
/// There is one number of places for all and one for each kind, so that no kind can take everything. Who finds no place
/// waits in a short queue; a free place goes to the most important kind that may take one. When the queue is
/// full, the newest of the least important makes room, so that under load saving goes first, then reading, and
/// sending in last (trust.md §2.2, P8).
package struct AdmissionState: Sendable {
    package typealias Visitor = UInt64

    /// Kinds, the most important first.
    package enum Kind: Int, CaseIterable, Sendable {
        case act, compute, read, edit

        package init(_ effect: Endpoint.Effect) {
            switch effect {
            case .act: self = .act
            case .compute: self = .compute
            case .read: self = .read
            case .edit: self = .edit
            }
        }
    }

    package enum Arrival: Sendable, Equatable {
        case admitted
        /// It waits; the other one, if any, is refused in its stead.
        case waits(instead: Visitor?)
        case refused
    }

    private let places: Int
    private let placesOfKind: [Int]
    private let queue: Int
    private var running: [Int]
    private var waiting: [Deque<Visitor>]
    package private(set) var runningCount = 0
    package private(set) var waitingCount = 0

    package init(_ limits: ServiceLimits) {
        self.places = limits.running
        self.placesOfKind = Kind.allCases.map { kind in
            switch kind {
            case .act: limits.runningActs
            case .compute: limits.runningComputes
            case .read: limits.runningReads
            case .edit: limits.runningEdits
            }
        }
        self.queue = limits.waiting
        self.running = Kind.allCases.map { _ in 0 }
        self.waiting = Kind.allCases.map { _ in [] }
    }

    private func hasPlace(_ kind: Kind) -> Bool {
        self.runningCount < self.places && self.running[kind.rawValue] < self.placesOfKind[kind.rawValue]
    }

    /// Takes a place when there is one and nobody of the same kind waits for it.
    package mutating func enter(_ kind: Kind) -> Bool {
        guard self.hasPlace(kind), self.waiting[kind.rawValue].isEmpty else { return false }
        self.take(kind)
        return true
    }

    private mutating func take(_ kind: Kind) {
        self.running[kind.rawValue] += 1
        self.runningCount += 1
    }

    /// Somebody comes.
    package mutating func arrive(_ visitor: Visitor, _ kind: Kind) -> Arrival {
        if self.enter(kind) { return .admitted }
        var other: Visitor?
        if self.waitingCount >= self.queue {
            let lesser = Kind.allCases.reversed().first {
                $0.rawValue > kind.rawValue && !self.waiting[$0.rawValue].isEmpty
            }
            guard let lesser, let newest = self.waiting[lesser.rawValue].popLast() else { return .refused }
            self.waitingCount -= 1
            other = newest
        }
        self.waiting[kind.rawValue].append(visitor)
        self.waitingCount += 1
        return .waits(instead: other)
    }

    /// Somebody who was admitted has ended.
    /// - Returns: who takes the place.
    package mutating func leave(_ kind: Kind) -> Visitor? {
        self.running[kind.rawValue] -= 1
        self.runningCount -= 1
        for next in Kind.allCases where self.hasPlace(next) {
            guard let visitor = self.waiting[next.rawValue].popFirst() else { continue }
            self.waitingCount -= 1
            self.take(next)
            return visitor
        }
        return nil
    }

    /// Somebody who waits goes away. False when it has been admitted or refused meanwhile.
    package mutating func giveUp(_ visitor: Visitor, _ kind: Kind) -> Bool {
        guard let index = self.waiting[kind.rawValue].firstIndex(of: visitor) else { return false }
        self.waiting[kind.rawValue].remove(at: index)
        self.waitingCount -= 1
        return true
    }
}
