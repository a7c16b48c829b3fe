import Primitives
import Testing
import TravelBudgetEngine

@Suite("subsistence (handbook 1.2)")
struct SubsistenceTests {
    private static let header =
        "scheme,place,country,currency,lodging,meals_incidentals,total,from_day,valid_from,valid_to,source\n"
    private static let rates =
        header + """
            T,vienna,AUT,USD,300.00,145.00,445.00,1,2020-01-01,2027-05-10,s
            T,vienna,AUT,USD,310.00,145.00,455.00,1,2027-05-11,,s
            T,vienna,AUT,USD,200.00,100.00,300.00,61,2020-01-01,,s
            T,geneva,CHE,USD,434.00,214.00,648.00,1,2020-01-01,,s
            T,elsewhere,CHE,USD,200.00,100.00,300.00,1,2020-01-01,,s
            T,nadi,FJI,USD,348.00,133.00,481.00,1,2020-01-01,,s
            T,apia,WSM,USD,100.00,100.00,200.00,1,2020-01-01,,s

            """

    private func rules(_ profile: String) throws -> SubsistenceRules {
        let tables = try Shipped.tables()
        let row = try #require(tables.subsistenceProfiles.row(profile, on: try date("2026-11-23")))
        let table = try ReferenceTable<SubsistenceRateRow>(
            try CSVDocument(bytes: Array(Self.rates.utf8)), version: "t")
        return SubsistenceRules(profile: row, scheme: "T", rates: table)
    }

    private func stay(
        _ place: String = "vienna", _ country: String = "AUT", _ zoneName: String = "Europe/Vienna",
        from: String, _ arrival: String = "14:00", to: String, _ departure: String = "10:00"
    ) throws -> Stay {
        Stay(
            place: place, country: try TravelBudgetEngineTests.country(country), zone: try zone(zoneName),
            arrivalDate: try date(from), arrivalTime: try time(arrival), departureDate: try date(to),
            departureTime: try time(departure))
    }

    @Test("one unit per night; the departure day earns nothing; the rate of each date counts")
    func nights() throws {
        let sheet = try self.rules("UN-night-UNWomen-2019").sheet(
            stays: [try self.stay(from: "2027-05-09", to: "2027-05-14")])
        #expect(sheet.lines.map(\.net.amount) == ["445.00", "445.00", "455.00", "455.00", "455.00"])
        #expect(sheet.totals.map(\.amount) == ["2255.00"])
        #expect(sheet.nights == 5)
        #expect(sheet.lines.map(\.provenance.line) == [2, 2, 3, 3, 3])
    }

    @Test("calendar days: the last day pays 40 % once, the rate date is the trip's start")
    func calendarDays() throws {
        let sheet = try self.rules("UNICEF-eTools-2019").sheet(
            stays: [try self.stay(from: "2027-05-09", to: "2027-05-12")])
        #expect(sheet.lines.map(\.net.amount) == ["445.00", "445.00", "445.00", "178.00"])
        let portal = try self.rules("UN-HQ-claim-portal-2010").sheet(
            stays: [try self.stay(from: "2027-05-09", to: "2027-05-12")])
        #expect(portal.lines.map(\.net.amount) == ["445.00", "445.00", "455.00", "0.00"])
    }

    @Test("all items provided leave the incidentals share; a part-paid day is never below 0")
    func deductions() throws {
        let all = Set(Provision.Item.allCases)
        let provisions = try ["2027-05-08", "2027-05-09", "2027-05-10"].map {
            Provision(date: try date($0), items: all)
        }
        let nights = try self.rules("UN-night-UNWomen-2019").sheet(
            stays: [try self.stay(from: "2027-05-08", to: "2027-05-10")], provisions: provisions)
        #expect(nights.lines.map(\.net.amount) == ["89.00", "89.00"])
        let days = try self.rules("UNICEF-eTools-2019").sheet(
            stays: [try self.stay(from: "2027-05-08", to: "2027-05-10")], provisions: provisions)
        #expect(days.lines.map(\.net.amount) == ["89.00", "89.00", "0.00"])
        #expect(days.lines.last?.deductions.count == 4)
    }

    @Test("breakfast belongs to the night before where the profile says so")
    func breakfast() throws {
        let provisions = [Provision(date: try date("2027-05-09"), items: [.breakfast])]
        let stays = [try self.stay(from: "2027-05-08", to: "2027-05-10")]
        let nights = try self.rules("UN-night-UNWomen-2019").sheet(stays: stays, provisions: provisions)
        #expect(nights.lines.map { $0.deductions.count } == [1, 0])
        let days = try self.rules("UNICEF-eTools-2019").sheet(stays: stays, provisions: provisions)
        #expect(days.lines.map { $0.deductions.count } == [0, 1, 0])
    }

