/// A timetabling problem with its present timetable, as the search core sees it: activities, each in at most one
/// place, a place being a starting period and a room (`period * roomCount + room`).
///
/// A model says what taking an activity out and putting it in costs, and keeps its counters right while doing so.
/// Every move of the core is made of these two, so a model has no moves of its own. Both the agenda of a convening
/// and the university timetables of ITC-2007 are models.
protocol TimetableModel: AnyObject {
    /// Activities that may be moved, in a stable order.
    var movable: [Int] { get }
    /// All activities are numbered 0..<activityCount.
    var activityCount: Int { get }
    var roomCount: Int { get }
    var periodCount: Int { get }
    /// The most that the soft cost of two activities can fall by moving them. A move with more clashes than this
    /// can make good is refused without being made.
    var greatestGain: Int { get }

    /// -1 when not placed.
    func place(of activity: Int) -> Int
    /// An activity that starts at a place; -1 when none does.
    func occupant(of place: Int) -> Int
    /// The places that an activity may have, in a stable order.
    func allowedPlaces(of activity: Int) -> UnsafeBufferPointer<Int32>
    func allows(_ activity: Int, at place: Int) -> Bool
    /// Periods that an activity fills.
    func length(of activity: Int) -> Int
    /// Whether two activities must never be at the same time.
    func excludes(_ activity: Int, _ other: Int) -> Bool
    /// The clashes that an activity would have at a place with everything but itself and one other activity
    /// (-1 for none). Never more than ``insert(_:at:)`` would report.
    func clashes(of activity: Int, at place: Int, ignoring other: Int) -> Int

    /// Takes a placed activity out and returns the change of the total cost.
    func remove(_ activity: Int) -> SearchCost
    /// Puts an activity that is out into a place and returns the change of the total cost.
    func insert(_ activity: Int, at place: Int) -> SearchCost
}
