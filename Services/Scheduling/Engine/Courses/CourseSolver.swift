/// Solves ITC-2007 track 3 instances with the search core that also makes the agendas.
package struct CourseSolver {
    /// What came out, as the independent evaluator sees it.
    package struct Result: Sendable {
        package let timetable: CourseTimetable
        package let score: CourseScore
        /// Moves tried.
        package let iterations: Int
    }

    package let instance: CourseInstance
    let settings: SearchSettings

    package init(_ instance: CourseInstance) {
        self.init(instance, settings: Self.standard)
    }

    package init(_ instance: CourseInstance, settings: SearchSettings) {
        self.instance = instance
        self.settings = settings
    }

    package static let standard = SearchSettings(
        untangling: 12, hottest: 5, coldest: 0.12, clashPrice: 40, clashPriceBounds: 20...2000, firstCooling: 0.8,
        reheats: 2, reheated: 1.5, roomMoves: 40, chainMoves: 60)

    package func solve(
        seed: UInt64, budget: SearchBudget, progress: ((SearchProgress) -> Void)? = nil
    ) -> Result {
        let model = CourseModel(self.instance)
        var cost = model.emptyCost
        cost += Construction(clashPrice: 1000).fill(model)
        let annealer = Annealer(model, cost: cost, settings: self.settings, seed: seed)
        annealer.run(budget, progress: progress)
        let timetable = model.timetable
        return Result(
            timetable: timetable, score: CourseEvaluator(self.instance).score(timetable),
            iterations: annealer.iterations)
    }
}
