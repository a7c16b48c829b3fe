import Access
import ConveneCommands
import Foundation
import Postgres
import Primitives
import TestSupport

/// Does the deeds, one or two a round, and looks how long everything takes to be ready again.
struct Nemesis: Sendable {
    /// Seconds within which everything must be ready after a deed (trust.md, goals: worst).
    static let limit = 15.0

    let place: FaultPlace

    /// Does the deeds of a round one after the other and waits for readiness after the last.
    func strike(_ deeds: [Deed], _ random: SeededGenerator) async {
        var random = random
        for deed in deeds {
            try? await Task.sleep(for: .milliseconds(50 + random.below(700)))
            await self.perform(deed, &random)
            self.place.tally.count { $0.deeds[deed.kind, default: 0] += 1 }
        }
        // A killed process is still listed for a moment: what answers now may be what is about to end.
        try? await Task.sleep(for: .milliseconds(100))
        guard let seconds = await self.place.ready(within: Self.limit) else {
            let logs = (FaultPlace.services.map(\.rawValue) + ["postgres", "convene"]).map {
                "\n  \($0): \(self.place.tail($0, lines: 2))"
            }
            self.place.tally.fault(
                .other,
                "not ready \(Int(Self.limit)) s after \(deeds.map(\.kind).joined(separator: ", "))\(logs.joined())")
            // What follows is judged by itself.
            _ = await self.place.ready(within: 60)
            return
        }
        self.place.tally.count { $0.recoveries.append(seconds) }
    }

    private func perform(_ deed: Deed, _ random: inout SeededGenerator) async {
        switch deed {
        case .killService(let service): self.send(SIGKILL, service.rawValue)
        case .stopService(let service): self.send(SIGTERM, service.rawValue)
        case .freezeService(let service, let tenths): await self.freeze(service.rawValue, tenths)
        case .killPostgres: self.send(SIGKILL, PrivateCluster.processName)
        // What `pg_ctl stop -m immediate` sends.
        case .stopPostgresAtOnce: self.send(SIGQUIT, PrivateCluster.processName)
        case .freezePostgres(let tenths): await self.freeze(PrivateCluster.processName, tenths)
        case .killBackend: await self.killBackend()
        case .endSessions:
            _ = try? await self.place.database.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename like 'svc\\_%'")
        case .cutClients:
            for _ in 0..<3 {
                for relay in self.place.relays.values { relay.cutAll() }
                try? await Task.sleep(for: .milliseconds(30 + random.below(250)))
            }
        case .fillDisk(let tenths):
            guard let disk = self.place.disk, disk.fill(leaving: 64 << 10) else { return }
            try? await Task.sleep(for: .milliseconds(100 * tenths))
            if !disk.free() { self.place.tally.fault(.other, "the disk could not be emptied again") }
        }
    }

    private func send(_ signal: Int32, _ name: String) {
        guard let pid = self.place.pid(name) else { return }
        kill(pid, signal)
    }

    private func freeze(_ name: String, _ tenths: Int) async {
        guard let pid = self.place.pid(name) else { return }
        kill(pid, SIGSTOP)
        try? await Task.sleep(for: .milliseconds(100 * tenths))
        kill(pid, SIGCONT)
    }

    /// One session of a service dies; PostgreSQL then ends all others and recovers.
    private func killBackend() async {
        let found = try? await self.place.database.fetchValues(
            "select pid::bigint from pg_stat_activity where usename like 'svc\\_%' order by random() limit 1",
            as: Int.self)
        guard let number = found?.first.flatMap({ pid_t(exactly: $0) }) else { return }
        kill(number, SIGKILL)
    }
}
