import Access
import Primitives

/// Kinds of applicant organisations (domain.md).
package enum OrganisationKind: String, CaseIterable, Codable, Sendable {
    /// Civil-society organisation.
    case cso
    /// Community-based organisation.
    case cbo
    case network
}

/// Size by yearly budget, which quotas speak of.
package enum OrganisationSize: String, CaseIterable, Codable, Sendable {
    case small
    case medium
    case large
}

/// What is sent to create or change an organisation.
package struct OrganisationInput: Codable, Sendable, Equatable {
    package let name: String
    package let country: Country
    package let kind: OrganisationKind
    package let size: OrganisationSize
    package let isWomenLed: Bool
    /// One of the community's members, with or without a grant at present.
    package let isMember: Bool
    /// Languages that the organisation works in.
    package let languages: [Language]

    package init(
        name: String, country: Country, kind: OrganisationKind, size: OrganisationSize, isWomenLed: Bool,
        isMember: Bool, languages: [Language]
    ) {
        self.name = name
        self.country = country
        self.kind = kind
        self.size = size
        self.isWomenLed = isWomenLed
        self.isMember = isMember
        self.languages = languages
    }
}

/// An organisation as its own people and the staff see it.
package struct Organisation: Codable, Sendable, Equatable {
    package let id: OrganisationID
    package let name: String
    package let country: Country
    package let kind: OrganisationKind
    package let size: OrganisationSize
    package let isWomenLed: Bool
    package let isMember: Bool
    package let languages: [Language]
    package let createdAt: Instant
    /// When it was erased; its name is empty then.
    package let erasedAt: Instant?
    package let version: Int

    package init(
        id: OrganisationID, input: OrganisationInput, createdAt: Instant, erasedAt: Instant? = nil, version: Int
    ) {
        self.id = id
        self.name = input.name
        self.country = input.country
        self.kind = input.kind
        self.size = input.size
        self.isWomenLed = input.isWomenLed
        self.isMember = input.isMember
        self.languages = input.languages
        self.createdAt = createdAt
        self.erasedAt = erasedAt
        self.version = version
    }
}

/// Only what the declaration of conflicts needs.
package struct OrganisationName: Codable, Sendable, Equatable {
    package let id: OrganisationID
    package let name: String
    package let country: Country

    package init(id: OrganisationID, name: String, country: Country) {
        self.id = id
        self.name = name
        self.country = country
    }
}

/// What is sent to make an account.
package struct PersonInput: Codable, Sendable, Equatable {
    package let name: String
    package let emailAddress: String
    package let language: Language
    package let roles: [Role]
    package let organisationId: OrganisationID?

    package init(
        name: String, emailAddress: String, language: Language, roles: [Role], organisationId: OrganisationID? = nil
    ) {
        self.name = name
        self.emailAddress = emailAddress
        self.language = language
        self.roles = roles
        self.organisationId = organisationId
    }
}

/// An account as administrators see it.
package struct Person: Codable, Sendable, Equatable {
    package let id: PersonID
    package let name: String
    package let language: Language
    package let roles: [Role]
    package let organisationId: OrganisationID?
    /// When she was erased; her name is empty and she has no roles then.
    package let erasedAt: Instant?

    package init(
        id: PersonID, name: String, language: Language, roles: [Role], organisationId: OrganisationID?,
        erasedAt: Instant? = nil
    ) {
        self.erasedAt = erasedAt
        self.id = id
        self.name = name
        self.language = language
        self.roles = roles
        self.organisationId = organisationId
    }
}

/// An address that somebody typed at sign-in.
package struct SignInAddress: Codable, Sendable, Equatable {
    package let emailAddress: String
    package let language: Language

    package init(emailAddress: String, language: Language) {
        self.emailAddress = emailAddress
        self.language = language
    }
}

/// Who has an address. `personId` is nil when nobody has.
package struct SignInPerson: Codable, Sendable, Equatable {
    package let personId: PersonID?
    package let roles: [Role]

    package init(personId: PersonID?, roles: [Role]) {
        self.personId = personId
        self.roles = roles
    }
}
