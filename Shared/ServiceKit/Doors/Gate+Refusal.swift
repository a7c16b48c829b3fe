import Access
import HTTPTypes
import NIOCore
import Primitives

extension Gate {
    /// What the connection answers when there is no request that a handler could be asked with: as every problem, and
    /// in the log as every answer.
    var refusal: ConnectionGuard.Refusal {
        { type, detail in
            let passage = Passage(HTTPFields())
            let answer = GateHooks.problemJSON(Problem(type, detail), "/", passage.requestID)
            var fields = self.fields(answer, passage)
            fields[.contentLength] = "\(answer.bytes.count)"
            self.end(passage, status: answer.status)
            return (
                HTTPResponse(status: .init(code: answer.status), headerFields: fields), ByteBuffer(bytes: answer.bytes)
            )
        }
    }
}
