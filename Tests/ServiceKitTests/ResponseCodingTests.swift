import Foundation
import Primitives
import ServiceKit
import Testing

/// The bytes of answers, beside those that Foundation's encoder makes of the same values.
struct ResponseCodingTests {
    private static func foundation(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func ours(_ value: some Encodable) throws -> String {
        String(decoding: try ResponseCoding.bytes(value), as: UTF8.self)
    }

    private struct Everything: Encodable {
        let text = "plain"
        let escaped = "\"\\/\u{08}\u{0C}\n\r\t\u{01}\u{1F}\u{7F} é 🕊 مرحبا \u{2028}"
        let empty = ""
        let flag = true
        let other = false
        let whole = Int.min
        let small: Int8 = -128
        let large = UInt64.max
        let bytes: [UInt8] = [0, 255]
        let numbers = [0.1, 1, -2.5, 1e-7, 5e20, 123_456_789.125, -0.0]
        let single: Float = 0.1
        let nothing: String? = nil
        let something: String? = "here"
        let holes: [Int?] = [1, nil, 3]
        let nested = [["b": [1, 2], "a": []], [:]]
        let byNumber = [2: "two", 1: "one"].sorted { $0.key < $1.key }.map { "\($0)" }
    }

    @Test func everyKindOfValueIsWrittenAsFoundationWritesIt() throws {
        #expect(try Self.ours(Everything()) == Self.foundation(Everything()))
        #expect(try Self.ours("alone") == Self.foundation("alone"))
        #expect(try Self.ours([Int]()) == "[]")
        #expect(try Self.ours([String: Int]()) == "{}")
        #expect(try Self.ours(Int?.none) == "null")
    }

    /// Members are asked for in any order, and containers of both kinds are open at the same time.
    private struct ByHand: Encodable {
        enum CodingKeys: String, CodingKey { case zebra, apple, mango, twice, above }

        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: CodingKeys.self)
            var list = outer.nestedUnkeyedContainer(forKey: .zebra)
            var inner = outer.nestedContainer(keyedBy: CodingKeys.self, forKey: .apple)
            try list.encode("first")
            try inner.encode(2, forKey: .mango)
            #expect(list.count == 1)
            var deeper = list.nestedContainer(keyedBy: CodingKeys.self)
            try list.encodeNil()
            try deeper.encodeNil(forKey: .apple)
            var flat = list.nestedUnkeyedContainer()
            try flat.encode(contentsOf: [true, false])
            try inner.encode("one", forKey: .apple)
            try outer.encode("before", forKey: .twice)
            try outer.encode("after", forKey: .twice)
            var same = encoder.container(keyedBy: CodingKeys.self)
            try same.encode(9, forKey: .mango)
            try "parent".encode(to: outer.superEncoder())
            try 7.encode(to: outer.superEncoder(forKey: .above))
            try 8.encode(to: list.superEncoder())
        }
    }

    @Test func containersMayInterleave() throws {
        #expect(
            try Self.ours(ByHand()) == """
                {"above":7,"apple":{"apple":"one","mango":2},"mango":9,"super":"parent","twice":"after",\
                "zebra":["first",{"apple":null},null,[true,false],8]}
                """)
    }

    @Test func namesAreSortedByTheirBytes() throws {
        let value = ["b": 1, "a10": 2, "a9": 3, "B": 4, "é": 5, "": 6, "a\"b": 7]
        #expect(try Self.ours(value) == #"{"":6,"B":4,"a\"b":7,"a10":2,"a9":3,"b":1,"é":5}"#)
    }

    @Test func whatHasNoFormIsRefused() {
        struct Nothing: Encodable { func encode(to encoder: any Encoder) throws {} }
        #expect(throws: EncodingError.self) { try Self.ours(Nothing()) }
        #expect(throws: EncodingError.self) { try Self.ours([Double.nan]) }
        #expect(throws: EncodingError.self) { try Self.ours(["x": Float.infinity]) }
        #expect(throws: EncodingError.self) { try Self.ours(["x": Date()]) }
        #expect(throws: EncodingError.self) { try Self.ours([Data([1])]) }
    }

    /// Values made by chance: what is written is read back as what it was, by Foundation and by the strict reader.
    @Test func whatIsWrittenIsReadBack() throws {
        var generator = SeededGenerator(seed: 20_261_127)
        for _ in 0..<300 {
            let value = Tree.random(depth: 4, using: &generator)
            let bytes = try ResponseCoding.bytes(value)
            #expect(try JSONDecoder().decode(Tree.self, from: Data(bytes)) == value)
            _ = try StrictJSON.parse(bytes)
            #expect(try ResponseCoding.bytes(value) == bytes)
        }
    }
}

/// Any JSON.
private indirect enum Tree: Codable, Equatable {
    case text(String)
    case whole(Int)
    case flag(Bool)
    case list([Tree])
    case members([String: Tree])

    static func random(depth: Int, using generator: inout some RandomNumberGenerator) -> Tree {
        func word() -> String {
            let scalars = (0..<Int.random(in: 0...12, using: &generator)).map { _ -> Unicode.Scalar in
                let code = UInt32.random(in: 1...0x2FFFF, using: &generator)
                let isPlain = Bool.random(using: &generator)
                return isPlain ? Unicode.Scalar(UInt8(code & 127 | 1)) : Unicode.Scalar(code) ?? "s"
            }
            return String(String.UnicodeScalarView(scalars))
        }
        switch Int.random(in: depth == 0 ? 2...4 : 0...4, using: &generator) {
        case 0:
            return .list(
                (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                    .random(depth: depth - 1, using: &generator)
                })
        case 1:
            var members: [String: Tree] = [:]
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                members[word()] = .random(depth: depth - 1, using: &generator)
            }
            return .members(members)
        case 2: return .whole(.random(in: .min ... .max, using: &generator))
        case 3: return .flag(.random(using: &generator))
        default: return .text(word())
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let whole = try? container.decode(Int.self) {
            self = .whole(whole)
        } else if let list = try? container.decode([Tree].self) {
            self = .list(list)
        } else {
            self = .members(try container.decode([String: Tree].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .whole(let whole): try container.encode(whole)
        case .flag(let flag): try container.encode(flag)
        case .list(let list): try container.encode(list)
        case .members(let members): try container.encode(members)
        }
    }
}
