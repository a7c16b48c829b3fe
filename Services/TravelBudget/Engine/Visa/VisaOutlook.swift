import Primitives

/// How likely it is that a traveller cannot enter in time, and what it rests on.
package struct VisaOutlook: Hashable, Sendable, Codable {
    /// Nil: the table has no row for this passport and destination.
    package let visaClass: VisaClass?
    package let refusal: Double
    /// Published when it comes from counted decisions, judgement when from a prior alone.
    package let refusalBasis: Basis
    /// Decisions behind the rate; shown beside it. Nil where there are none.
    package let decidedCount: Int?
    package let late: Double
    package let transit: Double
    /// 1 - (1 - refusal)(1 - late)(1 - transit).
    package let unable: Double
    /// Last day on which an invitation leaves time for nine cases out of ten; nil where no visa is needed.
    package let latestSafeInvitation: LocalDate?
    package let provenance: [Provenance]

    package var needsConsulate: Bool { self.visaClass == .consular }
    /// True when nothing is known and the figures are stand-ins.
    package var isUnknown: Bool { self.visaClass == nil }
}
