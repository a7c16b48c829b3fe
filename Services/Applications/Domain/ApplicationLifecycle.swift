import Primitives

/// The states of an application and what may be done in each.
package enum ApplicationLifecycle: String, Sendable, CaseIterable {
    case draft
    case submitted
    case withdrawn
    case eligible
    case ineligible

    package enum Act: Sendable, Equatable, CaseIterable {
        case save
        case submit
        case withdraw
        case decideEligible
        case decideIneligible
    }

    /// The state after an act; nil when the act is not possible here.
    package func after(_ act: Act) -> ApplicationLifecycle? {
        switch (self, act) {
        case (.draft, .save): .draft
        case (.draft, .submit): .submitted
        case (.draft, .withdraw), (.submitted, .withdraw), (.eligible, .withdraw), (.ineligible, .withdraw): .withdrawn
        case (.submitted, .decideEligible), (.ineligible, .decideEligible), (.eligible, .decideEligible): .eligible
        case (.submitted, .decideIneligible), (.eligible, .decideIneligible), (.ineligible, .decideIneligible):
            .ineligible
        default: nil
        }
    }
}

/// The window of a call: from its opening up to, and not including, its closing, by the moment a request arrived.
package struct CallDates: Sendable, Equatable {
    package let opensAt: Instant
    package let closesAt: Instant

    package init(opensAt: Instant, closesAt: Instant) {
        self.opensAt = opensAt
        self.closesAt = closesAt
    }

    package enum Phase: String, Sendable {
        case upcoming
        case open
        case closed
    }

    package func phase(at moment: Instant) -> Phase {
        if moment < self.opensAt { return .upcoming }
        return moment < self.closesAt ? .open : .closed
    }
}
