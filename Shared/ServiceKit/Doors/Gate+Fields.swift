import HTTPTypes

extension Gate {
    /// The headers of an answer: its own, the request's id, and those that every answer has.
    func fields(_ answer: APIResponse, _ passage: Passage) -> HTTPFields {
        var fields = HTTPFields()
        for (text, value) in answer.headers {
            guard let name = Self.names[text] ?? HTTPField.Name(text) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        fields.append(HTTPField(name: .requestID, value: passage.requestID))
        fields.append(DateField.now)
        // The next request on this connection is to find another instance.
        if self.drain.isDraining { fields[.connection] = "close" }
        SecurityHeaders.complete(&fields)
        return fields
    }

    /// Header names that answers use, read once.
    private static let names: [String: HTTPField.Name] = [
        "Content-Type", "ETag", "Location", "Link", "Vary", "Content-Encoding", "Content-Disposition", "Cache-Control",
        "Content-Security-Policy", "Retry-After", "Allow", "WWW-Authenticate", "Set-Cookie", "RateLimit",
        "RateLimit-Policy", "Connection",
    ].reduce(into: [:]) { names, text in names[text] = HTTPField.Name(text) }
}
