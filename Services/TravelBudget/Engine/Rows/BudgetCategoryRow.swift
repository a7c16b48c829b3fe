import Primitives

/// A category of the budget. The default set is the harmonised one of the UN Development Group.
package struct BudgetCategoryRow: ReferenceRow {
    package static let table = TableName.budgetCategories
    package static let columns = ["category", "name", "valid_from", "valid_to", "source"]

    package let category: Int
    package let name: String
    package let validity: Validity
    package let source: String

    package var key: String { String(self.category) }
    package var basis: Basis { .published }

    package init(_ reader: inout RowReader) {
        self.category = reader.integer("category", in: 1...99)
        self.name = reader.text("name")
        self.validity = reader.validity()
        self.source = reader.text("source")
    }
}
