import Access
import Durability
import Foundation
import PortalService
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(
    "Portal: a factor that is set up while it is taken away",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct FactorRaceTests {
    private static func session(_ person: PersonID, _ role: Role) -> PortalSession {
        PortalSession(
            id: .next(), subject: person.description, roles: [role], convenings: [], zone: nil, isShared: true,
            idHash: SecretCookie.hash(SecretCookie.makeSecret()), factorAt: nil, enrolling: nil)
    }

    private static func with(_ body: @Sendable (FactorStore) async throws -> Void) async throws {
        try await PortalPlace.withStores { pool, keys in
            try await body(FactorStore(pool, try TestPlace.shared.fieldVault(.portal), keys: keys))
        }
    }

    /// Whoever comes first decides: she has a factor and the administrator's page is old, or there is a code without
    /// which nothing is set up, and with which it is.
    @Test func oneOfBothCounts() async throws {
        try await Self.with { store in
            let administrator = Self.session(.next(), .administrator)
            var enrolments = 0
            for round in 0..<40 {
                let person = PersonID.next()
                let session = Self.session(person, .logistics)
                let seen = try await store.standing(of: session.subject).mark
                let seed = TimeCode.makeSeed()
                let now = Instant.now
                let typed = TimeCode.code(seed: seed, step: TimeCode.step(at: now))
                // Now the one has a start, now the other; in between both are under way.
                async let enrolment = {
                    try await Task.sleep(for: .microseconds(max(0, 20 - round) * 200))
                    return try await store.enrol(
                        seed: seed, typed: typed, given: "", of: session, requestID: "set-up", now: now)
                }()
                async let code = {
                    try await Task.sleep(for: .microseconds(max(0, round - 20) * 200))
                    return try await store.reset(
                        person, seen: seen, by: administrator, reason: "lost", requestID: "reset", now: now)
                }()
                let standing: FactorStore.Standing
                switch (try await enrolment, try await code) {
                case (.done, nil):
                    standing = try await store.standing(of: session.subject)
                    #expect(standing.isEnrolled && standing.codeUntil == nil)
                    enrolments += 1
                case (.wrongEnrolmentCode(isCodeWrong: false), let code?):
                    standing = try await store.standing(of: session.subject)
                    #expect(!standing.isEnrolled && standing.codeUntil != nil)
                    let second = try await store.enrol(
                        seed: seed, typed: typed, given: code.code.groups, of: session, requestID: "again", now: now)
                    guard case .done(let codes) = second else {
                        Issue.record("the code of round \(round) does not work: \(second)")
                        return
                    }
                    #expect(codes.count == RecoveryCode.count)
                case let other: Issue.record("round \(round): \(other)")
                }
            }
            #expect((1..<40).contains(enrolments), "both came first, at least once")
        }
    }
}
