import Foundation

/// A cohort problem as a file: the JSON form that the operator's command reads and that benchmarks are shared in.
///
/// ```json
/// {"name": "…", "select": 60, "budget": 114498,
///  "applicants": [{"id": 0, "score": 52.14, "cost": 2121}, …],
///  "quotas": [{"name": "size:small", "members": [1, 5], "min": 22, "max": 34}, …],
///  "include": [3], "exclude": [8]}
/// ```
///
/// `budget`, `include` (who must have a place) and `exclude` (who must not) may be absent.
///
/// Scores are decimal numbers with at most six digits after the point and are kept exactly; costs and the budget are
/// integers of one unit. Further members of an applicant are allowed and ignored: quotas alone say who counts where.
package struct CohortInstance: Sendable {
    package let name: String
    package let problem: CohortProblem
    /// Merit units per score point: a power of ten, at least 100.
    package let scale: Int64

    /// Why a file was refused. Names the place, never a value.
    package struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String

        package init(description: String) {
            self.description = description
        }
    }

    /// - Throws: ``ReadingError``.
    package init(json bytes: [UInt8]) throws(ReadingError) {
        let file: CohortInstanceFile
        do {
            file = try JSONDecoder().decode(CohortInstanceFile.self, from: Data(bytes))
        } catch {
            throw ReadingError(description: "not a cohort instance: \(Self.place(of: error))")
        }
        let scale = try Self.scale(of: file.applicants.map(\.score))
        var positions: [Int: Int] = [:]
        var candidates: [CohortCandidate] = []
        for (position, applicant) in file.applicants.enumerated() {
            guard positions.updateValue(position, forKey: applicant.id) == nil else {
                throw ReadingError(description: "/applicants/\(position)/id: used twice")
            }
            guard let merit = Self.integer(applicant.score * Decimal(scale)) else {
                throw ReadingError(description: "/applicants/\(position)/score: too large")
            }
            candidates.append(CohortCandidate(id: String(applicant.id), merit: merit, cost: applicant.cost))
        }
        var quotas: [CohortQuota] = []
        for (position, quota) in file.quotas.enumerated() {
            let members = quota.members.compactMap { positions[$0] }
            guard members.count == quota.members.count else {
                throw ReadingError(description: "/quotas/\(position)/members: names somebody who is no applicant")
            }
            quotas.append(
                CohortQuota(name: quota.name, members: members.sorted(), minimum: quota.min, maximum: quota.max))
        }
        let pins = try [("include", file.include ?? []), ("exclude", file.exclude ?? [])].map {
            (name, ids) throws(ReadingError) in
            let indices = ids.compactMap { positions[$0] }
            guard indices.count == ids.count else {
                throw ReadingError(description: "/\(name): names somebody who is no applicant")
            }
            return indices
        }
        do {
            self.problem = try CohortProblem(
                candidates: candidates, size: file.select, quotas: quotas, costCeiling: file.budget,
                pinnedIn: pins[0], pinnedOut: pins[1])
        } catch {
            throw ReadingError(description: "not a cohort problem: \(error)")
        }
        self.name = file.name
        self.scale = scale
    }

    /// The decimal text of a number of merit units, with exactly the scale's digits.
    package func score(of merit: Int64) -> String {
        Self.score(of: merit, scale: self.scale)
    }

    static func score(of merit: Int64, scale: Int64) -> String {
        let digits = String(scale).count - 1
        let fraction = String(merit.magnitude % UInt64(scale))
        let padding = String(repeating: "0", count: digits - fraction.count)
        return "\(merit < 0 ? "-" : "")\(merit.magnitude / UInt64(scale)).\(padding)\(fraction)"
    }

    /// The file form of a problem, for checking it with a foreign solver. Ids are positions.
    package static func json(_ problem: CohortProblem, name: String, scale: Int64) -> [UInt8] {
        let file = CohortInstanceFile(
            name: name, select: problem.size, budget: problem.costCeiling,
            applicants: problem.candidates.enumerated().map {
                CohortInstanceFile.Applicant(
                    id: $0.offset, score: Decimal($0.element.merit) / Decimal(scale), cost: $0.element.cost)
            },
            quotas: problem.quotas.map {
                CohortInstanceFile.Quota(name: $0.name, members: $0.members, min: $0.minimum, max: $0.maximum)
            },
            include: problem.pinnedIn.isEmpty ? nil : problem.pinnedIn,
            exclude: problem.pinnedOut.isEmpty ? nil : problem.pinnedOut)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding plain numbers and texts cannot fail.
        return [UInt8]((try? encoder.encode(file)) ?? Data())
    }

    private static func scale(of scores: [Decimal]) throws(ReadingError) -> Int64 {
        var scale: Int64 = 100
        for (position, score) in scores.enumerated() {
            while Self.integer(score * Decimal(scale)) == nil {
                scale *= 10
                guard scale <= 1_000_000 else {
                    throw ReadingError(description: "/applicants/\(position)/score: more than six digits or too large")
                }
            }
        }
        return scale
    }

    private static func integer(_ value: Decimal) -> Int64? {
        guard value.magnitude < Decimal(1 << 31) else { return nil }
        let integer = NSDecimalNumber(decimal: value).int64Value
        return Decimal(integer) == value ? integer : nil
    }

    private static func place(of error: any Error) -> String {
        func pointer(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            let keys = context.codingPath + (last.map { [$0] } ?? [])
            return keys.map { "/\($0.intValue.map(String.init) ?? $0.stringValue)" }.joined()
        }
        return switch error as? DecodingError {
        case .keyNotFound(let key, let context): "\(pointer(context, key)) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(pointer(context)) has the wrong type"
        case .dataCorrupted(let context): "\(pointer(context)) cannot be read"
        default: "cannot be read"
        }
    }
}
