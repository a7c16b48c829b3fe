import Foundation
import Primitives

/// An agenda as `schedule.json` (schema: https://c3voc.de/schedule/schema.json), the twin of `schedule.xml`.
package struct ScheduleJSONExport {
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

    /// UTF-8 JSON with sorted keys: equal agendas give equal bytes.
    package func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let document: ExportValue = [
            "$schema": "https://c3voc.de/schedule/schema.json",
            "generator": ["name": "convene", "version": .text(self.generator)],
            "schedule": self.schedule,
        ]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    private var schedule: ExportValue {
        let days = self.agenda.allDays
        let themes = Set(self.agenda.sessions.compactMap(\.theme)).sorted()
        return [
            "version": .text(self.agenda.version),
            "base_url": .text(self.agenda.address),
            "url": .text(self.agenda.address),
            "conference": [
                "acronym": .text(self.names.acronym),
                "title": .text(self.agenda.title.best(for: self.language).text),
                "start": .text(days.first?.description ?? ""),
                "end": .text(days.last?.description ?? ""),
                "daysCount": .number(days.count),
                "timeslot_duration": "00:05",
                "time_zone_name": .text(self.agenda.zone.name),
                "rooms": .list(
                    self.agenda.rooms.map { room in
                        [
                            "name": .text(room.name), "guid": .text(room.id.description), "description": .null,
                            "capacity": room.capacity.map { .number($0) } ?? .null,
                        ]
                    }),
                "tracks": .list(themes.map { ["name": .text($0)] }),
                "days": .list(days.enumerated().map { self.day($1, index: $0 + 1) }),
            ],
        ]
    }

    private func day(_ day: LocalDate, index: Int) -> ExportValue {
        var rooms: [String: ExportValue] = [:]
        let sessions = self.agenda.sessions(on: day)
        for room in self.agenda.rooms {
            let here = sessions.filter { $0.room == room.id }
            if !here.isEmpty { rooms[room.name] = .list(here.map { self.event($0, room: room.name) }) }
        }
        return [
            "index": .number(index), "date": .text(day.description),
            "day_start": .text(self.names.local(self.agenda.startOfDay(day))),
            "day_end": .text(
                self.names.local(self.agenda.startOfDay(day.adding(days: 1)).adding(seconds: -60))),
            "rooms": .object(rooms),
        ]
    }

    private func event(_ session: PublishedAgenda.Session, room: String) -> ExportValue {
        let slug = self.names.slug(session)
        return [
            "guid": .text(session.id.description),
            "code": .text(self.names.code(session)),
            "id": .number(session.number),
            "date": .text(self.names.local(session.window.start)),
            "start": .text(self.names.time(session.window.start)),
            "end": .text(self.names.local(session.window.end)),
            "duration": .text(ScheduleNames.clock(session.window.minutes)),
            "room": .text(room),
            "slug": .text(slug),
            "url": .text("\(self.agenda.address)/agenda.html#\(slug)"),
            "title": .text(session.title.best(for: self.language).text),
            "subtitle": "",
            "track": session.theme.map { .text($0) } ?? .null,
            "type": .text(session.kind.rawValue),
            "language": .text(session.language),
            "abstract": .text(session.summary?.best(for: self.language).text ?? ""),
            "description": "",
            "recording_license": "",
            "do_not_record": .flag(!session.allowsRecording),
            "persons": .list(
                session.speakers.map {
                    ["name": .text($0.name), "guid": .text($0.id.description)]
                }),
            "links": [],
            "attachments": [],
        ]
    }
}

/// A JSON value to be written; unlike `Codable` structs it writes `null` where the schema asks for the key.
enum ExportValue: Encodable, ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    case text(String)
    case number(Int)
    case flag(Bool)
    case null
    case list([ExportValue])
    case object([String: ExportValue])

    init(stringLiteral value: String) { self = .text(value) }

    init(arrayLiteral elements: ExportValue...) { self = .list(elements) }

    init(dictionaryLiteral elements: (String, ExportValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .null: try container.encodeNil()
        case .list(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }
}
