/// A fixed-size table of plain values for the inner loops of the search.
///
/// Swift arrays check uniqueness and bounds on each write; here the move loop writes a dozen cells a move and
/// millions of moves a second. Bounds are checked by assertions, so a debug run finds what release trusts.
/// Whoever makes a table calls ``free()`` once, from its `deinit`.
struct FlatTable<Element: BitwiseCopyable> {
    let base: UnsafeMutablePointer<Element>
    let count: Int

    init(repeating value: Element, count: Int) {
        self.base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        self.base.initialize(repeating: value, count: max(1, count))
        self.count = count
    }

    init(_ values: [Element], or filler: Element) {
        self.init(repeating: filler, count: values.count)
        for (index, value) in values.enumerated() { self.base[index] = value }
    }

    func free() {
        self.base.deallocate()
    }

    var array: [Element] { Array(UnsafeBufferPointer(start: self.base, count: self.count)) }

    subscript(index: Int) -> Element {
        @inline(__always)
        get {
            assert(index >= 0 && index < self.count)
            return self.base[index]
        }
        @inline(__always)
        nonmutating set {
            assert(index >= 0 && index < self.count)
            self.base[index] = newValue
        }
    }
}

/// Lists of different lengths one after the other: list `i` is `items[starts[i]..<starts[i + 1]]`.
struct FlatLists {
    let starts: FlatTable<Int32>
    let items: FlatTable<Int32>

    init(_ lists: [[Int]]) {
        var starts: [Int32] = [0]
        var items: [Int32] = []
        for list in lists {
            items.append(contentsOf: list.map(Int32.init))
            starts.append(Int32(items.count))
        }
        self.starts = FlatTable(starts, or: 0)
        self.items = FlatTable(items, or: 0)
    }

    func free() {
        self.starts.free()
        self.items.free()
    }

    @inline(__always)
    func range(_ list: Int) -> Range<Int> {
        Int(self.starts[list])..<Int(self.starts[list + 1])
    }

    @inline(__always)
    func item(_ index: Int) -> Int { Int(self.items[index]) }
}
