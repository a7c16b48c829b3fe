import Primitives

/// The proposed cohort of a round: its rules, its money, who is in it and why, and its signatures.
package struct CohortModel: Sendable {
    package struct Quota: Sendable {
        package let name: Prose
        package let least: Int?
        package let most: Int?
        package let have: Int

        package init(name: Prose, least: Int?, most: Int?, have: Int) {
            self.name = name
            self.least = least
            self.most = most
            self.have = have
        }
    }

    package struct CountryCount: Sendable {
        package let country: Country
        package let count: Int

        package init(country: Country, count: Int) {
            self.country = country
            self.count = count
        }
    }

    /// What the travel will probably cost.
    package struct Cost: Sendable {
        package let p50: Money?
        package let p80: Money?
        package let p95: Money?
        /// The estimate on which the cohort was composed.
        package let estimate: Money?
        package let ceiling: Money?

        package init(p50: Money?, p80: Money?, p95: Money?, estimate: Money?, ceiling: Money?) {
            self.p50 = p50
            self.p80 = p80
            self.p95 = p95
            self.estimate = estimate
            self.ceiling = ceiling
        }
    }

    package struct Member: Sendable {
        package let code: String
        package let country: Country?
        package let language: String?
        package let rank: Int?
        package let reason: Prose

        package init(code: String, country: Country?, language: String?, rank: Int?, reason: Prose) {
            self.code = code
            self.country = country
            self.language = language
            self.rank = rank
            self.reason = reason
        }
    }

    package enum State: Sendable {
        case none
        case computing
        /// The rules that cannot be kept together.
        case infeasible([Prose])
        case proposed
        case signed
        case confirmed
    }

    package let round: String
    /// Empty while there is none.
    package let id: String
    package let version: String
    package let state: State
    package let isOptimal: Bool
    package let quotas: [Quota]
    package let countries: [CountryCount]
    package let cost: Cost?
    package let members: [Member]
    /// The first of the waiting list, and how many it has in all.
    package let waiting: [Member]
    package let waitingTotal: Int
    package let canCompose: Bool
    package let canSign: Bool
    package let canConfirm: Bool
    /// Signing needs a fresh second factor first.
    package let mustStepUp: Bool
    package let error: FieldErrorWord?
    /// Why the last work that was asked for failed.
    package let failure: Prose?

    package init(
        round: String, id: String, version: String, state: State, isOptimal: Bool, quotas: [Quota],
        countries: [CountryCount], cost: Cost?, members: [Member], waiting: [Member], waitingTotal: Int,
        canCompose: Bool, canSign: Bool,
        canConfirm: Bool, mustStepUp: Bool = false, error: FieldErrorWord?, failure: Prose? = nil
    ) {
        self.round = round
        self.id = id
        self.version = version
        self.state = state
        self.isOptimal = isOptimal
        self.quotas = quotas
        self.countries = countries
        self.cost = cost
        self.members = members
        self.waiting = waiting
        self.waitingTotal = waitingTotal
        self.canCompose = canCompose
        self.canSign = canSign
        self.canConfirm = canConfirm
        self.mustStepUp = mustStepUp
        self.error = error
        self.failure = failure
    }
}
