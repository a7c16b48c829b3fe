extension BudgetCategoryWord {
    /// The category with a number of the harmonised table (1…8).
    package init(number: Int) {
        let order: [BudgetCategoryWord] = [
            .staff, .supplies, .equipment, .contractual, .travel, .transfers, .operating, .indirect,
        ]
        self = order.indices.contains(number - 1) ? order[number - 1] : .other
    }
}
