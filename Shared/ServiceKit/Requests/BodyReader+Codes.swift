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
        ) { Instant(rfc3339: $0) }
    }

    package func optionalInstant(_ field: String) -> Instant? { self.optional(field) { self.instant(field) } }

    /// An ISO 8601 date that exists.
    package func date(_ field: String) -> LocalDate {
        self.parsed(
            field, "not_a_date", "This must be an existing date such as 2027-03-14 (ISO 8601).",
            standIn: LocalDate(daysSince1970: 0)
        ) { LocalDate(iso8601: $0) }
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
        let currency = reader.currency("currency")
        let text = reader.text("amount", 1...24, lines: false)
        let money = Money(amount: text, currency: currency)
        if money == nil, !text.isEmpty {
            reader.fault(
                "amount", "not_an_amount",
                "This must be a decimal number with at most \(currency.minorUnitDigits) digits after the point.",
                ["digits": "\(currency.minorUnitDigits)"])
        } else if let money, money.minorUnits < 0, !allowsNegative {
            reader.fault("amount", "out_of_range", "This amount may not be negative.", ["minimum": "0"])
        }
        reader.endNested()
        return money ?? .zero(currency)
    }
}

extension Array where Element: Hashable {
    /// The list itself; an entry that stands in it twice is a fault.
    func uniqued(_ reader: BodyReader, _ field: String) -> [Element] {
        if Set(self).count != self.count {
            reader.fault(field, "duplicate", "An entry stands in this list twice.")
        }
        return self
    }
}
