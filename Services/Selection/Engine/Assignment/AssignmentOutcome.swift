/// What an assignment came to.
package enum AssignmentOutcome: Hashable, Sendable {
    /// All pairs, the kept ones included, ascending by candidate and reviewer.
    case assigned([AssignmentProblem.Pair])
    /// Not everybody can be reviewed; why.
    case impossible([AssignmentShortage])
}
