import Primitives
import SchedulingEngine
import Testing

/// A release with everything that is awkward in a text: four languages, markup, commas, emoji, long lines.
enum SampleRelease {
    static func make() throws -> PublishedAgenda {
        var generator = SeededGenerator(seed: 5)
        func id<Tag>() -> ID<Tag> { ID(at: Instant(microseconds: 0), using: &generator) }
        let zone = SampleAgenda.zone("Europe/Vienna")
        let hall = PublishedAgenda.Room(id: id(), name: "Großer Saal & Foyer <A>", capacity: 120)
        let olive = PublishedAgenda.Room(id: id(), name: "Olive \"room\"", capacity: nil)
        // 28 March 2027: the clocks go forward in Vienna.
        let day = try #require(LocalDate(iso8601: "2027-03-27"))
        func window(_ offset: Int, _ hour: Int, _ minutes: Int) throws -> TimeWindow {
            let time = try #require(LocalTime(hour: hour, minute: 0))
            let start = try #require(zone.instant(day.adding(days: offset), time))
            return TimeWindow(start: start, end: start.adding(seconds: Double(minutes) * 60))
        }
        let pair = try #require(LanguagePair("fr-en"))
        let sessions = [
            PublishedAgenda.Session(
                id: id(), number: 1, kind: .plenary,
                title: LocalizedText(en: "Opening: care, land; law\\peace", ar: "الافتتاح"),
                summary: LocalizedText(en: "First line\nSecond line, with a comma; and a semicolon"),
                theme: "law & care",
                language: "en", interpretation: [pair], room: hall.id, window: try window(0, 9, 60)),
            PublishedAgenda.Session(
                id: id(), number: 2, kind: .workshop,
                title: LocalizedText(
                    en: "Médiation communautaire : écouter, comprendre, décider ensemble, et recommencer 🕊️ encore"),
                language: "fr", room: olive.id, window: try window(1, 10, 90),
                speakers: [PublishedAgenda.Speaker(id: id(), name: "Ana <b> & Co")], changedIn: 2),
            PublishedAgenda.Session(
                id: id(), number: 3, kind: .knowledgeCafe, title: LocalizedText(en: "مقهى المعرفة"),
                language: "ar", room: hall.id, window: try window(1, 10, 45), allowsRecording: true),
        ]
        let cancelled = [
            PublishedAgenda.Session(
                id: id(), number: 4, kind: .learning, title: LocalizedText(en: "Gone"), language: "en", room: olive.id,
                window: try window(0, 14, 45))
        ]
        return PublishedAgenda(
            id: id(), acronym: "Convening 2027", title: LocalizedText(en: "Global Convening 2027"), zone: zone,
            release: 2,
            version: "v2 <final>", publishedAt: Instant(microseconds: 1_795_000_000_000_000),
            address: "https://127.0.0.1:8454/v1/agendas/x", days: [day, day.adding(days: 1), day.adding(days: 2)],
            rooms: [hall, olive], sessions: sessions, cancelled: cancelled)
    }
}
