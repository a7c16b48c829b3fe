/// Erasing takes two people: whoever asked may take it back, not confirm it.
package enum SecondPersonRule {
    package static func allows(asked: String, decides: String, isYes: Bool) -> Bool {
        !isYes || asked != decides
    }
}
