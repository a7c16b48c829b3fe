/// What `convene check` found.
package struct HealthReport: Sendable, Equatable {
    package var findings: [Finding]

    package init(_ findings: [Finding] = []) {
        self.findings = findings
    }

    package var worst: Finding.Level { self.findings.map(\.level).max() ?? .good }

    /// 0 when nothing is bad (warnings included), 1 otherwise.
    package var exitCode: Int32 { self.worst == .bad ? 1 : 0 }

    /// The closing sentence.
    package var summary: String {
        let bad = self.findings.count { $0.level == .bad }
        let warnings = self.findings.count { $0.level == .warning }
        return switch (bad, warnings) {
        case (0, 0): "All is well."
        case (0, 1): "All is well, with one warning."
        case (0, _): "All is well, with \(warnings) warnings."
        case (1, _): "One thing is not well."
        default: "\(bad) things are not well."
        }
    }

    /// The report as lines: a mark, the subject, what was found; the advice below it.
    package func lines(_ terminal: Terminal) -> [String] {
        let width = (self.findings.map(\.subject.count).max() ?? 0) + 2
        return self.findings.flatMap { finding -> [String] in
            let mark =
                switch finding.level {
                case .good: terminal.paint("ok  ", .green)
                case .warning: terminal.paint("warn", .yellow)
                case .bad: terminal.paint("FAIL", .red)
                }
            let subject = finding.subject + String(repeating: " ", count: width - finding.subject.count)
            var lines = ["\(mark)  \(subject)\(finding.message)"]
            if let advice = finding.advice {
                lines.append(String(repeating: " ", count: width + 6) + terminal.paint("→ \(advice)", .grey))
            }
            return lines
        } + ["", self.summary]
    }
}
