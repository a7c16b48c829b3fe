import ServiceLifecycle

/// Looks some times a second at what has waited or worked for too long.
struct Pacer: Service {
    let admission: Admission
    let inFlight: InFlight
    static let interval: Duration = .milliseconds(50)

    func run() async throws {
        // It stops after the doors, which stand behind it in the group: the last requests have deadlines too.
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: Self.interval)
                let now = ContinuousClock.now
                self.admission.tick(now)
                self.inFlight.tick(now)
            }
        }
    }
}
