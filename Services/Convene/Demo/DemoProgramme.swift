import ApplicationsContract
import Primitives
import SchedulingContract

/// The programme that the demonstration schedules: the fixed parts of the Global Convening (domain.md) and workshops.
struct DemoProgramme: Sendable {
    let convening: Convening
    let seed: UInt64

    private var days: [LocalDate] { (0..<4).map { self.convening.startsOn.adding(days: $0) } }

    private static let starts = [(9, 0), (11, 0), (14, 0), (16, 0)]

    /// People whom several sessions ask for.
    private var people: [PersonID] {
        var random = SeededGenerator(seed: self.seed, stream: "people")
        return (0..<24).map {
            PersonID(at: Instant(microseconds: 1_780_000_000_000_000 + Int64($0) * 1000), using: &random)
        }
    }

    var agenda: AgendaInput {
        let rooms = [("Acacia", 120, 3), ("Baobab", 60, 2), ("Olive", 40, 2), ("Palm", 40, 1), ("Jasmine", 30, 1)].map {
            ScheduleRoom(name: $0.0, capacity: $0.1, isStepFree: $0.0 != "Jasmine", booths: $0.2)
        }
        var slots: [ScheduleSlot] = []
        for day in self.days {
            for (hour, minute) in Self.starts {
                guard let start = LocalTime(hour: hour, minute: minute) else { continue }
                slots.append(ScheduleSlot(day: day, start: start, minutes: 90))
            }
        }
        return AgendaInput(
            conveningId: self.convening.id, acronym: "global-convening-2027", title: self.convening.title,
            zone: self.convening.zone, rooms: rooms, slots: slots,
            participants: self.people.map {
                ScheduleParticipant(personId: $0, name: nil, zone: self.convening.zone)
            },
            interpreters: [
                ScheduleInterpreters(pair: "en-fr", count: 3), ScheduleInterpreters(pair: "en-es", count: 2),
                ScheduleInterpreters(pair: "en-ar", count: 2),
            ])
    }

    private static let workshops: [(String, String, String, String, String)] = [
        (
            "Leading when it is hard", "Diriger dans l’adversité", "Liderar en la dificultad",
            "القيادة في الظروف الصعبة", "participation"
        ),
        ("Raising resources", "Mobiliser des ressources", "Movilizar recursos", "حشد الموارد", "economic-justice"),
        (
            "Showing results simply", "Montrer ses résultats simplement", "Mostrar resultados con sencillez",
            "عرض النتائج ببساطة", "prevention"
        ),
        (
            "Advocacy with councils", "Plaidoyer auprès des conseils", "Incidencia con concejos", "المناصرة مع المجالس",
            "participation"
        ),
        (
            "Collecting data safely", "Recueillir des données en sécurité", "Recoger datos con seguridad",
            "جمع البيانات بأمان", "protection"
        ),
        (
            "Planning three years ahead", "Planifier à trois ans", "Planificar a tres años", "التخطيط لثلاث سنوات",
            "prevention"
        ),
        ("Telling our story", "Raconter notre histoire", "Contar nuestra historia", "رواية قصتنا", "youth"),
        (
            "Mediation over land and water", "Médiation sur la terre et l’eau", "Mediación por tierra y agua",
            "الوساطة حول الأرض والمياه", "climate"
        ),
        (
            "Care for those who care", "Prendre soin de celles qui soignent", "Cuidar a quienes cuidan",
            "رعاية مقدمات الرعاية", "protection"
        ),
        ("Young women decide", "Les jeunes femmes décident", "Las jóvenes deciden", "الشابات يقررن", "youth"),
    ]

    func sessions(rooms: [ScheduleRoom]) -> [SessionInput] {
        var random = SeededGenerator(seed: self.seed, stream: "sessions")
        let people = self.people
        func some(_ count: Int) -> [PersonID] {
            var chosen: [PersonID] = []
            while chosen.count < count {
                let person = people[random.below(people.count)]
                if !chosen.contains(person) { chosen.append(person) }
            }
            return chosen
        }
        let pairs = ["en-fr", "en-es", "en-ar"]
        let hall = rooms.first { $0.name == "Acacia" }?.id.map { [$0] } ?? []
        var sessions: [SessionInput] = []
        for (day, title) in zip(
            self.days,
            [
                LocalizedText(en: "Opening", fr: "Ouverture", es: "Apertura", ar: "الافتتاح"),
                LocalizedText(
                    en: "Research forum", fr: "Forum de recherche", es: "Foro de investigación", ar: "منتدى البحث"),
                LocalizedText(en: "Common agenda", fr: "Programme commun", es: "Agenda común", ar: "جدول أعمال مشترك"),
                LocalizedText(en: "Closing", fr: "Clôture", es: "Clausura", ar: "الختام"),
            ])
        {
            let isLast = day == self.days[3]
            guard let start = LocalTime(hour: isLast ? 16 : 9, minute: 0) else { continue }
            sessions.append(
                SessionInput(
                    kind: .plenary, title: title, expected: 110, interpretation: pairs, people: some(3),
                    requiredRooms: hall, fixedSlot: SlotName(day: day, start: start), needsStepFree: true))
        }
        for number in 1...5 {
            sessions.append(
                SessionInput(
                    kind: .research,
                    title: LocalizedText(
                        en: "Research conversation \(number)", fr: "Dialogue de recherche \(number)",
                        es: "Diálogo de investigación \(number)", ar: "حوار بحثي \(number)"),
                    expected: 30, theme: "research-\(number)", interpretation: [pairs[number % 3]], people: some(2),
                    requiredDays: [self.days[1]]))
        }
        sessions.append(
            SessionInput(
                kind: .mentorship,
                title: LocalizedText(
                    en: "Mentorship tandems", fr: "Tandems de mentorat", es: "Parejas de mentoría",
                    ar: "ثنائيات الإرشاد"),
                expected: 40, interpretation: ["en-fr"], people: some(2), needsStepFree: true))
        for (index, workshop) in Self.workshops.enumerated() {
            for turn in 0..<2 {
                sessions.append(
                    SessionInput(
                        kind: .workshop,
                        title: LocalizedText(en: workshop.0, fr: workshop.1, es: workshop.2, ar: workshop.3),
                        expected: 25 + index, theme: workshop.4,
                        interpretation: (index + turn) % 2 == 0 ? [pairs[(index + turn) % 3]] : [], people: some(2)))
            }
        }
        for number in 1...3 {
            sessions.append(
                SessionInput(
                    kind: .workingGroup,
                    title: LocalizedText(
                        en: "Working group \(number)", fr: "Groupe de travail \(number)",
                        es: "Grupo de trabajo \(number)",
                        ar: "مجموعة العمل \(number)"),
                    length: 1, expected: 20, theme: "group-\(number)", people: some(2)))
        }
        return sessions
    }
}
