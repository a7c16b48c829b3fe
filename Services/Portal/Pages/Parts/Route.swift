import Primitives

/// Every address of the portal. Addresses hold opaque ids and codes of lists, never data about a person.
package enum Route: Hashable, Sendable {
    case start
    case signIn, signInCode, signInDevice, factor, enrol, signOut
    case stepUp, sessions, endOthers, renewCodes
    case endSession(String)
    case people
    case act, stopActing
    case person(String)
    case resetFactor(String)
    case tokens
    case revokeToken(String)
    case safety, privacy, accessibility, contact
    case opportunity(String)
    case apply(String)
    case applicant(String)
    case applications
    case application(String, part: Int)
    case check(String)
    case sent(String)
    case withdraw(String)
    case delete(String)
    case agenda(String)
    case staff
    case pool(String)
    case checkPool(String)
    case scoring
    case score(String)
    case stepBack(String)
    case ranking(String)
    case calibrate(String)
    case cohort(String)
    case compose(String)
    case signCohort(String)
    case confirmCohort(String)
    case budget(String)
    case grid(String)
    case solve(String)
    case release(String)
    case outbox

    /// The address without its language: `/calls/…`.
    package var bare: String {
        switch self {
        case .start: "/"
        case .signIn: "/sign-in"
        case .signInCode: "/sign-in/code"
        case .signInDevice: "/sign-in/device"
        case .factor: "/sign-in/second-factor"
        case .enrol: "/sign-in/set-up"
        case .signOut: "/sign-out"
        case .stepUp: "/step-up"
        case .sessions: "/sessions"
        case .endOthers: "/sessions/end-others"
        case .renewCodes: "/sessions/recovery-codes"
        case .endSession(let id): "/sessions/\(id)/end"
        case .people: "/staff/people"
        case .act: "/staff/see-as"
        case .stopActing: "/see-as/end"
        case .person(let id): "/staff/people/\(id)"
        case .resetFactor(let id): "/staff/people/\(id)/reset"
        case .tokens: "/staff/tokens"
        case .revokeToken(let id): "/staff/tokens/\(id)/revoke"
        case .safety: "/staying-safe"
        case .privacy: "/privacy"
        case .accessibility: "/accessibility"
        case .contact: "/contact"
        case .opportunity(let id): "/calls/\(id)"
        case .apply(let id): "/calls/\(id)/apply"
        case .applicant(let id): "/calls/\(id)/organisation"
        case .applications: "/applications"
        case .application(let id, let part): "/applications/\(id)/parts/\(part)"
        case .check(let id): "/applications/\(id)/check"
        case .sent(let id): "/applications/\(id)"
        case .withdraw(let id): "/applications/\(id)/withdraw"
        case .delete(let id): "/applications/\(id)/delete"
        case .agenda(let id): "/agendas/\(id)"
        case .staff: "/staff"
        case .pool(let id): "/staff/calls/\(id)/applications"
        case .checkPool(let id): "/staff/calls/\(id)/check"
        case .scoring: "/staff/scoring"
        case .score(let id): "/staff/scoring/\(id)"
        case .stepBack(let id): "/staff/scoring/\(id)/step-back"
        case .ranking(let id): "/staff/rounds/\(id)/ranking"
        case .calibrate(let id): "/staff/rounds/\(id)/calibrate"
        case .cohort(let id): "/staff/rounds/\(id)/cohort"
        case .compose(let id): "/staff/rounds/\(id)/compose"
        case .signCohort(let id): "/staff/cohorts/\(id)/sign"
        case .confirmCohort(let id): "/staff/cohorts/\(id)/confirm"
        case .budget(let id): "/staff/convenings/\(id)/budget"
        case .grid(let id): "/staff/convenings/\(id)/agenda"
        case .solve(let id): "/staff/convenings/\(id)/agenda/solve"
        case .release(let id): "/staff/convenings/\(id)/agenda/release"
        case .outbox: "/outbox"
        }
    }

    /// The address in a language: `/ar/calls/…`.
    package func path(in language: Language) -> String {
        // The start page has no slash at its end: `/ar`.
        self == .start ? "/\(language.rawValue)" : "/\(language.rawValue)\(self.bare)"
    }

    /// The address with a query. Names and values are percent-encoded.
    package func path(in language: Language, query: [(String, String)]) -> String {
        let base = self.path(in: language)
        if query.isEmpty { return base }
        let pairs = query.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }
        return base + "?" + pairs.joined(separator: "&")
    }

    /// Percent-encoding of everything but RFC 3986's unreserved characters.
    package static func encode(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = Array("0123456789ABCDEF")
                result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return result
    }
}
