import Hummingbird
import NIOCore

/// What Hummingbird keeps for one request; the channel tells who is at the other end of an internal door.
struct ConveneContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        self.coreContext = .init(source: source)
        self.channel = source.channel
    }
}
