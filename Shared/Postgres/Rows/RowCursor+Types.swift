import Foundation
import Primitives

// The columns that most rows are made of. Generic code of another module asks the runtime for types at each value, which
// takes ten times as long as the value; these are compiled for their type, and preferred where they fit.
extension RowCursor {
    package mutating func next() throws(RowDecodingError) -> Int { try self.read() }
    package mutating func next() throws(RowDecodingError) -> Int? { try self.read() }
    package mutating func next() throws(RowDecodingError) -> Int32 { try self.read() }
    package mutating func next() throws(RowDecodingError) -> Int32? { try self.read() }
    package mutating func next() throws(RowDecodingError) -> Bool { try self.read() }
    package mutating func next() throws(RowDecodingError) -> Bool? { try self.read() }
    package mutating func next() throws(RowDecodingError) -> Double { try self.read() }
    package mutating func next() throws(RowDecodingError) -> Double? { try self.read() }
    package mutating func next() throws(RowDecodingError) -> String { try self.read() }
    package mutating func next() throws(RowDecodingError) -> String? { try self.read() }
    package mutating func next() throws(RowDecodingError) -> UUID { try self.read() }
    package mutating func next() throws(RowDecodingError) -> UUID? { try self.read() }
    package mutating func next() throws(RowDecodingError) -> Instant { try self.read() }
    package mutating func next() throws(RowDecodingError) -> Instant? { try self.read() }
    package mutating func next() throws(RowDecodingError) -> LocalDate { try self.read() }
    package mutating func next() throws(RowDecodingError) -> LocalDate? { try self.read() }
    package mutating func next() throws(RowDecodingError) -> [UInt8] { try self.read() }
    package mutating func next() throws(RowDecodingError) -> [UInt8]? { try self.read() }
    package mutating func next<Tag>() throws(RowDecodingError) -> ID<Tag> { ID(try self.read() as UUID) }
}
