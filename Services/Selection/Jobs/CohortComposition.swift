import Foundation
import Primitives
import SelectionContract
import SelectionDomain
import SelectionEngine

/// A cohort's sealed problem with what its positions stand for. Ids in the problem are positions in the order of the
/// candidates' codes, as in the file that `convene cohort solve` reads, so both decide ties alike.
struct CohortComposition: Sendable {
    /// Calibrated scores become integers in ten-thousandths of a point: finer than any interval, exact for the optimiser.
    static let scale: Int64 = 10_000

    let instance: CohortInstance
    let contenders: [CohortStore.Contender]

    var problem: CohortProblem { self.instance.problem }

    /// What a policy cannot be composed with.
    enum Fault: Error, Equatable {
        case unknownCode(String)
        case costMissing([String])
        case malformed
    }

    /// The sealed text of a policy over the candidates, who stand in the order of their codes.
    /// - Parameter costs: minor units by country; nil when the policy knows no venue.
    static func seal(
        _ policy: CohortPolicy, contenders: [CohortStore.Contender], costs: [Country: Int64]?, name: String
    ) throws(Fault) -> String {
        var missing: Set<String> = []
        let candidates = contenders.enumerated().map { index, contender in
            if let costs, costs[contender.country] == nil { missing.insert(contender.country.code) }
            return CohortCandidate(
                id: "\(index)", merit: Int64((contender.score * Double(Self.scale)).rounded()),
                cost: costs?[contender.country] ?? 0)
        }
        guard missing.isEmpty else { throw .costMissing(missing.sorted()) }
        let quotas = QuotaRule.counted(policy.quotas.map(Self.rule), among: contenders.map(Self.traits))
        var names: [String: Int] = [:]
        let counted = quotas.map { quota in
            // Two quotas on the same group are two rules and need two names.
            let times = (names[quota.name] ?? 0) + 1
            names[quota.name] = times
            return CohortQuota(
                name: times == 1 ? quota.name : "\(quota.name)#\(times)", members: quota.members,
                minimum: quota.minimum, maximum: quota.maximum)
        }
        do {
            let problem = try CohortProblem(
                candidates: candidates, size: policy.size, quotas: counted,
                costCeiling: policy.costCeiling?.minorUnits, pinnedIn: Self.positions(policy.includes, contenders),
                pinnedOut: Self.positions(policy.excludes, contenders))
            return String(
                decoding: CohortInstance.json(problem, name: name, scale: Self.scale), as: UTF8.self)
        } catch let fault as Fault {
            throw fault
        } catch {
            throw .malformed
        }
    }

    /// Reads sealed inputs again.
    /// - Parameter contenders: the candidates in the order of the seal.
    init(sealed text: String, contenders: [CohortStore.Contender]) throws {
        self.instance = try CohortInstance(json: Array(text.utf8))
        guard self.instance.problem.candidates.count == contenders.count else { throw Fault.malformed }
        self.contenders = contenders
    }

    private static func positions(
        _ codes: [String], _ contenders: [CohortStore.Contender]
    ) throws(Fault) -> [Int] {
        var positions: [Int] = []
        for code in codes {
            guard let position = contenders.firstIndex(where: { $0.code == code }) else { throw .unknownCode(code) }
            positions.append(position)
        }
        return positions
    }

    private static func rule(_ quota: QuotaInput) -> QuotaRule {
        QuotaRule(
            attribute: quota.attribute == .answer ? "answer:\(quota.question ?? "")" : quota.attribute.rawValue,
            values: quota.values, minimum: quota.minimum, maximum: quota.maximum)
    }

    private static func traits(_ contender: CohortStore.Contender) -> CandidateTraits {
        CandidateTraits(
            country: contender.country, language: contender.language, size: contender.size, kind: contender.kind,
            isWomenLed: contender.isWomenLed, isMember: contender.isMember,
            answers: contender.answers.mapValues { answer in
                switch answer {
                case .text(let text): [text]
                case .list(let list): list
                case .yesNo(let flag): [flag ? "yes" : "no"]
                }
            })
    }
}
