import ApplicationsContract
import Primitives

/// One invented organisation of the demonstration and what it writes. Nobody real is meant.
struct DemoOrganisation: Sendable {
    /// Place in the list, from 0; the opaque subject of its applicant is made of it.
    let index: Int
    let input: OrganisationInput
    let language: Language
    let answers: [String: AnswerValue]
    /// How convincing its work reads, in points of a 1–5 scale: what the invented reviewers perceive.
    let quality: Double

    var subject: String { "applicant-\(self.index)" }
}

/// The invented world, made from a seed: the same seed gives the same 600 organisations and answers.
struct DemoWorld: Sendable {
    let organisations: [DemoOrganisation]
    /// What reviewers perceive, by the text that they read.
    let qualityByText: [String: Double]

    /// - Parameters:
    ///   - count: organisations that apply; the first 210 are members of the community.
    init(seed: UInt64, count: Int = 600) {
        var random = SeededGenerator(seed: seed)
        var organisations: [DemoOrganisation] = []
        var qualities: [String: Double] = [:]
        for index in 0..<count {
            let country = Self.country(index, &random)
            let language = Self.language(of: country, &random)
            let quality = 3.1 + 0.75 * Self.normal(&random)
            let phrases = DemoPhrases.of(language)
            let place = phrases.places[random.below(phrases.places.count)]
            let change = DemoPhrases.fill(
                phrases.changes[random.below(phrases.changes.count)], place: place, number: 40 + index)
            qualities[change] = quality
            let size: OrganisationSize =
                switch random.below(10) {
                case 0..<6: .small
                case 6..<9: .medium
                default: .large
                }
            let input = OrganisationInput(
                name: DemoPhrases.fill(
                    phrases.names[random.below(phrases.names.count)], place: place, number: index + 1),
                country: country, kind: size == .small && random.below(2) == 0 ? .cbo : .cso, size: size,
                isWomenLed: true, isMember: index < 210, languages: [language])
            let answers: [String: AnswerValue] = [
                "change": .text(change),
                "difficulty": .text(phrases.difficulties[random.below(phrases.difficulties.count)]),
                "learning": .text(phrases.learnings[random.below(phrases.learnings.count)]),
                "theme": .text(DemoForm.themes[random.below(DemoForm.themes.count)].value),
                "first_time": .yesNo(random.below(10) < 6),
                "can_travel": .yesNo(true),
                "departure_city": .text(place),
                "passport_country": .text(country.code),
                "languages_spoken": .list(language == .english ? ["en"] : [language.rawValue, "en"]),
                "contact_name": .text(phrases.people[random.below(phrases.people.count)]),
                "organisation_role": .text(phrases.roles[random.below(phrases.roles.count)]),
            ]
            organisations.append(
                DemoOrganisation(
                    index: index, input: input, language: language, answers: answers, quality: quality))
        }
        self.organisations = organisations
        self.qualityByText = qualities
    }

    /// Every country is there, the larger programmes more often.
    private static func country(_ index: Int, _ random: inout SeededGenerator) -> Country {
        let all = Country.programme
        if index < all.count * 6 { return all[index % all.count] }
        let weights = all.map { Self.large[$0.code] ?? 2 }
        var draw = random.below(weights.reduce(0, +))
        for (country, weight) in zip(all, weights) {
            draw -= weight
            if draw < 0 { return country }
        }
        return all[0]
    }

    private static let large = [
        "NGA": 12, "UGA": 11, "COL": 10, "UKR": 9, "YEM": 9, "SSD": 9, "AFG": 9, "COD": 9, "SDN": 8, "IRQ": 7,
        "BGD": 7, "MMR": 6, "PSE": 6, "JOR": 6, "HTI": 5, "LBR": 5, "MLI": 5, "CAF": 5, "BDI": 5, "MWI": 5, "SOM": 5,
        "LKA": 4,
    ]

    private static func language(of country: Country, _ random: inout SeededGenerator) -> Language {
        switch country.code {
        case "COL": .spanish
        case "BDI", "COD", "HTI", "MLI", "CAF": random.below(5) == 0 ? .english : .french
        case "IRQ", "JOR", "PSE", "SDN", "YEM": random.below(4) == 0 ? .english : .arabic
        case "SOM": random.below(2) == 0 ? .english : .arabic
        default: .english
        }
    }

    /// A standard normal number (Box and Muller, 1958).
    static func normal(_ random: inout SeededGenerator) -> Double {
        let radius = (-2 * Self.logarithm(1 - random.unit())).squareRoot()
        return radius * Self.cosine(2 * Double.pi * random.unit())
    }
}
