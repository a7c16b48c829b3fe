import Primitives

/// What holders of a passport need to enter a country for a short stay. A meeting may need another visa; a travel
/// document or a second nationality changes everything: staff confirm per participant.
package struct VisaRequirementRow: ReferenceRow {
    package static let table = TableName.visaRequirements
    package static let columns = [
        "passport", "destination", "requirement", "class", "valid_from", "valid_to", "source",
    ]

    package let passport: Country
    package let destination: Country
    /// The source's own word, for example `e-visa` or a number of days.
    package let requirement: String
    package let visaClass: VisaClass
    package let validity: Validity
    package let source: String

    package var key: String { Self.key(passport: self.passport, destination: self.destination) }
    package var basis: Basis { .published }

    package static func key(passport: Country, destination: Country) -> String { "\(passport):\(destination)" }

    package init(_ reader: inout RowReader) {
        self.passport = reader.country("passport")
        self.destination = reader.country("destination")
        self.requirement = reader.text("requirement")
        self.visaClass = reader.choice("class", else: VisaClass.consular)
        self.validity = reader.validity()
        self.source = reader.text("source")
    }
}
