/// What `convene up` was asked to do.
package struct UpRequest: Sendable {
    package let home: Home
    /// `nil`: as the last time, otherwise `PortPlan.defaultBase`.
    package let portBase: UInt16?
    /// `nil`: found from the executable's place.
    package let share: String?
    package let isDemonstration: Bool
    /// Whether the demonstration is played once everything is up.
    package let playsDemo: Bool
    /// Whether the children's logs are shown.
    package let showsLogs: Bool
    /// The environment of this process; `DATABASE_URL` in it names a server that is not ours.
    package let environment: [String: String]

    package init(
        home: Home, portBase: UInt16?, share: String?, isDemonstration: Bool, playsDemo: Bool,
        showsLogs: Bool,
        environment: [String: String]
    ) {
        self.home = home
        self.portBase = portBase
        self.share = share
        self.isDemonstration = isDemonstration
        self.playsDemo = playsDemo
        self.showsLogs = showsLogs
        self.environment = environment
    }

    /// The administrator's address of a server that is not ours; `nil` for the private one.
    package var databaseURL: String? {
        let url = self.environment["DATABASE_URL"] ?? ""
        return url.isEmpty ? nil : url
    }
}
