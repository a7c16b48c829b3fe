import SwiftASN1
import X509

/// What a leaf certificate is for. The profile decides its names, its usages and its file name, so that two
/// certificates of the same kind cannot differ by accident.
package enum CertificateProfile: Hashable, Sendable {
    /// The internal door of a service, and the same service when it calls another one: server and client usage,
    /// URI name `spiffe://convene/service/<name>`.
    case internalDoor(ServiceName)
    /// The public door of a service: server usage only, no URI name, so that it can never pass for a caller.
    case publicDoor(ServiceName)
    /// The private PostgreSQL server: server usage only.
    case database

    /// Every name that the authority may certify with a DNS name; it is also the authority's own name constraint.
    package static let knownNames = ServiceName.allCases.map(\.rawValue) + ["postgres"]

    /// All leaves of an installation: the internal certificate of every executable, the public doors of those that
    /// have one, and PostgreSQL.
    package static let all: [CertificateProfile] =
        ServiceName.allCases.map { .internalDoor($0) }
        + (ServiceName.backends + [.portal]).map { .publicDoor($0) } + [.database]

    /// The stem of the files: `<stem>.pem` and `<stem>.key`.
    package var fileStem: String {
        switch self {
        case .internalDoor(let service): service.rawValue
        case .publicDoor(let service): "\(service.rawValue)-public"
        case .database: "postgres"
        }
    }

    /// The common name, for people who read a certificate; no check depends on it.
    package var commonName: String {
        switch self {
        case .internalDoor(let service): "convene \(service.rawValue)"
        case .publicDoor(let service): "convene \(service.rawValue) public"
        case .database: "convene postgres"
        }
    }

    /// The loopback addresses every leaf carries: 127.0.0.1 and ::1.
    static let loopback: [ASN1OctetString] = [
        ASN1OctetString(contentBytes: [127, 0, 0, 1]),
        ASN1OctetString(contentBytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
    ]

    var alternativeNames: SubjectAlternativeNames {
        let hostName: String
        var names: [GeneralName] = []
        switch self {
        case .internalDoor(let service):
            hostName = service.rawValue
            names.append(.uniformResourceIdentifier(service.spiffeID))
        case .publicDoor(let service): hostName = service.rawValue
        case .database: hostName = "postgres"
        }
        names += [.dnsName("localhost"), .dnsName(hostName)]
        names += Self.loopback.map { .ipAddress($0) }
        return SubjectAlternativeNames(names)
    }

    var usages: [ExtendedKeyUsage.Usage] {
        switch self {
        case .internalDoor: [.serverAuth, .clientAuth]
        case .publicDoor, .database: [.serverAuth]
        }
    }
}
