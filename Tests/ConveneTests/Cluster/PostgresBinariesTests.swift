import ConveneCommands
import Testing

@Suite struct PostgresBinariesTests {
    private let found = [
        PostgresBinaries(folder: "/usr/lib/postgresql/17/bin", major: 17),
        PostgresBinaries(folder: "/usr/lib/postgresql/15/bin", major: 15),
    ]

    @Test func newDataGetTheNewestServer() throws {
        #expect(try PostgresBinaries.choose(from: self.found, forData: nil, isRoot: true).major == 17)
    }

    @Test func oldDataKeepTheirVersion() throws {
        #expect(try PostgresBinaries.choose(from: self.found, forData: 15, isRoot: true).major == 15)
        let failure = #expect(throws: CommandFailure.self) {
            try PostgresBinaries.choose(from: self.found, forData: 16, isRoot: false)
        }
        #expect(failure?.advice == "type: sudo apt-get install --yes postgresql-16")
    }

    @Test func aMissingServerIsSaidWithTheLineToType() {
        let failure = #expect(throws: CommandFailure.self) {
            try PostgresBinaries.choose(from: [], forData: nil, isRoot: true)
        }
        #expect(failure?.message == "no PostgreSQL server is installed")
        #expect(failure?.advice?.contains("type: apt-get install --yes postgresql\n") == true)
    }

    @Test func tooOldAServerIsRefused() {
        let old = [PostgresBinaries(folder: "/opt/pg", major: 13)]
        #expect(throws: CommandFailure.self) {
            try PostgresBinaries.choose(from: old, forData: nil, isRoot: true)
        }
    }
}
