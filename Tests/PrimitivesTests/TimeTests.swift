import Primitives
import Testing

@Suite("Time")
struct TimeTests {
    @Test(arguments: [
        ("2027-03-14T09:00:00Z", "2027-03-14T09:00:00Z"), ("2027-03-14T09:00:00.250+03:00", "2027-03-14T06:00:00.25Z"),
        ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
        ("2024-02-29t00:00:00z", "2024-02-29T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("2026-01-01T00:30:00+13:00", "2025-12-31T11:30:00Z"),
    ])
    func readsAndWritesRFC3339(_ text: String, _ expected: String) throws {
        let instant = try #require(Instant(rfc3339: text))
        #expect(instant.description == expected)
    }

    @Test(arguments: [
        "2027-03-14T09:00:00", "2027-02-29T09:00:00Z", "2027-03-14 09:00:00Z", "2027-03-14T24:00:00Z",
        "2016-12-31T23:59:60Z", "2027-03-14T09:00Z", "2027-03-14T09:00:00.Z", "2027-13-01T00:00:00Z", "",
        "9999-12-31T23:59:59-00:01", "0001-01-01T00:00:00+00:01", "2027-03-14T09:00:00+3:00", "٢٠٢٧-03-14T09:00:00Z",
    ])
    func refusesWhatIsNoTime(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func datesAgreeWithTheirComponentsForFourHundredYears() throws {
        var expected = try #require(LocalDate(year: 1900, month: 1, day: 1))
        for year in 1900..<2300 {
            for month in 1...12 {
                for day in 1...LocalDate.days(inMonth: month, year: year) {
                    let date = try #require(LocalDate(year: year, month: month, day: day))
                    #expect(date == expected)
                    let parts = date.components
                    if (parts.year, parts.month, parts.day) != (year, month, day) {
                        Issue.record("\(year)-\(month)-\(day)")
                    }
                    expected = expected.adding(days: 1)
                }
            }
        }
        #expect(LocalDate(iso8601: "1970-01-01")?.weekday == 4)
        #expect(LocalDate(iso8601: "2026-11-23")?.weekday == 1)
    }

    @Test func aTimeInsideAGapDoesNotExist() throws {
        let vienna = try #require(Zone("Europe/Vienna"))
        let day = try #require(LocalDate(iso8601: "2027-03-28"))
        let inside = try #require(LocalTime(hour: 2, minute: 30))
        let after = try #require(LocalTime(hour: 3, minute: 0))
        #expect(vienna.instant(day, inside) == nil)
        #expect(vienna.instant(day, after)?.description == "2027-03-28T01:00:00Z")
    }

    @Test func aTimeThatHappensTwiceIsTheEarlierOne() throws {
        let vienna = try #require(Zone("Europe/Vienna"))
        let day = try #require(LocalDate(iso8601: "2027-10-31"))
        let twice = try #require(LocalTime(hour: 2, minute: 30))
        #expect(vienna.instant(day, twice)?.description == "2027-10-31T00:30:00Z")
    }

    @Test(arguments: [("Asia/Kabul", "04:30"), ("Pacific/Tongatapu", "13:00"), ("America/Bogota", "19:00")])
    func localTimes(_ zone: String, _ expected: String) throws {
        let midnight = try #require(Instant(rfc3339: "2027-03-14T00:00:00Z"))
        let local = try #require(Zone(zone)).local(midnight)
        #expect(local.time.description == expected)
    }

    @Test(arguments: ["EST", "GMT+3", "Mars/Olympus", "", "+03:00"])
    func refusesWhatIsNoZone(_ name: String) {
        #expect(Zone(name) == nil)
    }
}
