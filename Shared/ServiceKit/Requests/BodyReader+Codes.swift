import Primitives

extension BodyReader {
    // MARK: Codes

    /// One of an enumeration's raw values.
    package func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ field: String, _ type: Choice.Type = Choice.self
    ) -> Choice {
        guard let choice = self.optionalChoice(field, type) else {
            if !self.has(field) { self.missing(field) }
            return self.first(type)
        }
        return choice
    }

    package func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(
        _ field: String, _ type: Choice.Type = Choice.self
    ) -> Choice? {
        guard let value = self.take(field) else { return nil }
        return self.choice(value, self.pointer(to: field), type)
    }

    /// A list of an enumeration's raw values, each at most once.
    package func choices<Choice: RawRepresentable<String> & CaseIterable & Hashable>(
        _ field: String, _ type: Choice.Type = Choice.self, count: ClosedRange<Int> = 0...100
    ) -> [Choice] {
        self.values(field, count: count) { value, pointer in self.choice(value, pointer, type) }.uniqued(self, field)
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ value: JSONValue, _ pointer: String, _ type: Choice.Type
    ) -> Choice? {
        if case .string(let text) = value, let choice = Choice(rawValue: text) { return choice }
        let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        self.collector.errors.append(
            FieldError(
                pointer: pointer, code: "not_in_list", detail: "This must be one of: \(allowed).",
                parameters: ["allowed": allowed]))
        return nil
    }

    func first<Choice: CaseIterable>(_ type: Choice.Type) -> Choice {
        guard let first = Choice.allCases.first else { preconditionFailure("an enumeration has cases") }
        return first
    }

    func parsed<Value>(
        _ field: String, _ code: String, _ detail: String, standIn: Value, _ parse: (String) -> Value?
    ) -> Value {
        guard let value = self.take(field) else {
            self.missing(field)
            return standIn
        }
        guard case .string(let text) = value, let parsed = parse(text) else {
            self.fault(field, code, detail)
            return standIn
        }
        return parsed
    }

    func optional<Value>(_ field: String, _ read: () -> Value) -> Value? {
        self.known.insert(field)
        return self.has(field) ? read() : nil
    }

    package func id<Tag>(_ field: String, _ type: ID<Tag>.Type = ID<Tag>.self) -> ID<Tag> {
        self.parsed(field, "not_an_id", "This must be an id (a UUID).", standIn: .next()) { ID<Tag>($0) }
    }

    package func optionalID<Tag>(_ field: String, _ type: ID<Tag>.Type = ID<Tag>.self) -> ID<Tag>? {
        self.optional(field) { self.id(field, type) }
    }

    package func ids<Tag>(
        _ field: String, _ type: ID<Tag>.Type = ID<Tag>.self, count: ClosedRange<Int> = 0...1000
    ) -> [ID<Tag>] {
        self.values(field, count: count) { value, pointer in
            if case .string(let text) = value, let id = ID<Tag>(text) { return id }
            self.collector.errors.append(
                FieldError(pointer: pointer, code: "not_an_id", detail: "This must be an id (a UUID)."))
            return nil
        }.uniqued(self, field)
    }

    /// An ISO 3166-1 alpha-3 code.
    package func country(_ field: String) -> Country {
        self.parsed(
            field, "unknown_country", "This must be an ISO 3166-1 alpha-3 country code.",
            standIn: Country.programme[0]
        ) { Country($0) }
    }

    package func optionalCountry(_ field: String) -> Country? { self.optional(field) { self.country(field) } }

    package func countries(_ field: String, count: ClosedRange<Int> = 0...249) -> [Country] {
        self.values(field, count: count) { value, pointer in
            if case .string(let text) = value, let country = Country(text) { return country }
            self.collector.errors.append(
                FieldError(
                    pointer: pointer, code: "unknown_country",
                    detail: "This must be an ISO 3166-1 alpha-3 country code."))
            return nil
        }.uniqued(self, field)
    }

    /// An ISO 4217 code.
    package func currency(_ field: String) -> Currency {
        self.parsed(field, "unknown_currency", "This must be an ISO 4217 currency code.", standIn: .usd) {
            Currency($0)
        }
    }

    /// An IANA time-zone name.
    package func zone(_ field: String) -> Zone {
        self.parsed(
            field, "unknown_zone", "This must be an IANA time-zone name such as Africa/Nairobi.", standIn: .utc
        ) { Zone($0) }
    }

    /// An RFC 3339 time with a zone.
    package func instant(_ field: String) -> Instant {
        self.parsed(
            field, "not_a_time",
            "This must be an existing date and time with a zone, such as 2027-03-14T09:00:00Z (RFC 3339).",
            standIn: Instant(microseconds: 0)
        ) { text in
            guard let instant = Instant(rfc3339: text) else { return nil }
            return self.within(Self.years, Zone.utc.local(instant).date, field) ? instant : Instant(microseconds: 0)
        }
    }

    /// The dates that this product deals in: far ends of the calendar are slips of the pen, and what is reckoned from
    /// them (an end, another zone) could not be written any more.
    package static let years: ClosedRange<Int> = 1900...2199

    private func within(_ years: ClosedRange<Int>, _ date: LocalDate, _ field: String) -> Bool {
        guard !years.contains(date.components.year) else { return true }
        self.fault(
            field, "out_of_range", "The year must lie between \(years.lowerBound) and \(years.upperBound).",
            ["minimum": "\(years.lowerBound)", "maximum": "\(years.upperBound)"])
        return false
    }

    package func optionalInstant(_ field: String) -> Instant? { self.optional(field) { self.instant(field) } }

    /// An ISO 8601 date that exists.
    package func date(_ field: String) -> LocalDate {
        self.parsed(
            field, "not_a_date", "This must be an existing date such as 2027-03-14 (ISO 8601).",
            standIn: LocalDate(daysSince1970: 0)
        ) { text in
            guard let date = LocalDate(iso8601: text) else { return nil }
            return self.within(Self.years, date, field) ? date : LocalDate(daysSince1970: 0)
        }
    }

    package func optionalDate(_ field: String) -> LocalDate? { self.optional(field) { self.date(field) } }

    /// A time of day `HH:MM`.
    package func time(_ field: String) -> LocalTime {
        guard let midnight = LocalTime(minutes: 0) else { preconditionFailure("midnight exists") }
        return self.parsed(field, "not_a_time", "This must be a time of day such as 09:30.", standIn: midnight) {
            LocalTime(iso8601: $0)
        }
    }

    /// `{ "amount": "1234.50", "currency": "USD" }`, not negative unless allowed.
    package func money(_ field: String, allowsNegative: Bool = false) -> Money {
        guard let reader = self.object(field) else { return .zero(.usd) }
        let faults = self.collector.errors.count
        let currency = reader.currency("currency")
        // How many digits an amount may have is not known while its currency is not.
        let isCurrencyKnown = self.collector.errors.count == faults
        let text = reader.text("amount", 1...24, lines: false)
        let money = Money(amount: text, currency: currency)
        if money == nil, !text.isEmpty, isCurrencyKnown {
            reader.fault(
                "amount", "not_an_amount",
                "This must be a decimal number with at most \(currency.minorUnitDigits) digits after the point.",
                ["digits": "\(currency.minorUnitDigits)"])
        } else if let money, money.minorUnits < 0, !allowsNegative {
            reader.fault("amount", "out_of_range", "This amount may not be negative.", ["minimum": "0"])
        } else if let money, money.minorUnits.magnitude / Self.powerOfTen(currency.minorUnitDigits) > Self.highestAmount
        {
            reader.fault(
                "amount", "out_of_range", "This amount may be at most \(Self.highestAmount).",
                ["minimum": allowsNegative ? "-\(Self.highestAmount)" : "0", "maximum": "\(Self.highestAmount)"])
        }
        reader.endNested()
        return money ?? .zero(currency)
    }

    /// In whole units of the currency. A thousand such amounts still add up within 64 bits.
    private static let highestAmount: UInt64 = 1_000_000_000_000

    private static func powerOfTen(_ exponent: Int) -> UInt64 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

extension Array where Element: Hashable {
    /// The list itself; an entry that stands in it twice is a fault.
    func uniqued(_ reader: BodyReader, _ field: String) -> [Element] {
        var seen: Set<Element> = []
        for (index, element) in self.enumerated() where !seen.insert(element).inserted {
            reader.collector.errors.append(
                FieldError(
                    pointer: "\(reader.pointer(to: field))/\(index)", code: "duplicate",
                    detail: "This entry stands in the list twice."))
        }
        return self
    }
}
