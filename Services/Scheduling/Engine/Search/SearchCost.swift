/// The worth of a timetable, or a change of it: clashes that must not be, and penalties that should not be.
/// Fewer clashes always come first.
package struct SearchCost: Hashable, Sendable, Comparable, Codable {
    package var hard: Int
    package var soft: Int

    package init(hard: Int, soft: Int) {
        self.hard = hard
        self.soft = soft
    }

    package static let zero = SearchCost(hard: 0, soft: 0)

    package static func < (left: SearchCost, right: SearchCost) -> Bool {
        (left.hard, left.soft) < (right.hard, right.soft)
    }

    @inline(__always)
    package static func + (left: SearchCost, right: SearchCost) -> SearchCost {
        SearchCost(hard: left.hard &+ right.hard, soft: left.soft &+ right.soft)
    }

    @inline(__always)
    package static func - (left: SearchCost, right: SearchCost) -> SearchCost {
        SearchCost(hard: left.hard &- right.hard, soft: left.soft &- right.soft)
    }

    @inline(__always)
    package static func += (left: inout SearchCost, right: SearchCost) {
        left.hard &+= right.hard
        left.soft &+= right.soft
    }
}
