import Primitives

/// What every page knows besides its own model: the site, the language, the reader and the address it stands at.
package struct PageContext: Sendable {
    /// What the installation sets.
    package struct Site: Sendable {
        /// The portal's name when the operator chose one; the catalogue's neutral name otherwise.
        package let name: String?
        package let contactAddress: String
        package let stylesheet: String
        package let script: String
        package let icon: String
        /// Whether messages go to the local outbox page instead of the mail.
        package let isDemonstration: Bool

        package init(
            name: String?, contactAddress: String, assets: AssetStore = AssetStore(), isDemonstration: Bool = false
        ) {
            self.name = name
            self.contactAddress = contactAddress
            self.stylesheet = assets.stylesheet.path
            self.script = assets.script.path
            self.icon = assets.icon.path
            self.isDemonstration = isDemonstration
        }
    }

    /// Who reads the page.
    package enum Reader: Sendable {
        case visitor
        case applicant
        /// Staff with their roles and what the navigation offers them.
        case staff(roles: [RoleWord], links: [StaffLink])
    }

    /// One entry of the staff's navigation.
    package struct StaffLink: Sendable {
        package let word: StaffWord
        package let route: Route
        /// What tells it from another of the same word, such as a date.
        package let detail: Prose?

        package init(_ word: StaffWord, _ route: Route, detail: Prose? = nil) {
            self.word = word
            self.route = route
            self.detail = detail
        }

        package func text(_ words: Words) -> Prose {
            guard let detail else { return words(self.word) }
            return words(StaffWord.withDetail, ["name": words(self.word), "detail": detail])
        }
    }

    package let site: Site
    package let words: Words
    package let reader: Reader
    package let route: Route
    /// The query to keep when the language is changed.
    package let query: [(String, String)]
    package let now: Instant
    /// The zone in which this reader wants times.
    package let zone: Zone
    /// Somebody looks at the page as another person sees it, until then.
    package let actingUntil: Instant?
    /// Secrets of the forms on this page.
    package let tokens: FormTokens

    package init(
        site: Site, language: Language, reader: Reader, route: Route, query: [(String, String)] = [], now: Instant,
        zone: Zone, actingUntil: Instant? = nil, tokens: FormTokens
    ) {
        self.site = site
        self.words = Words(language)
        self.reader = reader
        self.route = route
        self.query = query
        self.now = now
        self.zone = zone
        self.actingUntil = actingUntil
        self.tokens = tokens
    }

    package var language: Language { self.words.language }
    package var siteName: Prose { self.site.name.map { Prose(verbatim: $0) } ?? self.words(CommonWord.portalName) }

    /// The address of a route in the language of this page.
    package func path(_ route: Route) -> String { route.path(in: self.language) }

    /// A moment in the reader's zone and in UTC: "30 November 2026 at 18:00 in Khartoum (16:00 UTC)".
    package func moment(_ moment: Instant) -> Prose {
        let format = self.words.format
        let utc = Zone.utc.local(moment)
        let utcTime = Prose(verbatim: utc.time.description)
        if self.zone == .utc {
            return self.words(
                CommonWord.momentUtc, ["date": Prose(verbatim: format.date(utc.date)), "time": utcTime])
        }
        let local = self.zone.local(moment)
        let date = Prose(verbatim: format.date(local.date))
        let time = Prose(verbatim: local.time.description)
        let place = Prose(verbatim: format.zoneName(self.zone))
        if local.date == utc.date {
            return self.words(
                CommonWord.moment, ["date": date, "time": time, "place": place, "utc": utcTime])
        }
        return self.words(
            CommonWord.momentOtherDay,
            [
                "date": date, "time": time, "place": place, "utc": utcTime,
                "utcdate": Prose(verbatim: format.shortDate(utc.date)),
            ])
    }

    /// A date as a sentence writes it.
    package func date(_ date: LocalDate) -> Prose { Prose(verbatim: self.words.format.date(date)) }
}

/// The hidden fields that a form carries.
package struct FormTokens: Sendable {
    /// Proof that the form came from this session.
    package let csrf: String
    /// Sending the same form twice makes one thing.
    package let once: String

    package init(csrf: String, once: String) {
        self.csrf = csrf
        self.once = once
    }
}

extension PageContext {
    /// A zone in a list of choices: "Khartoum (UTC+02:00)".
    package func zoneText(_ zone: Zone) -> Prose {
        if zone == .utc { return Prose(verbatim: "UTC") }
        return self.words(
            CommonWord.zoneChoice,
            [
                "place": Prose(verbatim: self.words.format.zoneName(zone)),
                "offset": Prose(verbatim: self.words.format.offset(zone, at: self.now)),
            ])
    }
}
