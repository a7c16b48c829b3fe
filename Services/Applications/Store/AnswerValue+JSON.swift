import ApplicationsContract
import ServiceKit

extension AnswerValue {
    /// The answer that a JSON value is; nil for what is none: null, a number, an object, a list of other things than texts.
    init?(_ json: JSONValue) {
        switch json {
        case .string(let text): self = .text(text)
        case .bool(let flag): self = .yesNo(flag)
        case .array(let items):
            var texts: [String] = []
            for item in items {
                guard case .string(let text) = item else { return nil }
                texts.append(text)
            }
            self = .list(texts)
        case .null, .integer, .number, .object: return nil
        }
    }
}
