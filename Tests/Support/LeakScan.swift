import Crypto
import Foundation

/// Looks for texts that must stand nowhere, in every form in which a careless program would leave them: plain, in
/// other encodings, escaped, upper and lower case, and hashed.
package struct LeakScan: Sendable {
    /// What was found where.
    package struct Hit: Sendable, Hashable, CustomStringConvertible {
        /// Which text, by its place in the list.
        package let canary: Int
        /// `base64`, `sha256 hex`, …
        package let form: String
        package let place: String

        package var description: String { "text \(self.canary) as \(self.form) in \(self.place)" }
    }

    private struct Pattern: Sendable {
        let canary: Int
        let form: String
        let bytes: [UInt8]
    }

    private static let filterBits = 22
    private var patterns: [UInt64: [Pattern]] = [:]
    /// One bit for each hash of a pattern's first eight bytes: most offsets are passed over with one look.
    private var filter = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
    package private(set) var patternCount = 0

    /// - Parameter canaries: texts of at least eight bytes; of long ones the beginning is looked for.
    package init(_ canaries: [String]) {
        var seen: Set<[UInt8]> = []
        for (index, canary) in canaries.enumerated() {
            for (form, bytes) in Self.forms(of: canary) where bytes.count >= 8 && seen.insert(bytes).inserted {
                let key = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
                self.patterns[key, default: []].append(Pattern(canary: index, form: form, bytes: bytes))
                let slot = Self.slot(key)
                self.filter[slot >> 6] |= 1 << UInt64(slot & 63)
                self.patternCount += 1
            }
        }
    }

    private static func slot(_ key: UInt64) -> Int {
        Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.filterBits))
    }

    /// Everything that is found in some bytes.
    package func scan(_ data: some ContiguousBytes, place: String) -> Set<Hit> {
        data.withUnsafeBytes { buffer -> Set<Hit> in
            var hits: Set<Hit> = []
            guard buffer.count >= 8 else { return hits }
            self.filter.withUnsafeBufferPointer { filter in
                for offset in 0...(buffer.count - 8) {
                    let key = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    let slot = Self.slot(key)
                    guard filter[slot >> 6] >> UInt64(slot & 63) & 1 == 1, let candidates = self.patterns[key] else {
                        continue
                    }
                    for pattern in candidates where pattern.bytes.count <= buffer.count - offset {
                        if buffer[offset..<(offset + pattern.bytes.count)].elementsEqual(pattern.bytes) {
                            hits.insert(Hit(canary: pattern.canary, form: pattern.form, place: place))
                        }
                    }
                }
            }
            return hits
        }
    }

    /// Everything that is found in the files of a folder and the folders in it.
    /// - Returns: also how many bytes were read.
    package func scan(folder: String) throws -> (hits: Set<Hit>, bytes: Int) {
        var hits: Set<Hit> = []
        var bytes = 0
        for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
            let path = "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
                let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
            else { continue }
            bytes += data.count
            hits.formUnion(self.scan(data, place: name))
        }
        return (hits, bytes)
    }

    // MARK: Forms

    /// A text in every form, with the form's name.
    package static func forms(of canary: String) -> [(String, [UInt8])] {
        var forms: [(String, [UInt8])] = []
        let whole = Array(canary.utf8)
        let digests: [(String, [UInt8])] = [
            ("md5", Array(Insecure.MD5.hash(data: whole))), ("sha1", Array(Insecure.SHA1.hash(data: whole))),
            ("sha256", Array(SHA256.hash(data: whole))), ("sha384", Array(SHA384.hash(data: whole))),
            ("sha512", Array(SHA512.hash(data: whole))),
        ]
        for (name, digest) in digests {
            forms.append((name, digest))
            forms.append(("\(name) hex", Array(self.hex(digest).utf8)))
            forms.append(("\(name) base64", Array(Data(digest).base64EncodedString().prefix(20).utf8)))
        }
        // The beginning is enough, and bytes that something follows are encoded in the same way.
        let text = String(canary.prefix(48))
        for (name, variant) in [
            ("text", text), ("decomposed", text.decomposedStringWithCanonicalMapping),
            ("composed", text.precomposedStringWithCanonicalMapping), ("lower case", text.lowercased()),
            ("upper case", text.uppercased()),
        ] {
            let bytes = Array(variant.utf8)
            forms.append((name, bytes))
            forms.append(("\(name), utf-16le", variant.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }))
            forms.append(("\(name), utf-16be", variant.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }))
            forms.append(("\(name), hex", Array(self.hex(bytes).utf8)))
            forms.append(("\(name), hex upper", Array(self.hex(bytes).uppercased().utf8)))
            for shift in 0..<3 { forms.append(("\(name), base64+\(shift)", self.base64(bytes, shift: shift))) }
            for isUpper in [true, false] {
                forms.append(("\(name), url", self.percent(bytes, isUpper: isUpper, plus: false)))
                forms.append(("\(name), form", self.percent(bytes, isUpper: isUpper, plus: true)))
                forms.append(("\(name), json", self.escaped(variant, isUpper: isUpper)))
            }
        }
        return forms
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// The part of the base64 of a longer text that only these bytes decide, when so many bytes come before.
    private static func base64(_ bytes: [UInt8], shift: Int) -> [UInt8] {
        let encoded = Array(Data([UInt8](repeating: 0, count: shift) + bytes).base64EncodedString().utf8)
        let first = (shift * 8 + 5) / 6
        let last = (shift + bytes.count) * 8 / 6
        return first < last ? Array(encoded[first..<last]) : []
    }

    private static func percent(_ bytes: [UInt8], isUpper: Bool, plus: Bool) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            if plus, byte == 0x20 { return [0x2B] }
            let isSafe = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if isSafe || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte) { return [byte] }
            let digits = self.hex([byte])
            return [0x25] + Array((isUpper ? digits.uppercased() : digits).utf8)
        }
    }

    /// As JSON writes it in ASCII.
    private static func escaped(_ text: String, isUpper: Bool) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            if unit < 128 { return [UInt8(unit)] }
            let digits = self.hex([UInt8(unit >> 8), UInt8(unit & 255)])
            return Array("\\u".utf8) + Array((isUpper ? digits.uppercased() : digits).utf8)
        }
    }
}
