import Postgres
import Primitives
import Testing

struct SQLTests {
    private enum SortColumn: String, SQLIdentifier {
        case name
        case odd = "o\"dd name"
    }

    @Test func numbersValuesInOrder() {
        let sql: SQL = "select id from call where a = \(1) and b = \("x") and c = \(Int?.none)"
        #expect(sql.text == "select id from call where a = $1 and b = $2 and c = $3")
    }

    @Test func numbersFragmentsAfterWhatStandsBefore() {
        let inner: SQL = "b = \(2) or c = \(3)"
        let outer: SQL = "select 1 where a = \(1) and (\(inner)) and d = \(4) and (\(fragment: inner))"
        #expect(outer.text == "select 1 where a = $1 and (b = $2 or c = $3) and d = $4 and (b = $5 or c = $6)")
    }

    @Test func appendsAndJoins() {
        var sql: SQL = "select 1"
        #expect(!sql.isEmpty && SQL().isEmpty)
        let conditions: [SQL] = ["a = \(1)", "b", "c = \(3)"]
        sql.append(" where \(conditions.joined(separator: " and "))")
        #expect(sql.text == "select 1 where a = $1 and b and c = $2")
        #expect([SQL]().joined(separator: ", ").isEmpty)
    }

    @Test func placeholdersDoNotGrowTogetherWithWhatFollows() {
        let sql: SQL = "select \(1)2, \(3)x, \(4), \(5)\(6)"
        #expect(sql.text == "select $1 2, $2 x, $3, $4$5")
        let leading: SQL = "\(1)"
        #expect(leading.text == "$1")
    }

    @Test func describesWithoutValues() {
        let sql: SQL = "select id from person where name = \("Amina") and born = \(1987)"
        #expect(sql.description == "select id from person where name = **** and born = ****")
        #expect("\(sql)".contains("Amina") == false)
    }

    @Test func textBetweenQuotesInAnInterpolationIsAValue() {
        let name = "x'; drop table person; --"
        let sql: SQL = "select \(name), \("literal"), \("made of \(name)")"
        #expect(sql.text == "select $1, $2, $3")
    }

    @Test func rawTextAndIdentifiers() {
        let sql: SQL = "select 1 order by \(identifier: SortColumn.name) \(raw: "desc"), \(identifier: SortColumn.odd)"
        #expect(sql.text == "select 1 order by \"name\" desc, \"o\"\"dd name\"")
    }

    @Test func textBeyondASCIIKeepsItsPlaces() {
        let sql: SQL = "select 'é', \(1), 'مرحبا', \(2)"
        #expect(sql.text == "select 'é', $1, 'مرحبا', $2")
    }
}
