/// A growing run of bytes that is only appended to.
///
/// An array as a stored property of a class pays for an exclusivity check at every append, which was half of the
/// time of a page; this keeps its own memory, and every access to its fields is a single load or store.
final class ByteBuffer {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        self.memory = .allocate(capacity: self.capacity)
    }

    deinit { self.memory.deallocate() }

    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: self.memory, count: self.count)) }

    func append(_ byte: UInt8) {
        if self.count == self.capacity { self.grow(by: 1) }
        self.memory[self.count] = byte
        self.count += 1
    }

    func append(_ source: UnsafeBufferPointer<UInt8>) {
        guard let start = source.baseAddress, !source.isEmpty else { return }
        if self.count + source.count > self.capacity { self.grow(by: source.count) }
        (self.memory + self.count).initialize(from: start, count: source.count)
        self.count += source.count
    }

    private func grow(by more: Int) {
        let larger = max(self.capacity * 2, self.count + more)
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        memory.initialize(from: self.memory, count: self.count)
        self.memory.deallocate()
        self.memory = memory
        self.capacity = larger
    }
}
