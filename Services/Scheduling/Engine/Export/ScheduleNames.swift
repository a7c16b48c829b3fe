import Primitives

/// Identifiers in the forms that the public schedule formats ask for (c3voc `schedule.xsd` and `schema.json`).
struct ScheduleNames {
    private let agenda: PublishedAgenda

    init(_ agenda: PublishedAgenda) {
        self.agenda = agenda
    }

    /// At least four of `a-z 0-9 _`.
    var acronym: String {
        var text = Self.plain(self.agenda.acronym, separator: "_")
        while text.utf8.count < 4 { text += text.isEmpty ? "agenda" : "_" }
        return text
    }

    /// Six of `0-9 A-Z`, unique for each session number: multiplication by a number that shares no factor with
    /// 36^6 permutes all codes.
    func code(_ session: PublishedAgenda.Session) -> String {
        let size = 2_176_782_336
        var value = (session.number % size) * 1_103_515_245 % size
        var code = ""
        let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for _ in 0..<6 {
            code = String(digits[value % 36]) + code
            value /= 36
        }
        return code
    }

    /// `acronym-number-title`, the title without anything but `a-z 0-9 -`.
    func slug(_ session: PublishedAgenda.Session) -> String {
        let title = Self.plain(session.title.best(for: .english).text, separator: "-")
        let tail = title.utf8.count < 2 ? session.kind.rawValue : String(title.prefix(60))
        return "\(self.acronym)-\(session.number)-\(tail)".trimmingSeparators()
    }

    /// Local time with the zone's offset on that date, `2027-03-15T09:00:00+03:00`.
    func local(_ moment: Instant) -> String {
        let offset = self.agenda.zone.offsetSeconds(at: moment) / 60
        let (date, time) = self.agenda.zone.local(moment)
        let sign = offset < 0 ? "-" : "+"
        return "\(date)T\(time):00\(sign)\(Self.clock(abs(offset)))"
    }

    func time(_ moment: Instant) -> String { self.agenda.zone.local(moment).time.description }

    /// Minutes as `HH:MM`.
    static func clock(_ minutes: Int) -> String {
        let hours = minutes / 60
        let rest = minutes % 60
        return "\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func plain(_ text: String, separator: Character) -> String {
        var result = ""
        for character in text.lowercased() {
            // Latin letters lose their marks: "é" is "e" with an accent when decomposed.
            guard let scalar = String(character).decomposedASCII else {
                if !result.isEmpty, result.last != separator { result.append(separator) }
                continue
            }
            result.append(scalar)
        }
        while result.last == separator { result.removeLast() }
        return result
    }
}

extension String {
    /// The base letter or digit of a single Latin character, nil for any other.
    fileprivate var decomposedASCII: Character? {
        guard let scalar = self.decomposedScalars.first, scalar.isASCII else { return nil }
        let character = Character(scalar)
        return character.isLetter || character.isNumber ? character : nil
    }

    fileprivate func trimmingSeparators() -> String {
        var text = self
        while text.last == "-" || text.last == "_" { text.removeLast() }
        return text
    }
}
