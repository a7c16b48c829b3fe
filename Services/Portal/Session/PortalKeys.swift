import Crypto
import Foundation

/// The portal's secret keys. They are derived from the installation's signing key, which the portal holds anyway, so
/// that every instance of the portal has the same ones and none is kept twice.
package struct PortalKeys: Sendable {
    private let proof: SymmetricKey
    private let address: SymmetricKey
    private let code: SymmetricKey
    private let sealing: SymmetricKey
    private let peer: SymmetricKey
    private let seed: SymmetricKey
    private let recovery: SymmetricKey
    private let enrolment: SymmetricKey

    /// - Parameter secret: text of the private key file.
    package init(secret: String) {
        let master = SymmetricKey(data: SHA256.hash(data: Data(secret.utf8)))
        func key(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: master, salt: Data("convene portal v1".utf8), info: Data(purpose.utf8),
                outputByteCount: 32)
        }
        self.proof = key("form proof")
        self.address = key("address hash")
        self.code = key("code hash")
        self.sealing = key("address sealing")
        self.peer = key("peer hash")
        self.seed = key("factor sealing")
        self.recovery = key("recovery hash")
        self.enrolment = key("enrolment hash")
    }

    /// Keyed hash by which tries for one address are counted.
    package func hash(of address: EmailAddress) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(address.text.utf8), using: self.address))
    }

    /// Keyed hash of a code within its sign-in: eight digits alone would be guessed from a plain hash at once.
    package func hash(ofCode code: String, signIn: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data("\(signIn) \(code)".utf8), using: self.code))
    }

    /// Keyed hash by which tries from one network are counted: an IPv4 address, or the first 48 bits of an IPv6 one. That
    /// is what one holder commonly gets: counted by 64 bits, she would be 65,536 networks.
    package func hash(ofPeer peer: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Self.network(peer), using: self.peer))
    }

    private static func network(_ peer: String) -> Data {
        var old = in_addr()
        if inet_pton(AF_INET, peer, &old) == 1 { return withUnsafeBytes(of: &old) { bytes in Data(bytes) } }
        var address = in6_addr()
        // Without its zone (`fe80::1%eth0`).
        let text = peer.prefix { $0 != "%" }
        guard inet_pton(AF_INET6, String(text), &address) == 1 else { return Data(peer.utf8) }
        return withUnsafeBytes(of: &address) { bytes in
            // An IPv4 address in IPv6 clothes is that address.
            let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            return Data(isMapped ? bytes.dropFirst(12) : bytes.prefix(6))
        }
    }

    /// Keyed hash of a recovery code of one person.
    package func hash(ofRecoveryCode code: RecoveryCode, subject: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data("\(subject) \(code.text)".utf8), using: self.recovery))
    }

    /// Keyed hash of the enrolment code of one person.
    package func hash(ofEnrolmentCode code: RecoveryCode, subject: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data("\(subject) \(code.text)".utf8), using: self.enrolment))
    }

    /// Encrypts the seed of a person's second factor (AES-256-GCM), bound to her.
    package func seal(seed: [UInt8], subject: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(Data(seed), using: self.seed, authenticating: Data(subject.utf8))
        return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Decrypts a seed; nil when the bytes are not ours or belong to somebody else.
    package func open(seed bytes: [UInt8], subject: String) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: Data(bytes)),
            let data = try? AES.GCM.open(box, using: self.seed, authenticating: Data(subject.utf8))
        else { return nil }
        return Array(data)
    }

    /// Encrypts a short text (AES-256-GCM), bound to what it belongs to.
    package func seal(_ text: String, for owner: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(Data(text.utf8), using: self.sealing, authenticating: Data(owner.utf8))
        return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Decrypts; nil when the bytes are not ours or belong to something else.
    package func open(_ bytes: [UInt8], for owner: String) -> String? {
        guard let box = try? AES.GCM.SealedBox(combined: Data(bytes)),
            let data = try? AES.GCM.open(box, using: self.sealing, authenticating: Data(owner.utf8))
        else { return nil }
        return String(validating: data, as: UTF8.self)
    }

    /// Authentication code of a form's proof.
    func proof(_ message: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(message.utf8), using: self.proof))
    }
}
