import ServiceKit
import Testing

@Suite("Which connection makes room")
struct ConnectionRollTests {
    @Test func theOneThatWasIdleForLongest() {
        var roll = ConnectionRoll<String>(perAddress: 3, total: 100)
        var uses: [String: UInt64] = ["a": 1, "b": 2, "c": 3]
        for (name, now) in [("a", 1), ("b", 2), ("c", 3)] as [(String, UInt64)] {
            #expect(roll.open(name, from: 9, at: now) { uses[$0] }.decision == .admitted(closing: []))
        }
        // The first has been used since it came.
        uses["a"] = 10
        #expect(roll.open("d", from: 9, at: 11) { uses[$0] }.decision == .admitted(closing: ["b"]))
        uses["d"] = 11
        // The third is busy.
        uses["c"] = nil
        #expect(roll.open("e", from: 9, at: 12) { uses[$0] }.decision == .admitted(closing: ["a"]))
        #expect(roll.open("f", from: 8, at: 13) { uses[$0] }.decision == .admitted(closing: []))
        uses["d"] = nil
        #expect(roll.open("g", from: 9, at: 14) { uses[$0] }.decision == .refused)
        #expect(roll.count == 4)
        // Once they have ended, they are idle like others.
        for name in ["c", "d", "e"] { uses[name] = 20 }
        #expect(roll.open("h", from: 9, at: 21) { uses[$0] }.decision != .refused)
    }

    @Test func theDoorAsAWhole() {
        var roll = ConnectionRoll<UInt64>(perAddress: 10, total: 2)
        let first = roll.open(1, from: 1, at: 1) { $0 }
        #expect(first.decision == .admitted(closing: []))
        #expect(roll.open(2, from: 2, at: 2) { $0 }.decision == .admitted(closing: []))
        let third = roll.open(3, from: 3, at: 3) { $0 }
        #expect(third.decision == .admitted(closing: [1]))
        roll.close(first.number)
        #expect(roll.count == 2)
        roll.close(third.number)
        #expect(roll.open(4, from: 1, at: 4) { $0 }.decision == .admitted(closing: []))
        #expect(roll.count == 2)
    }

    @Test func tenThousandComeAndGo() {
        var roll = ConnectionRoll<UInt64>(perAddress: 100, total: 1000)
        var closed = 0
        for name in 1...10_000 as ClosedRange<UInt64> {
            let (number, decision) = roll.open(name, from: 7, at: name) { $0 }
            guard case .admitted(let closing) = decision else {
                Issue.record("\(name) was refused")
                return
            }
            closed += closing.count
            if name.isMultiple(of: 3) { roll.close(number) }
        }
        #expect(roll.count <= 100)
        #expect(closed > 6000)
    }
}
