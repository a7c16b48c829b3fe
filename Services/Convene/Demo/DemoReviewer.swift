import Primitives
import SelectionContract

/// An invented reader: how severe she is and how she reads.
struct DemoReviewer: Sendable {
    let index: Int
    let seed: UInt64

    /// Scores for what she reads: the text's quality, her severity, and chance. She sees code and answers only.
    func scores(_ assignment: Assignment, _ world: DemoWorld) -> [ReviewScore] {
        var character = SeededGenerator(seed: self.seed, stream: "reviewer-\(self.index)")
        let leniency = 0.45 * DemoWorld.normal(&character)
        var text = ""
        if case .text(let change)? = assignment.answers["change"] { text = change }
        let quality = world.qualityByText[text] ?? 3
        var moment = SeededGenerator(seed: self.seed, stream: "\(self.index)/\(text)")
        return DemoForm.rubric.criteria.map { criterion in
            let seen = quality + leniency + 0.6 * DemoWorld.normal(&moment)
            let value = min(5, max(1, Int(seen.rounded())))
            return ReviewScore(
                criterion: criterion.key, value: value,
                reason: value == 1 || value == 5 ? "Measured against the sentence of the rubric for this point." : nil)
        }
    }
}
