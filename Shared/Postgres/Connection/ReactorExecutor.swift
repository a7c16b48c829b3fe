/// Runs tasks on the reactor's own thread, where answers arrive and requests leave: a task that does little but ask the
/// database then never changes threads. It must never block and compute little, since it holds up every connection.
///
/// ```swift
/// await withTaskExecutorPreference(database.executor) { … }
/// ```
package final class ReactorExecutor: TaskExecutor {
    private let reactor: Reactor

    init(_ reactor: Reactor) {
        self.reactor = reactor
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.reactor.submit { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
