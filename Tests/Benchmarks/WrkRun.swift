import Foundation
import TestSupport
import Testing

/// One run of the load generator wrk, and what it printed.
struct WrkRun {
    /// Answers a second, bad ones included.
    let rate: Double
    /// Milliseconds that half of the requests needed at most, and 99 of 100.
    let median: Double
    let percentile99: Double
    /// Answers that are no success, as the script counts them.
    let failures: Int

    static let connections = 32

    /// - Parameters:
    ///   - script: Lua text that makes the requests.
    ///   - input: a file that the script is given.
    init(_ address: String, seconds: Int, script: String, input: String = "", folder: String) throws {
        let wrk = try #require(OutsideProgram("wrk"), "wrk is not installed")
        let path = "\(folder)/requests.lua"
        try (script + Self.counting).write(toFile: path, atomically: true, encoding: .utf8)
        let outcome = try wrk.run([
            "-t", "1", "-c", "\(Self.connections)", "-d", "\(seconds)s", "--timeout", "10s", "--latency", "-s", path,
            address, "--", input,
        ])
        let text = outcome.text
        try #require(outcome.status == 0, "\(text)")
        self.rate = try #require(text.firstMatch(of: /Requests\/sec:\s+([0-9.]+)/).flatMap { Double($0.1) }, "\(text)")
        self.median = try #require(Self.milliseconds(text, "50%"), "\(text)")
        self.percentile99 = try #require(Self.milliseconds(text, "99%"), "\(text)")
        let counted = try #require(text.firstMatch(of: /failures ([0-9]+)/).flatMap { Int($0.1) }, "\(text)")
        let broken = text.firstMatch(
            of: /Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+), timeout ([0-9]+)/)
        self.failures =
            counted + (broken.map { [$0.1, $0.2, $0.3, $0.4].compactMap { Int($0) }.reduce(0, +) } ?? 0)
    }

    private static func milliseconds(_ text: String, _ name: String) -> Double? {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, words[0] == name else { continue }
            guard let match = words[1].firstMatch(of: /^([0-9.]+)(us|ms|s)$/), let value = Double(match.1) else {
                return nil
            }
            switch match.2 {
            case "us": return value / 1000
            case "ms": return value
            default: return value * 1000
            }
        }
        return nil
    }

    private static let counting = """

        local threads = {}
        failures = 0
        function setup(thread) table.insert(threads, thread) end
        function response(status) if status ~= 200 then failures = failures + 1 end end
        function done()
            local sum = 0
            for _, thread in ipairs(threads) do sum = sum + thread:get("failures") end
            print("failures " .. sum)
        end
        """
}
