import Foundation
import Primitives
import Synchronization

/// One act of the play, with its progress bar where somebody looks at a terminal.
final class DemoAct: Sendable {
    private let title: String
    private let terminal: Terminal
    private let shown = Locked(-1)
    private let started = ContinuousClock.now

    init(_ title: String, _ terminal: Terminal) {
        self.title = title
        self.terminal = terminal
    }

    /// Shows a share from 0 to 1.
    func show(_ share: Double) {
        guard self.terminal.hasColour else { return }
        let step = Int((min(1, max(0, share)) * 24).rounded(.down))
        let isNew = self.shown.withLock { shown in
            defer { shown = step }
            return shown != step
        }
        guard isNew else { return }
        let bar = String(repeating: "█", count: step) + String(repeating: "░", count: 24 - step)
        self.terminal.write("\r  \(bar) \(self.title)\u{1B}[K")
    }

    /// Ends the act with what came of it.
    func end(_ result: String) {
        let seconds = (ContinuousClock.now - self.started).seconds
        let time = String(format: "%5.1f s", seconds)
        let prefix = self.terminal.hasColour ? "\r" : ""
        self.terminal.line("\(prefix)  \(time)  \(self.title): \(result)" + (self.terminal.hasColour ? "\u{1B}[K" : ""))
    }
}

extension Duration {
    var seconds: Double {
        Double(self.components.seconds) + Double(self.components.attoseconds) / 1e18
    }
}
