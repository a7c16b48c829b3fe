import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit

/// SQL of calibrations and rankings.
struct CalibrationStore: Sendable {
    /// The overall scores of a round, by candidate code and member, in a stable order.
    func scores(
        _ round: RoundID, _ runner: some QueryRunner
    ) async throws -> [(CandidateID, CommitteeMemberID, Double)] {
        try await runner.fetchTuples(
            """
            select assignment.candidate_id, assignment.member_id, assignment.overall
            from assignment
            join candidate on candidate.id = assignment.candidate_id
            join committee_member as member on member.id = assignment.member_id
            where assignment.round_id = \(round) and assignment.state = 'complete' and assignment.overall is not null
            order by candidate.code, member.subject
            """, as: (CandidateID, CommitteeMemberID, Double).self)
    }

    /// SHA-256 of a text, hexadecimal.
    func hash(of text: String, _ runner: some QueryRunner) async throws -> String {
        try await runner.fetchValue(
            "select encode(sha256(convert_to(\(text), 'UTF8')), 'hex')", as: String.self)
    }

    /// One candidate's part of a calibration.
    struct Line: Sendable {
        let candidate: CandidateID
        let rank: Int
        let score: Double
        let deviation: Double
        let rawMean: Double?
        let reviews: Int
        let spread: Double?
        let chance: Double
    }

    /// One member's part of a calibration.
    struct MemberLine: Sendable {
        let member: CommitteeMemberID
        let leniency: Double
        let deviation: Double
        let steepness: Double
        let reviews: Int
    }

    func insert(
        _ id: CalibrationID, round: RoundID, places: Int, summary: CalibrationSummary, input: String,
        lines: [Line], members: [MemberLine], _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            insert into calibration (id, round_id, places, summary, input)
            values (\(id), \(round), \(places), \(try JSONText(encoding: summary)), \(input))
            """)
        _ = try await transaction.execute(
            """
            insert into calibrated_candidate
                (calibration_id, candidate_id, rank, score, deviation, raw_mean, reviews, spread, chance)
            select \(id), * from unnest(\(lines.map(\.candidate)), \(lines.map(\.rank)), \(lines.map(\.score)),
                \(lines.map(\.deviation)), \(lines.map(\.rawMean)), \(lines.map(\.reviews)),
                \(lines.map(\.spread)), \(lines.map(\.chance)))
            """)
        _ = try await transaction.execute(
            """
            insert into calibrated_member (calibration_id, member_id, leniency, deviation, steepness, reviews)
            select \(id), * from unnest(\(members.map(\.member)), \(members.map(\.leniency)),
                \(members.map(\.deviation)), \(members.map(\.steepness)), \(members.map(\.reviews)))
            """)
    }

    /// Half the width of the central 80 % of a standard normal distribution.
    private static let eighty = 1.281_551_565_544_600_4

    struct Head: RowDecodable {
        let id: CalibrationID
        let places: Int
        let summary: CalibrationSummary

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.places = try row.next()
            let summary: JSONText = try row.next()
            self.summary = try summary.stored()
        }
    }

    /// The newest calibration of a round; nil before the first.
    func latest(_ round: RoundID, _ runner: some QueryRunner) async throws -> Head? {
        try await runner.fetchOptional(
            """
            select id, places, summary from calibration where round_id = \(round)
            order by created_at desc, id desc limit 1
            """, as: Head.self)
    }

    struct RankingRow: RowDecodable {
        let row: Ranking.Row

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let rank: Int = try row.next()
            let code: String = try row.next()
            let country: Country = try row.next()
            let language: Language = try row.next()
            let score: Double = try row.next()
            let deviation: Double = try row.next()
            self.row = Ranking.Row(
                rank: rank, code: code, country: country, language: language, score: score,
                low: score - eighty * deviation, high: score + eighty * deviation, rawMean: try row.next(),
                reviews: try row.next(), spread: try row.next(), chance: try row.next())
        }
    }

    func ranking(_ calibration: Head, _ runner: some QueryRunner) async throws -> Ranking {
        let rows = try await runner.fetchAll(
            """
            select line.rank, candidate.code, candidate.country, candidate.language, line.score, line.deviation,
                line.raw_mean, line.reviews, line.spread, line.chance
            from calibrated_candidate as line
            join candidate on candidate.id = line.candidate_id
            where line.calibration_id = \(calibration.id) and candidate.withdrawn_at is null
            order by line.rank, candidate.code
            """, as: RankingRow.self)
        return Ranking(
            calibrationId: calibration.id, places: calibration.places, summary: calibration.summary,
            rows: rows.map(\.row))
    }

    struct LeniencyRow: RowDecodable {
        let leniency: Leniency

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: CommitteeMemberID = try row.next()
            let subject: String = try row.next()
            let value: Double = try row.next()
            let deviation: Double = try row.next()
            self.leniency = Leniency(
                memberId: id, subject: subject, leniency: value, low: value - eighty * deviation,
                high: value + eighty * deviation, steepness: try row.next(), reviews: try row.next())
        }
    }

    func leniencies(
        _ calibration: CalibrationID, only subject: String?, _ runner: some QueryRunner
    ) async throws -> [Leniency] {
        try await runner.fetchAll(
            """
            select member.id, member.subject, line.leniency, line.deviation, line.steepness, line.reviews
            from calibrated_member as line
            join committee_member as member on member.id = line.member_id
            where line.calibration_id = \(calibration) and (\(subject)::text is null or member.subject = \(subject))
            order by member.subject
            """, as: LeniencyRow.self
        ).map(\.leniency)
    }
}