    @Test("US federal: 75 % of meals on first and last day, lodging whole, meals by 15/25/40/20")
    func parts() throws {
        let rules = try self.rules("US-federal-foreign")
        let stays = [try self.stay(from: "2027-05-08", to: "2027-05-10")]
        let sheet = try rules.sheet(stays: stays)
        #expect(sheet.lines.map(\.net.amount) == ["408.75", "445.00", "108.75"])
        let fed = try rules.sheet(
            stays: stays, provisions: [Provision(date: try date("2027-05-09"), items: [.lodging, .lunch, .dinner])])
        #expect(fed.lines.map(\.net.amount) == ["408.75", "50.75", "108.75"])
    }

    @Test("a trip without a night: 40 % from the minimum hours on, else a line of 0 that says so")
    func sameDay() throws {
        let rules = try self.rules("UNICEF-eTools-2019")
        let long = try rules.sheet(stays: [try self.stay(from: "2027-05-08", "08:00", to: "2027-05-08", "16:00")])
        #expect(long.lines.map(\.net.amount) == ["178.00"])
        #expect(long.lines.map(\.kind) == [.sameDay])
        let short = try rules.sheet(stays: [try self.stay(from: "2027-05-08", "08:00", to: "2027-05-08", "15:59")])
        #expect(short.lines.map(\.net.amount) == ["0.00"])
        // A meal on a same-day trip: 40 % applied once, then the deduction on the full rate.
        let fed = try rules.sheet(
            stays: [try self.stay(from: "2027-05-08", "08:00", to: "2027-05-08", "18:00")],
            provisions: [Provision(date: try date("2027-05-08"), items: [.lunch])])
        #expect(fed.lines.map(\.net.amount) == ["133.50"])
    }

    @Test("a same-day stop elsewhere adds its share, under the rate of the rest of the country")
    func stop() throws {
        let stays = [
            try self.stay("bern", "CHE", "Europe/Zurich", from: "2027-05-08", "07:00", to: "2027-05-08", "16:00"),
            try self.stay(from: "2027-05-08", "19:00", to: "2027-05-10"),
        ]
        let sheet = try self.rules("UNICEF-eTools-2019").sheet(stays: stays)
        #expect(sheet.lines.map(\.kind) == [.day, .day, .day, .stop])
        #expect(sheet.lines.last?.net.amount == "120.00")
        #expect(sheet.lines.last?.isElsewhereRate == true)
    }

    @Test("tiers are stored rows: from day 61, over the whole trip or anew at a new place")
    func tiers() throws {
        let sheet = try self.rules("UN-night-UNWomen-2019").sheet(
            stays: [try self.stay(from: "2027-05-11", to: "2027-07-20")])
        #expect(sheet.lines.prefix(60).allSatisfy { $0.net.amount == "455.00" })
        #expect(sheet.lines.dropFirst(60).allSatisfy { $0.net.amount == "300.00" })
        #expect(sheet.lines.count == 70)
    }

