import Primitives

/// Limits and weights of the soft rules. A weight of 0 switches a rule off.
package struct AgendaRules: Hashable, Sendable, Codable {
    /// A break between two sessions of a person should be at least this long.
    package var shortestBreakMinutes = 15
    /// Sessions with at most this much between them are "in a row".
    package var rowGapMinutes = 30
    /// A session of several slots may span a pause up to this long between them (coffee, not lunch).
    package var longestInnerPauseMinutes = 30
    /// Online hours that are too late or too early, in the local time of those who join.
    package var nightFromMinutes = 22 * 60
    package var nightToMinutes = 7 * 60
    /// A night or a weekend counts when it is one for more than this share of the audience, in percent.
    package var audiencePercent = 20
    /// Public holidays and other days of rest at the place of the event.
    package var restDays: [LocalDate] = []

    package var shortBreakWeight = 5
    package var thirdInARowWeight = 10
    package var stepFreeWeight = 50
    package var sameThemeWeight = 10
    package var lateHourWeight = 20
    package var localWeekendWeight = 10
    package var restDayWeight = 20
    /// For each session that is not where the reference agenda has it.
    package var movedWeight = 2

    package init() {}
}
