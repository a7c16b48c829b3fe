/// The Ed25519 key pair of the installation's tokens. The private half is for the portal and the operator's command;
/// the services only get the public half.
package enum TokenKeyPair {
    /// Makes the pair if there is none, and the public file if it alone is missing or another's.
    /// - Returns: whether a new pair was made (older tokens are void then).
    @discardableResult
    package static func ensure(_ home: Home) throws -> Bool {
        try SigningKeyPair(privateFile: home.tokenKeyFile, publicFile: home.tokenPublicKeyFile).ensure()
    }
}
