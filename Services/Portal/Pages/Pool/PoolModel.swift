import Primitives

/// One page of the applications of a call, by code. No name reaches this page.
package struct PoolModel: Sendable {
    package struct Row: Sendable {
        package let code: String
        package let country: Country
        /// BCP 47 tag of the language of the answers.
        package let language: String
        package let state: PoolStateWord
        package let sentOn: LocalDate?
        package let size: ChoiceWord

        package init(
            code: String, country: Country, language: String, state: PoolStateWord, sentOn: LocalDate?,
            size: ChoiceWord
        ) {
            self.code = code
            self.country = country
            self.language = language
            self.state = state
            self.sentOn = sentOn
            self.size = size
        }
    }

    /// What the list is narrowed to.
    package struct Filter: Sendable {
        package var state: PoolStateWord?
        package var country: Country?
        package var language: String?

        package init(state: PoolStateWord?, country: Country?, language: String?) {
            self.state = state
            self.country = country
            self.language = language
        }
    }

    package let call: String
    package let name: String
    package let rows: [Row]
    /// How many match in all, when the service says so.
    package let total: Int?
    package let filter: Filter
    package let countries: [Country]
    package let nextCursor: String?
    package let canCheck: Bool

    package init(
        call: String, name: String, rows: [Row], total: Int?, filter: Filter, countries: [Country],
        nextCursor: String?, canCheck: Bool
    ) {
        self.call = call
        self.name = name
        self.rows = rows
        self.total = total
        self.filter = filter
        self.countries = countries
        self.nextCursor = nextCursor
        self.canCheck = canCheck
    }
}
