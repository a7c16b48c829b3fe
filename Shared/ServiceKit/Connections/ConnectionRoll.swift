import DequeModule

/// The open connections of a door, and which of them has to go when there are too many. Pure.
///
/// A newcomer is let in as long as some older connection does nothing: the one that has been idle for longest makes
/// room, first among those of the same address. So somebody who opens ten thousand connections only pushes out his own.
package struct ConnectionRoll<Member> {
    package typealias Number = UInt64

    package enum Decision {
        /// Let in; these are closed for it.
        case admitted(closing: [Member])
        /// Everything is busy.
        case refused
    }

    /// Connections in the order in which they were last seen to do something. Those that have closed stay in it until
    /// they come to the front, or until they are the larger part.
    private struct Line {
        var numbers: Deque<(number: Number, seen: UInt64)> = []
        var open = 0
    }

    private struct Entry {
        let member: Member
        let address: UInt64
    }

    private let perAddress: Int
    private let total: Int
    private var all = Line()
    private var lines: [UInt64: Line] = [:]
    private var entries: [Number: Entry] = [:]
    private var serial: Number = 0

    package init(perAddress: Int, total: Int) {
        self.perAddress = perAddress
        self.total = total
    }

    package var count: Int { self.entries.count }

    /// A connection comes.
    /// - Parameter lastUse: when a connection last did something; nil while it is busy.
    /// - Returns: the number under which it is closed again, and what happens.
    package mutating func open(
        _ member: Member, from address: UInt64, at now: UInt64, lastUse: (Member) -> UInt64?
    ) -> (number: Number, decision: Decision) {
        self.serial += 1
        let number = self.serial
        var closing: [Member] = []
        if self.lines[address, default: Line()].open >= self.perAddress {
            guard
                let victim = Self.takeIdle(&self.lines[address, default: Line()], self.entries, now, lastUse),
                let entry = self.close(victim)
            else { return (number, .refused) }
            closing.append(entry)
        }
        if self.entries.count >= self.total {
            guard let victim = Self.takeIdle(&self.all, self.entries, now, lastUse), let entry = self.close(victim)
            else { return (number, .refused) }
            closing.append(entry)
        }
        self.entries[number] = Entry(member: member, address: address)
        self.lines[address, default: Line()].numbers.append((number, now))
        self.lines[address, default: Line()].open += 1
        self.all.numbers.append((number, now))
        self.all.open += 1
        return (number, .admitted(closing: closing))
    }

    /// A connection has closed.
    @discardableResult
    package mutating func close(_ number: Number) -> Member? {
        guard let entry = self.entries.removeValue(forKey: number) else { return nil }
        self.lines[entry.address]?.open -= 1
        self.all.open -= 1
        let entries = self.entries
        if self.lines[entry.address]?.open == 0 {
            self.lines[entry.address] = nil
        } else if let line = self.lines[entry.address], line.numbers.count > 2 * line.open + 64 {
            self.lines[entry.address]?.numbers.removeAll { entries[$0.number] == nil }
        }
        if self.all.numbers.count > 2 * self.all.open + 64 {
            self.all.numbers.removeAll { entries[$0.number] == nil }
        }
        return entry.member
    }

    /// The one that has been idle for longest: from the front, and who has done something since it was lined up goes
    /// to the back (a second chance, so that no use has to be noted here).
    private static func takeIdle(
        _ line: inout Line, _ entries: [Number: Entry], _ now: UInt64, _ lastUse: (Member) -> UInt64?
    ) -> Number? {
        // Twice round at most: the first time everybody may get his second chance.
        for _ in 0..<2 * line.numbers.count {
            guard let (number, seen) = line.numbers.popFirst() else { return nil }
            guard let entry = entries[number] else { continue }
            guard let used = lastUse(entry.member) else {
                line.numbers.append((number, now))
                continue
            }
            if used > seen {
                line.numbers.append((number, used))
                continue
            }
            return number
        }
        return nil
    }
}

extension ConnectionRoll.Decision: Equatable where Member: Equatable {}
extension ConnectionRoll.Decision: Sendable where Member: Sendable {}
