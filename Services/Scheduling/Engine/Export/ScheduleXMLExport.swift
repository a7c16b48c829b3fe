import Primitives

/// An agenda as `schedule.xml`, the format that Pentabarf began, frab and pretalx continued, and conference apps read
/// (schema: https://c3voc.de/schedule/schema.xsd).
package struct ScheduleXMLExport {
    private let agenda: PublishedAgenda
    private let names: ScheduleNames
    private let generator: String
    private let language: Language

    /// `generator` is the version of the software.
    package init(_ agenda: PublishedAgenda, generator: String, language: Language = .english) {
        self.agenda = agenda
        self.names = ScheduleNames(agenda)
        self.generator = generator
        self.language = language
    }

    package var text: String {
        let days = self.agenda.allDays
        var xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<schedule>\n"
        xml += "  <generator name=\"convene\" version=\"\(MarkupText.escaped(self.generator))\"/>\n"
        xml += Self.element("url", self.agenda.address, 2)
        xml += Self.element("version", self.agenda.version, 2)
        xml += "  <conference>\n"
        xml += Self.element("title", self.agenda.title.best(for: self.language).text, 4)
        xml += Self.element("acronym", self.names.acronym, 4)
        if let first = days.first, let last = days.last {
            xml += Self.element("start", first.description, 4)
            xml += Self.element("end", last.description, 4)
        }
        xml += Self.element("days", String(days.count), 4)
        xml += Self.element("timeslot_duration", "00:05", 4)
        xml += Self.element("base_url", self.agenda.address, 4)
        xml += Self.element("time_zone_name", self.agenda.zone.name, 4)
        xml += "  </conference>\n"
        for (index, day) in days.enumerated() { xml += self.day(day, index: index + 1) }
        return xml + "</schedule>\n"
    }

    private func day(_ day: LocalDate, index: Int) -> String {
        let start = self.names.local(self.agenda.startOfDay(day))
        let end = self.names.local(self.agenda.startOfDay(day.adding(days: 1)).adding(seconds: -60))
        var xml = "  <day index=\"\(index)\" date=\"\(day)\" start=\"\(start)\" end=\"\(end)\">\n"
        let sessions = self.agenda.sessions(on: day)
        for room in self.agenda.rooms {
            let here = sessions.filter { $0.room == room.id }
            guard !here.isEmpty else { continue }
            xml += "    <room name=\"\(MarkupText.escaped(room.name))\" guid=\"\(room.id)\">\n"
            for session in here { xml += self.event(session, room: room.name) }
            xml += "    </room>\n"
        }
        return xml + "  </day>\n"
    }

    private func event(_ session: PublishedAgenda.Session, room: String) -> String {
        let title = session.title.best(for: self.language).text
        let slug = self.names.slug(session)
        var xml = "      <event guid=\"\(session.id)\" id=\"\(session.number)\" code=\"\(self.names.code(session))\">\n"
        func add(_ name: String, _ value: String) { xml += Self.element(name, value, 8) }
        add("room", room)
        add("title", title)
        add("subtitle", "")
        add("type", session.kind.rawValue)
        add("date", self.names.local(session.window.start))
        add("start", self.names.time(session.window.start))
        add("duration", ScheduleNames.clock(session.window.minutes))
        add("abstract", session.summary?.best(for: self.language).text ?? "")
        add("slug", slug)
        add("track", session.theme ?? "")
        add("language", session.language)
        add("description", "")
        xml += "        <recording>\n"
        xml += Self.element("license", "", 10)
        xml += Self.element("optout", session.allowsRecording ? "false" : "true", 10)
        xml += "        </recording>\n        <persons>\n"
        for (index, speaker) in session.speakers.enumerated() {
            xml += "          <person id=\"\(index + 1)\" guid=\"\(speaker.id)\">"
            xml += "\(MarkupText.escaped(speaker.name))</person>\n"
        }
        xml += "        </persons>\n        <links/>\n        <attachments/>\n"
        add("url", "\(self.agenda.address)/agenda.html#\(slug)")
        return xml + "      </event>\n"
    }

    private static func element(_ name: String, _ value: String, _ indent: Int) -> String {
        String(repeating: " ", count: indent) + "<\(name)>\(MarkupText.escaped(value))</\(name)>\n"
    }
}
