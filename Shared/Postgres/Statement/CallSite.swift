/// Where in the program a statement was issued.
package struct CallSite: Sendable, Hashable, CustomStringConvertible {
    /// Module and file.
    package let file: String
    package let line: UInt

    package init(file: String, line: UInt) {
        self.file = file
        self.line = line
    }

    package var description: String { "\(self.file):\(self.line)" }
}
