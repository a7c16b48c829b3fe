import Hummingbird

/// What Hummingbird keeps for one request. Who is at the other end is known by the connection (`DoorConnection`).
struct ConveneContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    init(source: ApplicationRequestContextSource) {
        self.coreContext = .init(source: source)
    }
}
