import Primitives
import SchedulingEngine
import Testing

@Suite("Time finder")
struct TimeFinderTests {
    private func place(_ zone: String, _ country: String, _ count: Int) throws -> TimeFinder.Place {
        TimeFinder.Place(zone: SampleAgenda.zone(zone), country: try #require(Country(country)), count: count)
    }

    private func programme() throws -> [TimeFinder.Place] {
        [
            try self.place("Asia/Kabul", "AFG", 7), try self.place("Asia/Yangon", "MMR", 5),
            try self.place("Pacific/Tongatapu", "TON", 3), try self.place("America/Bogota", "COL", 8),
            try self.place("America/Port-au-Prince", "HTI", 4), try self.place("Europe/Kyiv", "UKR", 6),
            try self.place("Africa/Khartoum", "SDN", 9), try self.place("Asia/Gaza", "PSE", 2),
        ]
    }

    /// The same by asking the zone minute by minute.
    private func naive(_ places: [TimeFinder.Place], _ start: Instant, _ minutes: Int) -> (Int, Int) {
        var total = 0
        var weekend = 0
        for place in places {
            var worst = 0
            var isWeekend = false
            for minute in 0..<minutes {
                let (date, time) = place.zone.local(start.adding(seconds: Double(minute) * 60))
                let level =
                    switch time.minutes {
                    case 570..<1290: 0
                    case 420..<570, 1290..<1380: 1
                    default: 10
                    }
                worst = max(worst, level)
                if LocalWeekend.contains(date, in: place.country) { isWeekend = true }
            }
            total += worst * place.count
            if isWeekend { weekend += place.count }
        }
        return (total, weekend)
    }

    @Test(
        "every start is weighed as by asking minute by minute, also on days when clocks change",
        arguments: [
            // Ordinary; Haiti forward; Ukraine forward; Ukraine back; Haiti back.
            "2027-02-10", "2027-03-14", "2027-03-28", "2027-10-31", "2027-11-07",
        ])
    func naiveEnumeration(date: String) throws {
        let places = try self.programme()
        let day = try #require(LocalDate(iso8601: date))
        for minutes in [60, 90] {
            let candidates = TimeFinder(places: places, minutes: minutes).candidates(on: [day])
            #expect(candidates.count == 96)
            for candidate in candidates {
                let (total, weekend) = self.naive(places, candidate.window.start, minutes)
                #expect(candidate.inconvenience == total)
                #expect(candidate.onWeekend == weekend)
            }
        }
    }

    @Test("the best is the least of all, and ties go to the earlier start")
    func best() throws {
        let places = try self.programme()
        let first = try #require(LocalDate(iso8601: "2027-05-03"))
        let finder = TimeFinder(places: places, minutes: 90)
        let dates = (0..<14).map { first.adding(days: $0) }
        let all = finder.candidates(on: dates)
        let best = finder.best(5, on: dates.reversed())
        #expect(best.count == 5)
        #expect(best[0].inconvenience == all.map(\.inconvenience).min())
        for (one, two) in zip(best, best.dropFirst()) {
            #expect(
                (one.inconvenience, one.onWeekend, one.atNight, one.window.start)
                    < (two.inconvenience, two.onWeekend, two.atNight, two.window.start))
        }
        let equal = all.filter {
            $0.inconvenience == best[0].inconvenience && $0.onWeekend == best[0].onWeekend
                && $0.atNight == best[0].atNight
        }
        #expect(best[0].window.start == equal.map(\.window.start).min())
    }

    @Test("local times: half-hour zones, and the far side of the date line")
    func localTimes() throws {
        let finder = TimeFinder(places: try self.programme(), minutes: 60)
        let candidate = finder.weigh(try #require(Instant(rfc3339: "2027-02-10T14:00:00Z")))
        #expect(candidate.local[0].startTime.description == "18:30")
        #expect(candidate.local[1].startTime.description == "20:30")
        #expect(candidate.local[2].startTime.description == "03:00")
        #expect(candidate.local[2].startDate.description == "2027-02-11")
        #expect(candidate.local[2].isNight)
        #expect(candidate.worstOff?.place.zone.name == "Pacific/Tongatapu")
        #expect(candidate.local[3].startTime.description == "09:00")
        #expect(candidate.atNight == 3)
    }

    @Test("edges count as the scale says: 9:30 to 21:30 whole, 23:00 the end")
    func edges() throws {
        let places = [try self.place("Africa/Accra", "GHA", 1)]
        func level(_ start: String, _ minutes: Int) throws -> Int {
            let moment = try #require(Instant(rfc3339: "2027-02-10T\(start):00Z"))
            return TimeFinder(places: places, minutes: minutes).weigh(moment).inconvenience
        }
        #expect(try level("09:30", 720) == 0)
        #expect(try level("09:15", 60) == 1)
        #expect(try level("20:45", 60) == 1)
        #expect(try level("22:00", 60) == 1)
        #expect(try level("22:15", 60) == 10)
        #expect(try level("06:45", 60) == 10)
        #expect(try level("07:00", 60) == 1)
        #expect(try level("12:00", 1440) == 10)
    }

    @Test(
        "weekends by country",
        arguments: [
            ("AFG", [4, 5]), ("SDN", [5, 6]), ("YEM", [5, 6]), ("IRQ", [5, 6]), ("JOR", [5, 6]), ("PSE", [5, 6]),
            ("BGD", [5, 6]), ("UKR", [6, 7]), ("COL", [6, 7]), ("FJI", [6, 7]),
        ])
    func weekends(code: String, days: [Int]) throws {
        #expect(LocalWeekend.days(of: try #require(Country(code))) == Set(days))
    }

    @Test("a place may correct its days of rest")
    func correction() throws {
        let zone = SampleAgenda.zone("Africa/Accra")
        let place = TimeFinder.Place(zone: zone, country: try #require(Country("GHA")), count: 2, restDays: [3])
        // 10 February 2027 is a Wednesday.
        let finder = TimeFinder(places: [place], minutes: 60)
        #expect(finder.weigh(try #require(Instant(rfc3339: "2027-02-10T12:00:00Z"))).onWeekend == 2)
    }
}
