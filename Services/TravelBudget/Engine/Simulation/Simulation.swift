import Foundation
import Primitives

/// The correlated simulation of a budget (section 8). Every participant draws from a stream of her own, so that the
/// order of the input does not matter and adding a person changes nobody else's numbers.
package struct Simulation: Sendable {
    private let model: SimulationModel
    private let factors: SimulationFactors

    package init(_ model: SimulationModel) {
        self.model = model
        self.factors = SimulationFactors(model)
    }

    /// - Parameter approved: an approved amount in the reporting currency to compare with.
    package func run(approved: Money? = nil) throws(Refusal) -> SimulationResult {
        guard !self.model.travellers.isEmpty || !self.model.eventLines.isEmpty else {
            throw Refusal(.nobody, "simulation")
        }
        let count = self.model.rules.draws
        var totals = SectionTotals(model: self.model)
        var attendance = [Double](repeating: 0, count: count)
        for line in self.model.eventLines {
            self.add(line, comes: nil, fare: nil, to: &totals)
        }
        for traveller in self.model.travellers.sorted(by: { $0.id < $1.id }) {
            self.draw(traveller, totals: &totals, attendance: &attendance)
        }
        return try SimulationSummary(model: self.model, factors: self.factors, totals: totals, attendance: attendance)
            .result(approved: approved)
    }

    private func draw(_ traveller: SimulatedTraveller, totals: inout SectionTotals, attendance: inout [Double]) {
        let rules = self.model.rules
        var generator = SeededGenerator(seed: rules.seed, stream: "traveller/\(traveller.id)")
        let own = max(0, 1 - rules.venueShare - rules.originShare).squareRoot()
        let venue = rules.venueShare.squareRoot()
        let origin = rules.originShare.squareRoot()
        let country = self.factors.origins[traveller.origin, default: []]
        let shared = self.factors.attendance[traveller.origin, default: []]
        let correlated = rules.attendanceCorrelation.squareRoot()
        let independent = (1 - rules.attendanceCorrelation).squareRoot()
        let threshold: Double =
            switch traveller.absent {
            case ...0: -.infinity
            case 1...: .infinity
            default: Normal.quantile(traveller.absent)
            }
        var fare = [Double](repeating: 0, count: rules.draws)
        var comes = [Double](repeating: 0, count: rules.draws)
        for index in 0..<rules.draws {
            fare[index] =
                venue * self.factors.venue[index] + origin * country[index]
                + own * Normal.quantile(generator.openUnit())
            let latent = correlated * shared[index] + independent * Normal.quantile(generator.openUnit())
            comes[index] = latent > threshold ? 1 : 0
            attendance[index] += comes[index]
        }
        for line in traveller.lines {
            self.add(line, comes: comes, fare: fare, to: &totals)
        }
    }

    /// Adds one line to its section in every draw. `comes` is 1 where the whole cost counts and 0 where only the
    /// share that is lost does; without it the line is the event's own.
    private func add(_ line: SimulatedLine, comes: [Double]?, fare: [Double]?, to totals: inout SectionTotals) {
        let count = self.model.rules.draws
        let spread: [Double]?
        switch line.spread {
        case .certain: spread = nil
        case .fare(let sigma, let isModel):
            let half = sigma * sigma / 2
            let own = fare.map { normals in normals.map { exp(sigma * $0 - half) } }
            spread = isModel ? own.map { zip($0, self.factors.level).map { $0 * $1 } } : own
        case .rate(let sigma):
            spread = self.factors.multipliers[SimulationFactors.Multiplier(section: nil, sigma: sigma)]
        case .price(let sigma):
            spread = self.factors.multipliers[SimulationFactors.Multiplier(section: line.section, sigma: sigma)]
        }
        let exchange = self.factors.exchangeMultipliers[line.currency]
        totals.update(line.section) { values in
            for index in 0..<count {
                var amount = line.mean
                if let spread { amount *= spread[index] }
                if let exchange { amount *= exchange[index] }
                if let comes { amount *= comes[index] + (1 - comes[index]) * line.lostShare }
                values[index] += amount
            }
        }
    }
}

/// Totals of every draw by section, in the order of the sections' names.
struct SectionTotals {
    let sections: [String]
    private(set) var values: [[Double]]

    init(model: SimulationModel) {
        let names = model.travellers.flatMap { $0.lines.map(\.section) } + model.eventLines.map(\.section)
        self.sections = Set(names).sorted()
        self.values = self.sections.map { _ in [Double](repeating: 0, count: model.rules.draws) }
    }

    mutating func update(_ section: String, _ body: (inout [Double]) -> Void) {
        guard let position = self.sections.firstIndex(of: section) else { return }
        body(&self.values[position])
    }

    var total: [Double] {
        var total = [Double](repeating: 0, count: self.values.first?.count ?? 0)
        for section in self.values {
            for index in section.indices { total[index] += section[index] }
        }
        return total
    }
}

extension SeededGenerator {
    /// A double strictly between 0 and 1, for quantile functions.
    mutating func openUnit() -> Double { (Double(self.next() >> 12) + 0.5) * 0x1.0p-52 }
}
