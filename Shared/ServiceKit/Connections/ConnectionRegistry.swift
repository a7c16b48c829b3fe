import Crypto
import Foundation
import NIOCore
import Primitives
import Synchronization

/// The open connections of one door.
final class ConnectionRegistry: Sendable {
    private let roll: Locked<ConnectionRoll<DoorConnection>>
    /// Addresses are only kept under this key, which nobody outside of the process knows.
    private let addressKey = SymmetricKey(size: .bits256)

    init(_ limits: ServiceLimits) {
        self.roll = Locked(ConnectionRoll(perAddress: limits.connectionsPerAddress, total: limits.connections))
    }

    var count: Int { self.roll.withLock { $0.count } }

    /// Files a connection that was just accepted, and closes others that have to make room for it.
    /// - Returns: the connection; `isSuperfluous` when there is no room.
    func open(_ channel: any Channel) -> DoorConnection {
        let address = self.pseudonym(channel.remoteAddress)
        let now = NIODeadline.now().uptimeNanoseconds
        let connection = DoorConnection(channel: channel, address: address, now: now)
        let (number, decision) = self.roll.withLock { roll in
            roll.open(connection, from: address, at: now) { $0.lastUse }
        }
        switch decision {
        case .refused: return DoorConnection(channel: channel, address: address, now: now, isSuperfluous: true)
        case .admitted(let closing):
            channel.closeFuture.whenComplete { [weak self] _ in
                self?.roll.withLock { roll in _ = roll.close(number) }
            }
            for other in closing { other.drop() }
            return connection
        }
    }

    /// What stands for a peer's address, the port aside; IPv6 counts by its first 64 bits, which belong to one holder.
    private func pseudonym(_ address: SocketAddress?) -> UInt64 {
        let bytes: [UInt8]
        switch address {
        // Where `sockaddr_in` and `sockaddr_in6` have the address itself.
        case .v4(let v4): bytes = withUnsafeBytes(of: v4.address) { Array($0[4..<8]) }
        case .v6(let v6):
            bytes = withUnsafeBytes(of: v6.address) { raw in
                // IPv4 at a door that listens on both (RFC 4291 §2.5.5.2).
                let isMapped = raw[8..<18].allSatisfy { $0 == 0 } && raw[18] == 0xFF && raw[19] == 0xFF
                return Array(isMapped ? raw[20..<24] : raw[8..<16])
            }
        case .unixDomainSocket, nil: bytes = []
        }
        return HMAC<SHA256>.authenticationCode(for: bytes, using: self.addressKey)
            .prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
