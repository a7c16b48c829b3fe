import Access
import HTTPTypes
import Testing

@Suite("Endpoints")
struct EndpointTests {
    private let one = Endpoint("one", .get, "/v1/things/{thingId}", .read, roles: [.chair])

    @Test func fillsPathsAndEncodesThem() {
        #expect(self.one.path(filling: ["a/b c"]) == "/v1/things/a%2Fb%20c")
        #expect(self.one.matches(path: "/v1/things/7"))
        #expect(!self.one.matches(path: "/v1/things"))
    }

    @Test func problemsFollowFromTheDeclaration() {
        let slugs = self.one.allProblems.map(\.slug)
        #expect(
            slugs == [
                "bad-request", "unauthenticated", "forbidden", "not-found", "too-many-requests", "internal-error",
                "unavailable",
            ])
        let act = Endpoint("act", .post, "/v1/things", .act, body: .json, roles: [.chair], problems: [.conflict])
        #expect(
            Set(act.allProblems).isSuperset(of: [.idempotencyKeyMissing, .conflict, .contentTooLarge, .requestTimeout]))
    }

    @Test func nobodyMayWithoutARow() {
        for role in Role.allCases { #expect(self.one.allows(role) == (role == .chair)) }
    }
}
