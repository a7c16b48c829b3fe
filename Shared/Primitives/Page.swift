/// One page of a list in a stable order, and where the next one begins.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Opaque text for `?cursor=`; nil on the last page.
    package let next: String?

    package init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}

extension Page: Encodable where Item: Encodable {}
extension Page: Decodable where Item: Decodable {}