    @Test("the date line: Samoa to Fiji and home; a flight that lands on the date it left")
    func dateLine() throws {
        // Nadi at UTC+12, Honolulu-side dates do not occur; each stay counts its own local midnights.
        let stays = [
            try self.stay("apia", "WSM", "Pacific/Apia", from: "2027-05-08", "02:00", to: "2027-05-10", "23:30"),
            try self.stay("nadi", "FJI", "Pacific/Fiji", from: "2027-05-11", "00:30", to: "2027-05-13", "22:00"),
        ]
        let sheet = try self.rules("UN-night-UNWomen-2019").sheet(stays: stays)
        #expect(sheet.lines.map(\.date.description) == ["2027-05-08", "2027-05-09", "2027-05-11", "2027-05-12"])
        #expect(sheet.lines.map(\.place) == ["apia", "apia", "nadi", "nadi"])
        let days = try self.rules("UNICEF-eTools-2019").sheet(stays: stays)
        #expect(days.lines.map(\.place) == ["apia", "apia", "apia", "nadi", "nadi", "nadi"])
        #expect(
            days.lines.map(\.date.description).suffix(4) == ["2027-05-10", "2027-05-11", "2027-05-12", "2027-05-13"])
        // A stay in Nadi from 00:30 local is the 11th there, while UTC still says the 10th.
        let night = try self.rules("UN-night-UNWomen-2019").sheet(
            stays: [
                try self.stay("nadi", "FJI", "Pacific/Fiji", from: "2027-05-11", "00:30", to: "2027-05-12", "05:00")
            ])
        #expect(night.lines.map(\.date.description) == ["2027-05-11"])
    }

    @Test("clock changes: a night is a night, and a time inside the gap does not exist")
    func daylightSaving() throws {
        let rules = try self.rules("UN-night-UNWomen-2019")
        let sheet = try rules.sheet(stays: [try self.stay(from: "2027-03-27", to: "2027-03-29")])
        #expect(sheet.nights == 2)
        #expect(throws: Refusal(.timeDoesNotExist, "vienna")) {
            try rules.sheet(stays: [try self.stay(from: "2027-03-28", "02:30", to: "2027-03-29")])
        }
        // 23:00 to 06:30 over the hour that is skipped is 6.5 hours; 08:00 to 16:00 is 8 on any day.
        let autumn = try self.rules("UNICEF-eTools-2019").sheet(
            stays: [try self.stay(from: "2027-10-31", "01:00", to: "2027-10-31", "08:00")])
        #expect(autumn.lines.map(\.net.amount) == ["182.00"])
    }

    @Test("refusals name the reason; nothing is 0 silently")
    func refusals() throws {
        let rules = try self.rules("UN-night-UNWomen-2019")
        #expect(throws: Refusal(.tooFewPoints, "itinerary")) { try rules.sheet(stays: []) }
        #expect(throws: Refusal(.departureBeforeArrival, "vienna")) {
            try rules.sheet(stays: [try self.stay(from: "2027-05-10", to: "2027-05-09")])
        }
        #expect(throws: Refusal(.overlappingStays, "geneva")) {
            try rules.sheet(stays: [
                try self.stay(from: "2027-05-08", to: "2027-05-10"),
                try self.stay("geneva", "CHE", "Europe/Zurich", from: "2027-05-10", "09:59", to: "2027-05-11"),
            ])
        }
        #expect(throws: Refusal(.noRate, "linz")) {
            try rules.sheet(stays: [try self.stay("linz", from: "2027-05-08", to: "2027-05-10")])
        }
        #expect(throws: Refusal(.stayWithoutPlace, "AUT")) {
            try rules.sheet(stays: [try self.stay("", from: "2027-05-08", to: "2027-05-10")])
        }
        #expect(throws: Refusal(.itemWithoutPercentage, "lunch")) {
            try self.rules("UN-HQ-claim-portal-2010").sheet(
                stays: [try self.stay(from: "2027-05-08", to: "2027-05-10")],
                provisions: [Provision(date: try date("2027-05-08"), items: [.lunch])])
        }
    }

    @Test(
        "properties on random trips",
        arguments: ["UN-night-UNWomen-2019", "UNICEF-eTools-2019", "US-federal-foreign"])
    func properties(profile: String) throws {
        let rules = try self.rules(profile)
        var generator = SeededGenerator(seed: 7)
        let first = try date("2027-04-01")
        for _ in 0..<200 {
            let start = first.adding(days: generator.below(60))
            let nights = 1 + generator.below(9)
            let cut = generator.below(nights + 1)
            let end = start.adding(days: nights)
            var provisions: [Provision] = []
            for offset in 0...nights {
                let items = Provision.Item.allCases.filter { _ in generator.below(2) == 0 }
                provisions.append(Provision(date: start.adding(days: offset), items: Set(items)))
            }
            let stay = try self.stay(from: start.description, to: end.description)
            let whole = try rules.sheet(stays: [stay], provisions: provisions)
            for line in whole.lines {
                #expect(line.net.minorUnits >= 0 && line.net.minorUnits <= line.gross.minorUnits)
            }
            // Splitting a stay at a place changes nothing, and the order of the input does not matter.
            let middle = start.adding(days: cut).description
            if start.description != middle || cut > 0 {
                let parts = [
                    try self.stay(from: middle, "21:00", to: end.description, nights == cut ? "22:00" : "10:00"),
                    try self.stay(from: start.description, to: middle, "20:00"),
                ]
                let split = try rules.sheet(stays: parts, provisions: provisions.reversed())
                #expect(split.totals == whole.totals)
            }
            // One more item never raises the net.
            let target = generator.below(provisions.count)
            let more = Provision.Item.allCases[generator.below(4)]
            let fuller = try rules.sheet(
                stays: [stay], provisions: provisions + [Provision(date: provisions[target].date, items: [more])])
            #expect(fuller.totals[0].minorUnits <= whole.totals[0].minorUnits)
            let personal = try rules.sheet(
                stays: [stay], provisions: provisions, personalDates: [start.adding(days: generator.below(nights))])
            #expect(personal.totals[0].minorUnits <= whole.totals[0].minorUnits)
        }
    }
}
