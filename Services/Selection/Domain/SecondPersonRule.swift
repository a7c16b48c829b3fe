/// Nobody says yes to what she asked for herself. A no is everybody's: it takes one's own proposal back.
package enum SecondPersonRule {
    package static func allows(asked: String, decides: String, isYes: Bool) -> Bool { !isYes || asked != decides }
}
