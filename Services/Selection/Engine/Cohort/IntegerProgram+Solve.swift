import CCoin
import Primitives
import Synchronization

/// CbcMain1 keeps some state in file scope (for instance `CbcOrClpRead_mode`), so one model is solved at a time.
private let solving = Locked(())

extension IntegerProgram {
    /// What the solver can say after its time.
    enum Outcome: Sendable {
        /// Proven: no assignment has a smaller objective (beyond the allowed gap).
        case optimal([Int])
        case infeasible
        /// Stopped early: the best assignment so far, if any, and a proven lower bound of the objective.
        case stopped(best: [Int]?, bound: Double)
    }

    /// Solves with CBC: one thread, no relative gap, an absolute gap below one unit of an integer objective.
    ///
    /// - Parameters:
    ///   - secondsLimit: processor seconds; always set, so that no call is without an end.
    ///   - start: an assignment known to be feasible, to begin from.
    func solve(secondsLimit: Double, start: [Int]? = nil) -> Outcome {
        solving.withLock { _ in self.solveAlone(secondsLimit: secondsLimit, start: start) }
    }

    private func solveAlone(secondsLimit: Double, start: [Int]?) -> Outcome {
        guard let model = Cbc_newModel() else { return .stopped(best: nil, bound: -.infinity) }
        defer { Cbc_deleteModel(model) }
        Cbc_setLogLevel(model, 0)
        self.load(into: model)
        Cbc_setObjSense(model, 1)
        for column in 0..<self.columnCount { Cbc_setInteger(model, Int32(column)) }
        if let start {
            let columns = start.indices.map(Int32.init)
            Cbc_setMIPStartI(model, Int32(start.count), columns, start.map(Double.init))
        }
        // CBC's own defaults are not zero. Merit, cost and tie-break are integers, so half a unit cannot hide a
        // better cohort, and stopping there saves the nodes that would only chase rounding.
        for (name, value) in [
            ("log", "0"), ("ratioGap", "0"), ("allowableGap", "0.5"), ("integerTolerance", "1e-7"),
            ("seconds", "\(secondsLimit)"),
        ] { Cbc_setParameter(model, name, value) }
        Cbc_solve(model)
        if Cbc_isProvenInfeasible(model) != 0 { return .infeasible }
        let isOptimal = Cbc_isProvenOptimal(model) != 0
        let solution = Cbc_bestSolution(model).map { values in
            (0..<self.columnCount).map { Int(values[$0].rounded()) }
        }
        guard let solution else {
            return .stopped(best: nil, bound: Cbc_getBestPossibleObjValue(model))
        }
        return isOptimal ? .optimal(solution) : .stopped(best: solution, bound: Cbc_getBestPossibleObjValue(model))
    }

    /// Hands the matrix over by columns, as the C interface wants it.
    private func load(into model: UnsafeMutableRawPointer) {
        var columns = [[(row: Int32, value: Double)]](repeating: [], count: self.columnCount)
        for (row, constraint) in self.rows.enumerated() {
            for term in constraint.terms { columns[term.column].append((Int32(row), term.value)) }
        }
        var starts: [CoinBigIndex] = [0]
        var indices: [Int32] = []
        var values: [Double] = []
        for column in columns {
            for entry in column {
                indices.append(entry.row)
                values.append(entry.value)
            }
            starts.append(CoinBigIndex(indices.count))
        }
        Cbc_loadProblem(
            model, Int32(self.columnCount), Int32(self.rows.count), starts, indices, values, self.lower, self.upper,
            self.objective, self.rows.map(\.lower), self.rows.map(\.upper))
    }
}
