import Access
import Crypto
import Foundation
import ServiceKit

/// Reads and makes files that hold one key each.
package enum KeyFiles {
    /// The key-encryption keys of a folder by generation; empty when there is no such folder.
    /// - Throws: `SettingsError` naming a file that others may read or that is no key.
    package static func generations(_ folder: String) throws(SettingsError) -> [Int: SymmetricKey] {
        try self.read(folder) { Int($0).flatMap { $0 > 0 ? $0 : nil } }
    }

    /// The erasure keys of a folder by month (202611).
    package static func months(_ folder: String) throws(SettingsError) -> [Int: SymmetricKey] {
        try self.read(folder, number: self.month)
    }

    /// `2026-11` as 202611.
    package static func month(_ name: String) -> Int? {
        guard name.utf8.count == 7, name.wholeMatch(of: /[0-9]{4}-(0[1-9]|1[0-2])/) != nil else { return nil }
        return Int(name.replacing("-", with: ""))
    }

    /// 202611 as `2026-11`.
    package static func monthName(_ month: Int) -> String {
        let digits = String(month)
        return "\(digits.prefix(4))-\(digits.dropFirst(4))"
    }

    package static func path(_ folder: String, _ name: String) -> String { "\(folder)/\(name).key" }

    /// Makes a new random key in a file of its own.
    package static func make(_ folder: String, name: String) throws {
        try AtomicFile.makeFolder(folder, mode: 0o700)
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
            bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        try AtomicFile.write(key + "\n", to: self.path(folder, name), mode: 0o600)
    }

    /// Destroys a key: overwrites its file, then removes it. What a journal or a flash memory still holds of it is
    /// beyond a program's reach; keep the folder on an encrypted disk.
    package static func destroy(_ folder: String, name: String) throws {
        let path = self.path(folder, name)
        if let handle = FileHandle(forWritingAtPath: path) {
            try handle.write(contentsOf: Data(repeating: 0x30, count: 64))
            try handle.synchronize()
            try handle.close()
        }
        try FileManager.default.removeItem(atPath: path)
    }

    private static func read(
        _ folder: String, number: (String) -> Int?
    ) throws(SettingsError) -> [Int: SymmetricKey] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var keys: [Int: SymmetricKey] = [:]
        for name in names where name.hasSuffix(".key") {
            guard let number = number(String(name.dropLast(4))) else { continue }
            let path = "\(folder)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            guard status.st_mode & 0o027 == 0 else {
                throw SettingsError(
                    "\(path) may be read by others. Give it the rights 0600 (0440 where an orchestrator owns it) and renew the key."
                )
            }
            guard let text = try? String(contentsOfFile: path, encoding: .utf8), let bytes = Self.bytes(text) else {
                throw SettingsError("\(path) is no key: it must hold 64 hexadecimal digits.")
            }
            keys[number] = SymmetricKey(data: bytes)
        }
        return keys
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.trimmingCharacters(in: .whitespacesAndNewlines).compactMap(\.hexDigitValue)
        guard digits.count == 64, text.trimmingCharacters(in: .whitespacesAndNewlines).utf8.count == 64 else {
            return nil
        }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
