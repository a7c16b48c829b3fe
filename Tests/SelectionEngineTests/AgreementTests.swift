import Foundation
import SelectionEngine
import TestSupport
import Testing

@Suite("Agreement statistics against the published examples")
struct AgreementTests {
    private static func units(_ path: String) throws -> [[Double]] {
        let coders = try SharedInstances.rows(path)
        return (coders.first ?? []).indices.map { unit in coders.compactMap { Double($0[unit]) } }
    }

    @Test(
        "Krippendorff 2007: 4 observers x 12 units",
        .enabled(if: SharedInstances.exists("reliability/krippendorff_4x12.csv"), SharedInstances.areMissing),
        arguments: zip([KrippendorffAlpha.Scale.nominal, .ordinal, .interval, .ratio], [0.743, 0.815, 0.849, 0.797]))
    func fourObservers(scale: KrippendorffAlpha.Scale, published: Double) throws {
        let alpha = KrippendorffAlpha(units: try Self.units("reliability/krippendorff_4x12.csv"), scale: scale)
        #expect(abs(try #require(alpha.value) - published) < 0.0006)
    }

    @Test(
        "Krippendorff: 3 coders x 15 units",
        .enabled(if: SharedInstances.exists("reliability/krippendorff_3x15.csv"), SharedInstances.areMissing),
        arguments: zip([KrippendorffAlpha.Scale.nominal, .interval], [0.691, 0.811]))
    func threeCoders(scale: KrippendorffAlpha.Scale, published: Double) throws {
        let alpha = KrippendorffAlpha(units: try Self.units("reliability/krippendorff_3x15.csv"), scale: scale)
        #expect(abs(try #require(alpha.value) - published) < 0.0006)
    }

    @Test(
        "Shrout and Fleiss 1979: 6 targets x 4 judges",
        .enabled(if: SharedInstances.exists("reliability/shrout_fleiss_6x4.csv"), SharedInstances.areMissing))
    func intraclass() throws {
        let table = try SharedInstances.rows("reliability/shrout_fleiss_6x4.csv").map { $0.compactMap(Double.init) }
        let found = try #require(IntraclassCorrelation(table))
        for (value, published) in [
            (found.oneWaySingle, 0.166), (found.agreementSingle, 0.290), (found.consistencySingle, 0.715),
            (found.oneWayMean, 0.443), (found.agreementMean, 0.620), (found.consistencyMean, 0.909),
        ] { #expect(abs(value - published) < 0.0006) }
    }

    @Test("nothing to agree on is nil, full agreement is one")
    func edges() {
        #expect(KrippendorffAlpha(units: [[1], [2]], scale: .interval).value == nil)
        #expect(KrippendorffAlpha(units: [[3, 3], [3, 3]], scale: .interval).value == nil)
        #expect(KrippendorffAlpha(units: [[1, 1], [5, 5], [3, 3, 3]], scale: .ordinal).value == 1)
        #expect(IntraclassCorrelation([[1, 2]]) == nil)
        #expect(IntraclassCorrelation([[2, 2], [2, 2]]) == nil)
        #expect(IntraclassCorrelation([[1, 2], [1]]) == nil)
    }
}
