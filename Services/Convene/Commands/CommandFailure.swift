/// Something went wrong that the person at the terminal can understand and, mostly, mend.
package struct CommandFailure: Error, Equatable, CustomStringConvertible {
    /// What went wrong, as one sentence without a final stop.
    package let message: String
    /// What to do about it.
    package let advice: String?

    package init(_ message: String, advice: String? = nil) {
        self.message = message
        self.advice = advice
    }

    package var description: String {
        guard let advice = self.advice else { return self.message }
        return "\(self.message)\n       \(advice)"
    }
}
