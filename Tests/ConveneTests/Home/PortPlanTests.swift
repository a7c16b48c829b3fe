import Access
import ConveneCommands
import Testing

@Suite struct PortPlanTests {
    @Test func theDefaultPorts() throws {
        let plan = try #require(PortPlan(base: PortPlan.defaultBase))
        #expect(plan.publicPort(.portal) == 8443)
        #expect(ServiceName.backends.map { plan.publicPort($0) } == [8451, 8452, 8453, 8454])
        #expect(ServiceName.backends.map { plan.internalPort($0) } == [8461, 8462, 8463, 8464])
        #expect(plan.database == 8471)
        #expect(plan.internalPort(.portal) == nil)
        #expect(plan.publicPort(.convene) == nil)
        #expect(plan.publicAddress(.portal) == "https://127.0.0.1:8443")
    }

    @Test func noPortTwice() throws {
        let ports = try #require(PortPlan(base: 20_000)).all.map(\.port)
        #expect(ports.count == 10)
        #expect(Set(ports).count == 10)
    }

    @Test(arguments: [0, 80, 1_023, 65_508, 65_535] as [UInt16])
    func impossibleBases(_ base: UInt16) {
        #expect(PortPlan(base: base) == nil)
    }

    @Test func theLastPossibleBase() throws {
        #expect(try #require(PortPlan(base: 65_507)).database == 65_535)
    }
}
