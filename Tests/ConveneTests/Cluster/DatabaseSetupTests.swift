import ConveneCommands
import Testing

@Suite struct DatabaseSetupTests {
    private let home = Home(path: "/srv/house")

    @Test func anAddressIsTakenApart() throws {
        let setup = try DatabaseSetup.external(
            url: "postgres://admin:secret@127.0.0.1:5433/fund?sslmode=disable", home: self.home)
        #expect(setup.access == .init(host: "127.0.0.1", port: 5433, database: "fund", parameters: "sslmode=disable"))
        #expect(!setup.access.url(role: "svc_portal").contains("secret"))
    }

    @Test(arguments: [
        "mysql://a:b@localhost/x", "postgres://user:secret@db.example.org/convene", "postgres://localhost",
        "postgres://user:secret@db.example.org/convene?sslmode=require", "not an address",
    ])
    func unsafeAddressesAreRefusedWithoutRepeatingThem(_ url: String) {
        let failure = #expect(throws: CommandFailure.self) {
            try DatabaseSetup.external(url: url, home: self.home)
        }
        #expect(failure?.description.contains("secret") == false)
        #expect(failure?.advice != nil)
    }

    @Test func aHomeThatWasNeverUpIsSaidSo() {
        let failure = #expect(throws: CommandFailure.self) {
            try DatabaseSetup.existing(home: Home(path: "/nowhere"), databaseURL: nil)
        }
        #expect(failure?.message == "/nowhere has never been up")
    }
}
