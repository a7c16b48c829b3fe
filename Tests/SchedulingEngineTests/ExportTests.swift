import Foundation
import Primitives
import SchedulingEngine
import Testing

@Suite("Exports")
struct ExportTests {
    @Test("calendar lines are at most 75 octets, end with CRLF, and cut no character")
    func folding() throws {
        let text = ICalendarExport(try SampleRelease.make()).text
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
        for line in Array(text.utf8).split(separator: 0x0D, omittingEmptySubsequences: false) {
            let content = line.first == 0x0A ? line.dropFirst() : line
            #expect(content.count <= 75)
            #expect(!content.contains(0x0A))
            #expect(String(validating: content, as: UTF8.self) != nil)
        }
        let unfolded = text.replacing("\r\n ", with: "")
        #expect(unfolded.contains("SUMMARY:Opening: care\\, land\\; law\\\\peace\r\n"))
        #expect(unfolded.contains("DESCRIPTION:First line\\nSecond line\\, with a comma\\; and a semicolon"))
        #expect(unfolded.contains("LOCATION:Großer Saal & Foyer <A>\r\n"))
    }

    @Test("calendar times are in UTC, on both sides of a daylight-saving change")
    func calendarTimes() throws {
        let text = ICalendarExport(try SampleRelease.make()).text
        // 27 March 2027 is in winter time (+1), the 28th in summer time (+2).
        #expect(text.contains("DTSTART:20270327T080000Z\r\n"))
        #expect(text.contains("DTSTART:20270328T080000Z\r\n"))
        #expect(text.contains("SEQUENCE:2\r\n"))
        #expect(text.contains("STATUS:CANCELLED\r\n"))
    }

    @Test("neutral titles tell nothing")
    func neutralTitles() throws {
        let text = ICalendarExport(try SampleRelease.make(), language: .spanish, titles: .neutral).text
        for word in ["Opening", "Olive", "Global", "DESCRIPTION", "LOCATION", "CATEGORIES", "https"] {
            #expect(!text.contains(word))
        }
        #expect(text.contains("SUMMARY:Sesión 1\r\n"))
    }

    @Test("schedule.xml is well-formed, escaped, and has the forms that the public schema asks for")
    func xml() throws {
        let xml = ScheduleXMLExport(try SampleRelease.make(), generator: "1.0").text
        #expect(xml.contains("<room name=\"Großer Saal &amp; Foyer &lt;A&gt;\" guid=\""))
        #expect(xml.contains("Olive &quot;room&quot;"))
        #expect(xml.contains("<version>v2 &lt;final&gt;</version>"))
        #expect(xml.contains("<date>2027-03-28T10:00:00+02:00</date>"))
        #expect(xml.contains("<duration>01:30</duration>"))
        #expect(xml.contains("start=\"2027-03-28T00:00:00+01:00\" end=\"2027-03-28T23:59:00+02:00\""))
        for match in xml.matches(of: /<slug>(.*?)<\/slug>/) {
            #expect(try /[a-z0-9_]{4,}-[a-z0-9\-_]{4,}/.wholeMatch(in: match.output.1) != nil)
            #expect(try /[a-z0-9_-]+[a-z0-9]/.wholeMatch(in: match.output.1) != nil)
        }
        let codes = xml.matches(of: /code="([0-9A-Z]{6})"/).map(\.output.1)
        #expect(Set(codes).count == 3)
        #expect(!xml.contains("Gone"))
    }

    @Test("schedule.json has the same events as schedule.xml")
    func json() throws {
        let release = try SampleRelease.make()
        let text = try ScheduleJSONExport(release, generator: "1.0").text()
        let root = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(root["$schema"] as? String == "https://c3voc.de/schedule/schema.json")
        let schedule = try #require(root["schedule"] as? [String: Any])
        let conference = try #require(schedule["conference"] as? [String: Any])
        #expect(conference["acronym"] as? String == "convening_2027")
        #expect(conference["daysCount"] as? Int == 3)
        let days = try #require(conference["days"] as? [[String: Any]])
        let events = try days.flatMap { day in
            try #require(day["rooms"] as? [String: [[String: Any]]]).values.flatMap(\.self)
        }
        #expect(events.count == release.sessions.count)
        let xml = ScheduleXMLExport(release, generator: "1.0").text
        for event in events {
            let slug = try #require(event["slug"] as? String)
            #expect(xml.contains("<slug>\(slug)</slug>"))
            #expect(event.keys.contains("track"))
        }
    }

    @Test("the page is in its language and direction, and escapes", arguments: Language.allCases)
    func page(language: Language) throws {
        let html = AgendaHTMLExport(try SampleRelease.make(), language: language).text
        #expect(html.contains("<html lang=\"\(language.rawValue)\" dir=\"\(language.isRightToLeft ? "rtl" : "ltr")\">"))
        #expect(html.contains("Ana &lt;b&gt; &amp; Co"))
        #expect(!html.contains("<b>"))
        #expect(html.components(separatedBy: "<h2").count == 4)
        #expect(html.components(separatedBy: "scope=\"col\"").count == 9)
    }

    @Test("the page shows another zone's times")
    func otherZone() throws {
        let html = AgendaHTMLExport(try SampleRelease.make(), zone: SampleAgenda.zone("Pacific/Tongatapu")).text
        #expect(html.contains(">21:00</time>"))
    }

    @Test("the same release gives the same bytes")
    func stable() throws {
        let first = try ScheduleJSONExport(try SampleRelease.make(), generator: "1.0").text()
        let second = try ScheduleJSONExport(try SampleRelease.make(), generator: "1.0").text()
        #expect(first == second)
    }

    /// Writes the files for checkers in other languages where a folder is named; otherwise there is nothing to do.
    @Test("files for foreign checkers")
    func files() throws {
        guard let folder = ProcessInfo.processInfo.environment["CONVENE_EXPORT_FOLDER"] else { return }
        let release = try SampleRelease.make()
        let files = [
            "calendar.ics": ICalendarExport(release).text,
            "schedule.xml": ScheduleXMLExport(release, generator: "1.0").text,
            "schedule.json": try ScheduleJSONExport(release, generator: "1.0").text(),
            "agenda.html": AgendaHTMLExport(release, language: .arabic).text,
        ]
        for (name, text) in files {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
    }
}
