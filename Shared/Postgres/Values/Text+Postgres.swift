import Primitives

/// A value that is kept as text: an enumeration with `String` raw values, a code.
///
/// An enumeration of a domain becomes one with an empty extension in the store:
/// `extension ApplicationState: RawText {}`. Text that is not one of its values is a decoding error.
package protocol RawText: PostgresScalar {
    /// The text to store.
    var rawText: String { get }
    /// Nil for text that is no such value.
    init?(rawText: String)
}

extension RawText where Self: RawRepresentable, RawValue == String {
    package var rawText: String { self.rawValue }
    package init?(rawText: String) { self.init(rawValue: rawText) }
}

extension RawText {
    package static var postgresType: PostgresType { .text }
    package static func readsPostgres(_ oid: UInt32) -> Bool { isText(oid) }
    package static func readsPostgresArray(_ oid: UInt32) -> Bool { isTextArray(oid) }
    package func encodePostgres(into bytes: inout [UInt8]) { bytes.append(contentsOf: self.rawText.utf8) }
    package static func decodePostgres(_ field: PostgresField) -> Self? { field.text.flatMap { Self(rawText: $0) } }
}

private func isText(_ oid: UInt32) -> Bool {
    switch oid {
    case PostgresType.text.oid, PostgresType.varchar.oid, PostgresType.bpchar.oid, PostgresType.name.oid: true
    default: false
    }
}

private func isTextArray(_ oid: UInt32) -> Bool {
    switch oid {
    case PostgresType.text.arrayOID, PostgresType.varchar.arrayOID, PostgresType.bpchar.arrayOID,
        PostgresType.name.arrayOID:
        true
    default: false
    }
}

/// Also reads `numeric`, as exact decimal text.
extension String: PostgresScalar {
    package static var postgresType: PostgresType { .text }
    package static func readsPostgres(_ oid: UInt32) -> Bool { isText(oid) || oid == PostgresType.numeric.oid }
    package static func readsPostgresArray(_ oid: UInt32) -> Bool {
        isTextArray(oid) || oid == PostgresType.numeric.arrayOID
    }
    package func encodePostgres(into bytes: inout [UInt8]) { bytes.append(contentsOf: self.utf8) }
    package static func decodePostgres(_ field: PostgresField) -> String? {
        field.oid == PostgresType.numeric.oid ? decimalText(field) : field.text
    }
}

extension Language: RawText {}

// Declared as character, not text: a comparison of a char(3) column with a text parameter would convert the column
// and lose its index; the other way round it is the parameter that is converted.
extension Country: RawText {
    package static var postgresType: PostgresType { .bpchar }
    package var rawText: String { self.code }
    package init?(rawText: String) { self.init(rawText) }
}

extension Currency: RawText {
    package static var postgresType: PostgresType { .bpchar }
    package var rawText: String { self.code }
    package init?(rawText: String) { self.init(rawText) }
}

/// `numeric` in its binary form (PostgreSQL 15, src/backend/utils/adt/numeric.c, `numeric_send`): four 16-bit words
/// (digit count, weight, sign, display scale), then base-10000 digits. Written as the server's text output would be.
private func decimalText(_ field: PostgresField) -> String? {
    guard let bytes = field.bytes, bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
    func word(_ index: Int) -> Int16 {
        Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self))
    }
    let count = Int(word(0))
    let weight = Int(word(1))
    let scale = Int(word(3))
    guard count >= 0, scale >= 0, bytes.count == 8 + count * 2 else { return nil }
    switch UInt16(bitPattern: word(2)) {
    case 0x0000, 0x4000: break
    case 0xC000: return "NaN"
    case 0xD000: return "Infinity"
    case 0xF000: return "-Infinity"
    default: return nil
    }
    /// Four decimal digits of the group that weighs 10000^power.
    func group(_ power: Int) -> String {
        let index = weight - power
        guard index >= 0, index < count else { return "0000" }
        let digits = String(word(4 + index))
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    var whole = ""
    if weight >= 0 {
        for power in stride(from: weight, through: 0, by: -1) { whole += group(power) }
    }
    whole = String(whole.drop { $0 == "0" })
    var text = word(2) == 0x4000 ? "-" : ""
    text += whole.isEmpty ? "0" : whole
    if scale > 0 {
        var fraction = ""
        var power = -1
        while fraction.count < scale {
            fraction += group(power)
            power -= 1
        }
        text += "." + fraction.prefix(scale)
    }
    return text
}
