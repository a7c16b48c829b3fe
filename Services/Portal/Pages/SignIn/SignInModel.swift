/// The first page of signing in: how to reach the person.
package struct SignInModel: Sendable {
    package let address: String
    package let error: FieldErrorWord?
    /// Where the person wanted to go, as an address of this site without its language.
    package let next: String

    package init(address: String, error: FieldErrorWord?, next: String) {
        self.address = address
        self.error = error
        self.next = next
    }
}

/// The second page: the code.
package struct SignInCodeModel: Sendable {
    /// Opaque name of the sign-in that is going on; says nothing about the address.
    package let attempt: String
    package let next: String
    package let isWrong: Bool

    package init(attempt: String, next: String, isWrong: Bool) {
        self.attempt = attempt
        self.next = next
        self.isWrong = isWrong
    }
}

/// The third page: whose device this is.
package struct SignInDeviceModel: Sendable {
    package let next: String

    package init(next: String) {
        self.next = next
    }
}
