import Access
import Foundation
import TestSupport

extension GoodClient {
    /// An edit of something that nobody else edits. When its outcome is not known, the thing is read again: if it is
    /// as wanted it was kept, if it is as before it is sent again.
    /// - Parameters:
    ///   - reader: the operation that reads the thing.
    ///   - isWanted: whether a thing is as this edit makes it.
    func edit<Value: Decodable & Sendable>(
        _ service: ServiceName, _ endpoint: Endpoint, _ path: [String], reader: Endpoint, token: String,
        version: Int, body: any Encodable & Sendable, _ patience: Patience = .untilAnswered,
        isWanted: @Sendable (Value) -> Bool
    ) async throws -> Fate<Value> {
        let call = Call(
            service: service, endpoint: endpoint, path: path, token: token, body: try Self.json(body),
            ifMatch: "\"v\(version)\"")
        let end = ContinuousClock.now + .seconds(Self.limit)
        var isDoubtful = false
        while true {
            if let answer = await self.send(call, .once) {
                switch answer.status {
                case 200..<300:
                    self.tally.acknowledge(endpoint.id)
                    return .kept(
                        try JSONDecoder().decode(Value.self, from: answer.body), Receipt(call: call, answer: answer))
                case 412 where isDoubtful: break
                default:
                    return .refused(
                        answer.status, answer.problem ?? "", answer.faults.joined(separator: ", "))
                }
            } else if case .once = patience {
                self.tally.count { $0.unknown += 1 }
                return .unknown
            }
            isDoubtful = true
            guard ContinuousClock.now < end else {
                self.tally.fault(.other, "\(endpoint.id) was not answered in \(Int(Self.limit)) s")
                return .unknown
            }
            try await Task.sleep(for: .seconds(Double.random(in: 0.1...0.4)))
            guard let seen = await self.send(Call(service: service, endpoint: reader, path: path, token: token))
            else { return .unknown }
            guard seen.status == 200 else { return .refused(seen.status, seen.problem ?? "", "") }
            switch seen.headers["etag"] {
            case "\"v\(version)\"": continue
            case "\"v\(version + 1)\"":
                let value = try JSONDecoder().decode(Value.self, from: seen.body)
                self.tally.require(isWanted(value), .changed, "\(endpoint.id) left something that nobody sent")
                self.tally.acknowledge(endpoint.id)
                return .kept(value, Receipt(call: call, answer: seen))
            case let tag:
                self.tally.fault(.doubled, "\(endpoint.id) once, but \(tag ?? "no tag") after version \(version)")
                return .unknown
            }
        }
    }
}
