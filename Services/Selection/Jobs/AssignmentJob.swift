import Durability
import Postgres
import Primitives
import SelectionContract
import SelectionDomain
import SelectionEngine
import ServiceKit

/// Assigns reviewers to the candidates of a round. Pairs that are there stay; what is missing is filled.
struct AssignmentJob: Sendable {
    private let journal: Journal
    private let rounds = RoundStore()
    private let committee = CommitteeStore()
    private let assignments: AssignmentStore

    init(_ database: Database, _ vault: FieldVault) {
        self.journal = Journal(database, vault)
        self.assignments = AssignmentStore(vault)
    }

    func run(_ context: JobContext) async throws -> AssignmentReport {
        let input: AssignmentRequest = try context.input()
        guard let round = RoundID(context.job.subject) else { throw JobFailure("unknown-round", "No such round.") }
        context.report(0.1, "reading")
        return try await self.journal.finish(context) { transaction, record in
            let found = try await self.rounds.find(round, memberOnly: nil, lock: true, transaction)
            let next = try found.state(after: .assign)
            let members = found.members.filter { $0.declaredAt != nil }
            let material = try await self.material(found, members, transaction)
            context.report(0.4, "assigning")
            let outcome = try await context.compute { _ in
                AssignmentSolver(seed: UInt64(input.seed)).solve(material.problem)
            }
            guard case .assigned(let pairs) = outcome else { throw Self.failure(outcome, material) }
            guard AssignmentEvaluator(material.problem).faults(in: pairs).isEmpty else {
                throw JobFailure("assignment-unsound", "The assignment broke a rule and was not kept.")
            }
            let kept = Set(material.problem.kept)
            let added = pairs.filter { !kept.contains($0) }
            try await self.assignments.insert(
                round, added.map { material.row($0, seed: UInt64(input.seed)) }, transaction)
            if next != found.state { try await self.rounds.move(round, to: next, transaction) }
            let loads = AssignmentEvaluator(material.problem).loads(of: pairs)
            try await record.audit(
                "assignment.made", "round/\(round)",
                details: [
                    "added": "\(added.count)", "kept": "\(kept.count)", "seed": "\(input.seed)",
                    "engine": AssignmentSolver.version,
                ])
            return AssignmentReport(
                added: added.count, kept: kept.count, smallestLoad: loads.min() ?? 0, largestLoad: loads.max() ?? 0,
                undeclaredMembers: found.members.count - members.count)
        }
    }

    /// The problem, and what its indices stand for.
    private struct Material: Sendable {
        let problem: AssignmentProblem
        let subjects: [AssignmentStore.Subject]
        let members: [CommitteeMember]

        /// A pair as it is kept, with its place in the member's own order of reading.
        func row(
            _ pair: AssignmentProblem.Pair, seed: UInt64
        ) -> (candidate: CandidateID, member: CommitteeMemberID, place: Int) {
            let (subject, member) = (self.subjects[pair.candidate], self.members[pair.reviewer])
            var generator = SeededGenerator(seed: seed, stream: "\(member.subject)/\(subject.code)")
            return (subject.id, member.id, Int(generator.next() >> 2))
        }
    }

    private func material(
        _ round: Round, _ members: [CommitteeMember], _ transaction: Transaction
    ) async throws -> Material {
        let subjects = try await self.assignments.subjects(round.id, transaction)
        var memberIndex: [CommitteeMemberID: Int] = [:]
        for (index, member) in members.enumerated() { memberIndex[member.id] = index }
        var subjectIndex: [CandidateID: Int] = [:]
        for (index, subject) in subjects.enumerated() { subjectIndex[subject.id] = index }

        var excluded = [Set<Int>](repeating: [], count: subjects.count)
        var byOrganisation: [OrganisationID: Set<Int>] = [:]
        for (member, organisation) in try await self.assignments.conflicts(round.id, transaction) {
            if let index = memberIndex[member] { byOrganisation[organisation, default: []].insert(index) }
        }
        for (index, subject) in subjects.enumerated() { excluded[index] = byOrganisation[subject.organisationID] ?? [] }
        var kept: [AssignmentProblem.Pair] = []
        for (candidate, member, state) in try await self.assignments.pairs(round.id, transaction) {
            guard let subject = subjectIndex[candidate], let reviewer = memberIndex[member] else { continue }
            if state == .steppedBack {
                excluded[subject].insert(reviewer)
            } else {
                kept.append(AssignmentProblem.Pair(candidate: subject, reviewer: reviewer))
            }
        }
        let problem = AssignmentProblem(
            candidates: subjects.enumerated().map {
                AssignmentCandidate(
                    id: $0.element.code, language: $0.element.language.rawValue,
                    conflicts: excluded[$0.offset].sorted())
            },
            reviewers: members.map {
                AssignmentReviewer(
                    id: $0.subject, maximumLoad: $0.maximumLoad, languages: $0.languages.map(\.rawValue))
            }, reviewsPerCandidate: round.reviewsPerCandidate, kept: kept)
        return Material(problem: problem, subjects: subjects, members: members)
    }

    private static func failure(_ outcome: AssignmentOutcome, _ material: Material) -> JobFailure {
        guard case .impossible(let shortages) = outcome else {
            return JobFailure("assignment-impossible", "Not every candidate can be reviewed.")
        }
        var short: [String] = []
        for shortage in shortages {
            switch shortage {
            case .tooFewReviewers(let candidate, _, _): short.append(material.subjects[candidate].code)
            case .tooLittleTime(let candidates, let reviewers, let needed, let available):
                return JobFailure(
                    "too-little-time",
                    "\(candidates.count) candidates need \(needed) reviews, but those who may give them have room for \(available).",
                    parameters: [
                        "candidates": "\(candidates.count)", "members": "\(reviewers.count)", "needed": "\(needed)",
                        "available": "\(available)",
                    ])
            }
        }
        return JobFailure(
            "too-few-reviewers",
            "\(short.count) candidates have too few members who may read them (conflicts of interest, languages, declarations).",
            parameters: ["count": "\(short.count)", "codes": short.prefix(20).joined(separator: " ")])
    }
}
