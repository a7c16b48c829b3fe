import NIOCore

/// Runs tasks on the thread of an event loop, so that a request is read, answered and written on one thread. Only for
/// work that never blocks and computes little: it holds up everything else on its loop.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
